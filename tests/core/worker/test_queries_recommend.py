import json

import numpy as np
import pytest
import torch

from core.contracts.message import pack, unpack
from core.contracts.question import Subject
from core.contracts.recommend import LIST, SIMILAR
from core.errors import UserError
from core.explore import coalitions, whatif
from core.explore.context import Context
from core.fusion.config import TransformerConfig
from core.recommend.config import MemoryConfig, MFConfig
from core.recommend.explain import coalition_vectors
from core.recommend.hours import Hours
from core.training.config import SplitConfig, TrainConfig
from core.training.losses.config import SoftmaxConfig
from core.training.run import layout
from core.training.run.runs import load_run
from core.training.train import train
from core.worker.answering import answering
from tests.core.training.world import make

CONFIG = TrainConfig(
    fusion=TransformerConfig(dim=16, heads=2, queries=2),
    loss=SoftmaxConfig(negatives=1000),
    epochs=4,
    batch_size=128,
    learning_rate=0.01,
    split=SplitConfig(kind="random"),
    device="cpu",
    ks=(5, 10),
)


@pytest.fixture(scope="module")
def world(tmp_path_factory):
    """A trained run on planted tastes, and the cluster of each item."""
    folder = tmp_path_factory.mktemp("run")
    catalog, features, cluster = make()
    train(catalog, features, CONFIG, folder)
    return catalog, load_run(folder, catalog, features), cluster


@pytest.fixture
def ground(world):
    return whatif.Playground(world[1])


@pytest.fixture
def ask(world):
    context = Context(Subject())
    context.__dict__.update(catalog=world[0], run=world[1])

    def answer(name, **params):
        question = {"list": LIST, "similar": SIMILAR}[name]
        answer = answering(question.name).handler(context, question.params(**params))
        assert unpack(question.answer, json.loads(json.dumps(pack(answer)[0]))) == answer
        return answer

    return answer


def by_hand(run, user, seen, vectors=None):
    """All scores of a user, seen items at minus infinity."""
    items = (run.item_vectors if vectors is None else vectors).numpy()
    scores = items @ run.user_vectors[user].numpy() + run.item_bias.numpy()
    scores = scores + float(run.user_bias[user])
    scores[list(seen)] = -np.inf
    return scores


def test_plain_list_is_the_full_ranking(ask, world):
    run = world[1]
    for user in (0, 7, 31):
        scores = by_hand(run, user, run.seen.of(user))
        result = ask("list", user=user, k=10)
        rows = [one.row for one in result.items]
        assert rows == np.argsort(-scores)[:10].tolist()
        assert [one.score for one in result.items] == pytest.approx(scores[rows].tolist(), abs=1e-5)
        assert result.ranked == len(scores)
        assert not result.approximate


def test_reasons_sum_to_the_score(ask):
    for weights in ({}, {"text": 0.0}, {"image": 1.7, "text": 0.3}):
        result = ask("list", user=3, k=20, weights=weights)
        for one in result.items:
            assert list(one.why) == ["text", "image", "collaborative", "bias", "hour"]
            assert sum(one.why.values()) == pytest.approx(one.score, abs=1e-5)


def test_hits_are_the_held_out_choices(ask, world):
    data = world[1].data
    found = 0
    for user in range(30):
        result = ask("list", user=user, k=20)
        held_out = set(data.valid.of(user).tolist()) | set(data.test.of(user).tolist())
        assert set(result.held_out) == held_out
        assert list(result.history) == data.train.of(user).tolist()
        for one in result.items:
            assert one.hit == (one.row in held_out)
            found += one.hit
    assert found > 0


def test_a_hidden_modality_is_as_if_items_never_had_it(ask, world):
    run = world[1]
    rows = torch.arange(len(run.item_vectors))
    fusion = run.model.fusion
    kept = sum(1 << place for place, name in enumerate(fusion.modalities) if name != "image")
    content = coalition_vectors(fusion.eval(), run.gather(rows), [kept])[0]
    scores = by_hand(run, 5, run.seen.of(5), run.base_vectors + content)
    result = ask("list", user=5, k=8, weights={"image": 0.0})
    assert [one.row for one in result.items] == np.argsort(-scores)[:8].tolist()
    assert all(one.why["image"] == 0 for one in result.items)


