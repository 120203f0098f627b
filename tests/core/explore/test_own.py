"""One's own words and files in the place of an item's, under a model whose attention is known."""

from dataclasses import replace
from types import SimpleNamespace

import numpy as np
import pytest
import torch
from PIL import Image

from core.contracts.attention import LISTEN, MAPS, MEDIA, PROOF, Judge
from core.contracts.standing import STANDING
from core.encoders.base import Loading
from core.encoders.tokens import TokenBatch
from core.errors import UserError
from core.explore.attention import own
from core.explore.attention.labels import labelled
from core.recommend.explain import coalition_vectors
from core.recommend.neighbourhood import alike, nearness
from core.recommend.vote import Vote, Voter
from core.training.build import centred
from tests.core.explore.asking import ask
from tests.core.worker import planted


class Words:
    """Each known word is a token of its concept; a picture is its patches from dark to bright."""

    loading = Loading(size=32)

    def __init__(self):
        self.asked = []

    def encode(self, inputs):
        (thing,) = inputs
        self.asked.append(thing)
        places = torch.full((1, planted.CONCEPTS, 4), float("nan"))
        if isinstance(thing, str):
            concepts = [planted.WORDS.index(word) for word in thing.split()]
            starts = np.cumsum([0, *(len(word) + 1 for word in thing.split())])
            for token, word in enumerate(thing.split()):
                places[0, token, :2] = torch.tensor([starts[token], starts[token] + len(word)])
        else:
            concepts = [int(thing.pixels.mean()) % planted.CONCEPTS]
        tokens = torch.zeros(1, planted.CONCEPTS, planted.CONCEPTS)
        tokens[0, range(len(concepts)), concepts] = 1
        mask = torch.arange(planted.CONCEPTS)[None] < len(concepts)
        return TokenBatch(tokens, mask, places)


@pytest.fixture
def encoder(monkeypatch):
    made = Words()
    monkeypatch.setattr(own, "encoder_of", lambda _context, _modality: made)
    return made


@pytest.fixture
def context(tmp_path, encoder):
    made = planted.context(tmp_path)
    run = replace(made.run, seen=SimpleNamespace(of=lambda user: np.array([user])))
    run.__dict__["data"] = SimpleNamespace(shown=SimpleNamespace(of=lambda _: np.zeros(0, int)))
    made.__dict__["run"] = run
    return made


def test_the_items_own_words_give_its_own_maps_and_place(context):
    as_it_is = ask(context, MAPS, item=0)
    again = ask(context, MAPS, item=0, own={"text": planted.TEXT})
    assert again.facts.own == ("text",)
    assert again.facts.score == pytest.approx(as_it_is.facts.score, abs=1e-5)
    for query, of_query in as_it_is.maps.pairs.items():
        for key, weights in of_query.items():
            np.testing.assert_allclose(again.maps.pairs[query][key], weights, atol=1e-6)
    told = ask(context, STANDING, item=0, user=1, own={"text": planted.TEXT})
    assert told.before.place == told.after.place
    assert told.after.why == pytest.approx(told.before.why, abs=1e-5)


def test_a_word_that_is_exchanged_looks_elsewhere(context):
    changed = own.changed(planted.TEXT, "red=gold")
    maps = ask(context, MAPS, item=0, own={"text": changed}).maps
    order = planted.ORDERS[0]
    seen = maps.pairs["text"]["image"][0, 0, 0]
    assert planted.WORDS[order[seen.argmax()]] == "gold"
    assert labelled_words(context, changed)[0] == "gold"


def labelled_words(context, text):
    from core.contracts.attention import ItemParams
    from core.contracts.own import Own

    seen = labelled(context, ItemParams(item=0, own=Own(text=text)))
    assert seen.standing is not None
    return seen.labels["text"]


@pytest.mark.parametrize("user", [None, 1])
def test_parts_sum_to_the_score_and_the_place_counts_those_above(context, user):
    run = context.run
    told = ask(context, STANDING, item=1, user=user, own={"text": "red red gold"})
    for side in (told.before, told.after):
        assert sum(side.why.values()) == pytest.approx(side.score, abs=1e-5)
    batch = own.batch_of(context, STANDING.params(item=1, own={"text": "red red gold"}))
    content = coalition_vectors(run.model.fusion, batch, [7])[0, 0]
    vector = run.user_vectors[1] if user else run.user_vectors[[0, 1]].mean(0)
    vector = run.user_vectors[1] if user is None else vector  # one person chose item 1
    bias = run.user_bias.mean() if user is None else run.user_bias[1]
    score = (run.base_vectors[1] + content) @ vector + run.item_bias[1] + bias
    assert told.after.score == pytest.approx(float(score), abs=1e-5)
    others = (run.item_vectors @ vector + run.item_bias + bias)[[0, 2]]
    assert told.after.place == 1 + int((others > score).sum())
    assert told.ranked == 3