def test_scores_are_linear_in_a_weight(ground):
    person = ground.person(4)
    rows = torch.arange(40)
    full, half = ground.reasons(person, rows), ground.reasons(person, rows, {"text": 0.5})
    place = ground.modalities.index("text")
    expected = full.score - 0.5 * full.content[:, place]
    torch.testing.assert_close(half.score, expected, atol=1e-5, rtol=1e-5)


def test_weights_of_one_change_nothing(ask):
    plain = ask("list", user=2, k=10).items
    assert ask("list", user=2, k=10, weights={"text": 1.0, "image": 1.0}).items == plain


def test_what_is_put_in_and_taken_out_again_changes_nothing(ask, world):
    row = int(world[1].seen.of(6)[0])
    plain = ask("list", user=6).items
    assert ask("list", user=6, liked=[row]).items == plain  # it was there already
    # Another order of the same history adds up in another order.
    back = ask("list", user=6, liked=[row], removed=[row]).items
    assert [one.row for one in back] == [one.row for one in plain]


def test_the_history_is_never_recommended(ask, world):
    first = ask("list", user=9, k=90).items
    rows = {one.row for one in first}
    assert rows.isdisjoint(world[1].seen.of(9).tolist())
    assert len(rows) == 90 - len(world[1].seen.of(9))
    liked, removed = first[0].row, int(world[1].seen.of(9)[0])
    changed = {one.row for one in ask("list", user=9, k=90, liked=[liked], removed=[removed]).items}
    assert liked not in changed
    assert removed in changed


def test_an_invented_user_gets_what_the_likes_are_about(ask, world):
    cluster = world[2]
    for wanted in range(3):
        liked = np.flatnonzero(cluster == wanted)[:3].tolist()
        result = ask("list", liked=liked, k=8)
        assert result.user is None
        share = np.mean([cluster[one.row] == wanted for one in result.items])
        assert share > 0.6  # 1/6 by chance


def test_nobody_in_particular_gets_the_popular(ask, world):
    run = world[1]
    rows = [one.row for one in ask("list", k=10).items]
    best = np.sort(run.item_bias.numpy())[::-1][:10]
    assert run.item_bias.numpy()[rows] == pytest.approx(best.tolist())


def test_weighing_only_the_best_agrees_with_weighing_all(ground, world, monkeypatch):
    person = ground.person(8)
    weights = {"text": 0.4}
    whole = ground.best(person, 10, weights)
    monkeypatch.setattr(whatif, "WHOLE_UP_TO", 10)
    monkeypatch.setattr(whatif, "CANDIDATES", 60)
    some = whatif.Playground(world[1]).best(person, 10, weights)
    assert some.approximate
    assert some.ranked == 60
    # All of the ten best lie well within the sixty that were weighed.
    assert some.rows.tolist() == whole.rows.tolist()
    assert some.explanation.score.tolist() == pytest.approx(whole.explanation.score.tolist())


def test_a_diverse_list_repeats_itself_less(ground):
    def alike(rows):
        unit = torch.nn.functional.normalize(ground.run.item_vectors[rows], dim=1)
        cosines = unit @ unit.T
        return float((cosines.sum() - len(rows)) / (len(rows) * (len(rows) - 1)))

    for user in range(5):
        person = ground.person(user)
        plain = ground.best(person, 10).rows
        diverse = ground.best(person, 10, diversity=0.7).rows
        assert alike(diverse) < alike(plain)
        assert set(diverse.tolist()).isdisjoint(person.history.tolist())


def test_work_done_ahead_is_not_done_again(ground, monkeypatch):
    done, total = ground.prepare(60.0)
    assert done == total == 2 * len(ground.run.item_vectors)

    def never(*_arguments):
        raise AssertionError("fused again")

    monkeypatch.setattr(coalitions, "coalition_vectors", never)
    listed = ground.best(ground.person(1), 5, {"text": 0.0, "image": 1.5})
    assert len(listed.rows) == 5


def test_similar_items_by_cosine(ask, world):
    vectors = world[1].item_vectors.numpy()
    unit = vectors / np.linalg.norm(vectors, axis=1, keepdims=True)
    cosines = unit @ unit[11]
    cosines[11] = -np.inf
    result = ask("similar", row=11, k=6)
    assert [one.row for one in result.items] == np.argsort(-cosines)[:6].tolist()
    assert result.items[0].cosine == pytest.approx(float(cosines.max()), abs=1e-5)


def test_plain_matrix_factorisation_has_no_modalities(tmp_path):
    catalog, features, _ = make(n_users=40, n_items=30)
    config = CONFIG.model_copy(update={"head": MFConfig(content=False), "epochs": 1})
    train(catalog, features, config, tmp_path)
    ground = whatif.Playground(load_run(tmp_path, catalog, features))
    listed = ground.best(ground.person(0), 5)
    assert ground.modalities == ()
    assert listed.explanation.content.shape == (5, 0)
    assert len(listed.rows) == 5
    with pytest.raises(UserError, match="does not look at 'text'"):
        ground.best(ground.person(0), 5, {"text": 0.5})


@pytest.mark.parametrize(
    ("params", "words"),
    [
        ({"user": 120}, "no user number 120"),
        ({"user": 0, "liked": [90]}, "does not know"),
        ({"user": 0, "weights": {"smell": 2.0}}, "does not look at 'smell'"),
    ],
)
def test_what_the_model_does_not_know_is_refused(ask, params, words):
    with pytest.raises(UserError, match=words):
        ask("list", **params)


def test_similar_to_nothing_is_refused(ask):
    with pytest.raises(UserError, match="no item number 90"):
        ask("similar", row=90)


def test_an_hour_is_added_to_every_score_and_named(world, ask, monkeypatch):
    run = world[1]
    rng = np.random.default_rng(0)
    counts = rng.gamma(1.0, 5.0, (run.data.n_items, 24)).astype(np.float32)
    planted = Hours(counts, np.full(24, 1 / 24), 2.0, 0.1)
    monkeypatch.setattr(whatif.Playground, "hours", planted)
    plain = ask("list", user=3, k=10)
    assert all(one.why["hour"] == 0 for one in plain.items)
    told = ask("list", user=3, k=10, hour=7)
    scores = by_hand(run, 3, run.seen.of(3))
    with_hour = scores + planted.term(7).numpy()
    assert [one.row for one in told.items] == np.argsort(-with_hour)[:10].tolist()
    for one in told.items:
        assert one.why["hour"] == pytest.approx(float(planted.term(7)[one.row]), abs=1e-5)
        assert sum(one.why.values()) == pytest.approx(one.score, abs=1e-4)
    assert told.hours is True
    # Hidden modalities and diversity are asked for together with an hour.
    both = ask("list", user=3, k=5, hour=7, diversity=0.5, weights={"text": 0.0})
    assert len({one.row for one in both.items}) == 5


def test_hours_are_counted_from_training_alone(world):
    run = world[1]
    hours = whatif.Playground(run).hours
    if run.data.times is None:
        assert hours is None
    else:
        assert len(run.data.times) == len(run.data.items)
        assert hours.counts.sum() == pytest.approx(len(run.data.items), rel=1e-4)


@pytest.mark.parametrize("head", [MFConfig(), MFConfig(content=False), MemoryConfig()])
def test_a_run_that_was_killed_recommends_as_it_is(tmp_path, head):
    """After its first epoch a run has a model, but its vectors were never stored."""
    catalog, features, _ = make(n_users=40, n_items=30)
    config = CONFIG.model_copy(update={"head": head, "epochs": 1})
    train(catalog, features, config, tmp_path)
    whole = whatif.Playground(load_run(tmp_path, catalog, features))
    (tmp_path / layout.VECTORS).unlink()
    killed = whatif.Playground(load_run(tmp_path, catalog, features))
    for user in range(5):
        person, same = whole.person(user), killed.person(user)
        torch.testing.assert_close(person.vector, same.vector)
        scores = whole.run.item_vectors @ person.vector + whole.run.item_bias
        scores[person.history] = -torch.inf
        # Votes are chosen at the end only, so this list is the model's alone.
        assert killed.best(same, 5).rows.tolist() == scores.topk(5).indices.tolist()