def test_a_thing_of_its_own_has_what_is_given_and_nothing_of_the_item(context):
    alone = {"text": "red blue", "alone": True}
    answer = ask(context, MAPS, item=0, own=alone)
    assert {name: answer.maps.count(name) for name in answer.maps.modalities} == {
        "text": 2, "image": 0, "audio": 0,
    }  # fmt: skip
    assert answer.facts.judge == Judge(who="everybody", people=2)
    told = ask(context, STANDING, item=0, own=alone)
    assert told.before is None
    assert told.after.why["collaborative"] == 0
    assert told == ask(context, STANDING, item=2, own=alone)
    media = ask(context, MEDIA, item=0, own=alone)
    assert (media.picture, media.sound) == (None, None)


def test_a_dropped_picture_is_drawn_and_looked_at(context, encoder, tmp_path):
    path = tmp_path / "mine.png"
    Image.new("RGB", (10, 10), (3, 3, 3)).save(path)
    params = {"item": 0, "own": {"image": str(path)}}
    assert ask(context, MEDIA, **params).picture.size == (10, 10)
    before = ask(context, MAPS, **params).maps
    ask(context, STANDING, **params)
    assert len(encoder.asked) == 1
    assert before.count("image") == 1
    Image.new("RGB", (12, 10), (4, 4, 4)).save(path)
    ask(context, MAPS, **params)
    assert len(encoder.asked) == 2  # another picture under the same name


def test_words_and_pictures_are_left_out_by_nothing(context):
    assert ask(context, MAPS, item=0, own={"text": " ", "image": ""}).maps.count("text") == 0
    assert ask(context, MEDIA, item=0, own={"image": ""}).picture is None


def test_what_cannot_be_looked_at_is_one_sentence(context, tmp_path):
    broken = tmp_path / "broken.png"
    broken.write_bytes(b"no picture")
    with pytest.raises(UserError, match=r"broken\.png"):
        ask(context, MAPS, item=0, own={"image": str(broken)})
    with pytest.raises(UserError, match=r"gone\.png cannot be read"):
        ask(context, MAPS, item=0, own={"image": str(tmp_path / "gone.png")})
    with pytest.raises(UserError, match="looks at text, image, audio"):
        ask(context, MAPS, item=0, own={"video": str(broken)})
    with pytest.raises(UserError, match="form old=new"):
        own.changed("a red sock", "red")
    with pytest.raises(UserError, match="does not hold 'blue'"):
        own.changed("a red sock", "blue=red")


def test_its_map_can_be_proved_and_heard(context, tmp_path):
    found = ask(context, PROOF, item=0, own={"text": "red blue"}, steps=2, draws=2)
    assert found.tokens == 2 + 8 + 8
    weights = np.ones(8, np.float32)
    with pytest.raises(UserError, match="no sound file"):
        ask(context, LISTEN, item=0, own={"text": "red"}, weights=weights)


def test_a_newcomer_with_an_items_features_has_its_votes():
    features = np.random.default_rng(0).normal(size=(30, 6)).astype(np.float32)
    features[4] = np.nan
    near = alike(centred(features), 5)
    history = torch.tensor([2, 4, 7, 11, 20])
    scores = torch.randn(30, generator=torch.Generator().manual_seed(0))
    voter = Voter("text", near, 0.7)
    expected = Vote((voter,)).voters[0].votes(scores[None], torch.zeros(5).long(), history)[0]
    voted = 0
    for item in set(range(30)) - set(history.tolist()):
        found = nearness(features, features[item], near, history.numpy())
        torch.testing.assert_close(found, near.between(history, item), rtol=1e-4, atol=1e-6)
        given = voter.of_newcomer(scores, history, found.sum())
        assert given == pytest.approx(float(expected[item]), abs=1e-4)
        voted += bool(given)
    assert voted
