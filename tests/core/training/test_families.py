"""Other families: who goes on, who joins, and that what joined is one model."""

from __future__ import annotations

from contextlib import contextmanager

import numpy as np
import pytest
import torch

from core.contracts.attention import ItemParams
from core.contracts.question import Subject
from core.contracts.recommend import ListParams, ReasonParams
from core.explore.attention.target import score_of, tokens_of
from core.explore.context import Context
from core.progress import Reporter
from core.recommend.als import ALS
from core.recommend.config import MFConfig
from core.recommend.histories import Histories
from core.recommend.recommender import Vectors
from core.training import families
from core.training.config import SplitConfig, TrainConfig
from core.training.data import prepare
from core.training.families import MOST, tried
from core.training.judge import joining
from core.training.judge.validation import measure, measure_test, scorer
from core.training.losses.config import BPRConfig
from core.training.members import FOLDER, Family, Trained
from core.training.run import layout
from core.training.run import vectors as stored
from core.training.run.runs import load_run
from core.training.train import train
from core.worker.queries import recommend
from tests.core.training.world import chain, make

CONFIG = TrainConfig(
    split=SplitConfig(kind="random"), epochs=2, batch_size=256, device="cpu", ks=(5, 10)
)


#: One family of a kind.
KINDS = ("als 64", "bpr 64", "ease", "lightgcn", "vae 200")


class Growing(Family):
    """Gains so much with every turn, and counts them and how often it was asked to learn."""

    def __init__(self, folder, gain):
        super().__init__(str(gain), folder, None)
        self.gain, self.turns, self.tries = gain, 0, 0
        self.folder.mkdir(parents=True, exist_ok=True)
        (self.folder / layout.VECTORS).touch()

    def learn(self, turns, reporter):
        self.turns, self.tries = turns, self.tries + 1
        self.score = self.gain * turns


class Stopping(Reporter):
    def checkpoint(self):
        return True


def vectors(n_users, n_items, seed, dim=6):
    generator = torch.Generator().manual_seed(seed)
    users, items = (torch.randn(n, dim, generator=generator) for n in (n_users, n_items))
    bias = torch.randn(n_items, generator=generator)
    return Vectors(users, items, torch.zeros(n_users), bias, torch.zeros_like(items))


# --- who goes on ----------------------------------------------------------------------------------


def test_the_budget_is_kept_for_the_promising(tmp_path):
    tries = [Growing(tmp_path, gain) for gain in range(8)]
    found = tried(tries, 0.0, tmp_path / FOLDER, Reporter())
    assert (found.stopped, found.short) == (False, False)
    assert [family.gain for family in found.best] == [7, 6, 5][:MOST]
    assert [family.turns for family in tries] == [1, 1, 1, 1, 3, 7, 7, 7]
    again = [Growing(tmp_path, gain) for gain in range(8)]
    found = tried(again, 0.0, tmp_path / FOLDER, Reporter())
    assert [family.score for family in found.best] == [49, 42, 35]
    assert not any(family.tries for family in again)
    # A digit that flipped is no score: it is learned again.
    scores = tmp_path / FOLDER / "scores.json"
    scores.write_text(scores.read_text().replace("49.0", "19.0"))
    again = [Growing(tmp_path, gain) for gain in range(8)]
    found = tried(again, 0.0, tmp_path / FOLDER, Reporter())
    assert [family.score for family in found.best] == [49, 42, 35]


@pytest.mark.parametrize("who", ["person", "time"])
def test_what_is_there_when_stopped_is_kept(tmp_path, who):
    class Asking(Growing):
        def learn(self, turns, reporter):
            super().learn(turns, reporter)
            reporter.go_on()

    class Early(Family):
        """Had nothing to keep yet."""

        def learn(self, turns, reporter):
            reporter.go_on()

    tries = [Early("early", tmp_path, None), Asking(tmp_path, 1), Asking(tmp_path, 2)]
    if who == "person":
        found = tried(tries[1:], 100.0, tmp_path / FOLDER, Stopping())
        names = ["1"]
    else:
        found = tried(tries, 0.0, tmp_path / FOLDER, Reporter())
        names = ["2", "1"]
    assert (found.stopped, found.short) == (who == "person", who == "time")
    assert [family.name for family in found.best] == names
    # What was cut is not taken for whole.
    again = [Growing(tmp_path, 1), Growing(tmp_path, 2)]
    tried(again, 0.0, tmp_path / FOLDER, Reporter())
    assert [family.tries for family in again] == [3, 3]


# --- who joins ------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def world():
    catalog, features, cluster = make()
    return catalog, features, prepare(catalog, CONFIG.split), cluster


def test_noise_gets_exactly_nothing_and_a_helper_much(world):
    _, _, data, cluster = world
    noise = {f"noise {n}": vectors(data.n_users, data.n_items, 10 + n) for n in range(3)}
    items = torch.nn.functional.one_hot(torch.as_tensor(cluster)).float()
    everyone = np.arange(data.n_users)
    rows, chosen = data.train.pairs(everyone)
    users = torch.zeros(data.n_users, items.shape[1]).index_add_(
        0, torch.as_tensor(rows), items[torch.as_tensor(chosen)]
    )
    zero = torch.zeros(data.n_items)
    helper = Vectors(users, items, torch.zeros(data.n_users), zero, items)
    own = vectors(data.n_users, data.n_items, 1)
    weights = joining.weigh(own, noise | {"helper": helper}, data, CONFIG)
    assert weights["helper"] >= 0.8
    assert [weights[name] for name in noise] == [0.0] * 3
    made = joining.join(own, noise | {"helper": helper}, weights)
    assert made.items.shape[1] == own.items.shape[1] + helper.items.shape[1] + 1
    before, after = (measure(one, data, data.valid, (10,)).values["ndcg@10"] for one in (own, made))
    assert after > 2 * before


def test_joined_scores_are_the_sum_at_one_spread(world):
    _, _, data, _ = world
    own, other = vectors(data.n_users, data.n_items, 1), vectors(data.n_users, data.n_items, 2)
    made = joining.join(own, {"other": other}, {"other": 0.5})
    users = np.array([0, 4, 9])
    first, second, both = (scorer(one, data.train)(users) for one in (own, other, made))
    scale = first.std(1, correction=0, keepdim=True) / second.std(1, correction=0, keepdim=True)
    torch.testing.assert_close(both, first + 0.5 * scale * second)
    torch.testing.assert_close(made.items - made.base, torch.nn.functional.pad(own.items, (0, 7)))


@pytest.mark.parametrize("weighted", [False, True])
def test_als_is_the_ridge_of_every_row(weighted):
    rng = np.random.default_rng(0)
    chosen = rng.random((12, 9)) < 0.3
    chosen[3] = False
    users, items = np.nonzero(chosen)
    counts = rng.uniform(0.2, 3, len(users)).astype(np.float32) if weighted else None
    told = np.zeros(chosen.shape)
    told[users, items] = 1 if counts is None else counts
    histories = Histories.from_pairs(users, items, 12)
    als = ALS(histories, 9, 4, alpha=5.0, strength=2.0, seed=0, weights=counts)
    V = als.items.numpy().astype(np.float64)
    als.sweep()
    U = als.users.numpy().astype(np.float64)

    def ridge(table, row, picked):
        weight = np.diag(1 + 5.0 * row)
        left = table.T @ weight @ table + 2 * np.eye(4)
        return np.linalg.solve(left, table.T @ weight @ picked)

    for row in range(12):
        np.testing.assert_allclose(U[row], ridge(V, told[row], chosen[row]), atol=1e-4)
    for item in range(9):
        wanted = ridge(U, told[:, item], chosen[:, item])
        np.testing.assert_allclose(als.items[item].numpy(), wanted, atol=1e-4)


# --- one run --------------------------------------------------------------------------------------


@contextmanager
def shortly(kinds=KINDS):
    """One family of a kind, turns of two epochs, two rounds."""

    def few(*args):
        made = [one for one in everything(*args) if one.name in kinds]
        for one in made:
            if isinstance(one, Trained):
                update = {"epochs": 2, "validate_every": 2}
                one.config = one.config.model_copy(update=update)
        return made

    everything = families.families
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(families, "families", few)
        patch.setattr(families, "ROUNDS", 2)
        yield


@pytest.fixture(scope="module")
def run(world, tmp_path_factory):
    """Every family learns; what helps joins."""
    catalog, features, *_ = world
    folder = tmp_path_factory.mktemp("run")
    config = CONFIG.model_copy(update={"family_seconds": 600})
    with shortly():
        summary = train(catalog, features, config, folder)
    return catalog, load_run(folder, catalog, features), summary


class StopsAt(Reporter):
    """Asks to stop from the moment a family was told of."""

    def __init__(self, family):
        self.family, self.seen = family, False

    def log(self, text, level="info"):
        self.seen |= str(text).startswith(self.family)

    def checkpoint(self):
        return self.seen


def test_a_stopped_try_goes_on_to_the_same(world, run, tmp_path):
    catalog, features, *_ = world
    config = CONFIG.model_copy(update={"family_seconds": 600})
    with shortly():
        stopped = train(catalog, features, config, tmp_path, StopsAt("bpr 64"))
    assert stopped.stopped
    assert stopped.families  # what it has is joined
    made = load_run(tmp_path, catalog, features)  # and can be looked at
    assert made.item_vectors.shape[1] >= made.width
    with shortly():
        summary = train(catalog, features, config, tmp_path, resume=True)
    assert not summary.stopped
    assert summary.families == run[2].families
    assert str(summary.joined) == str(run[2].joined)
    again = load_run(tmp_path, catalog, features)
    torch.testing.assert_close(again.item_vectors, run[1].item_vectors, atol=0, rtol=0)


def test_what_joined_is_one_run(run):
    catalog, made, summary = run
    assert summary.joined
    learned = {path.parent.name for path in (made.folder / FOLDER).glob(f"*/{layout.VECTORS}")}
    assert learned == set(KINDS)
    assert any(summary.families.values()), summary.families
    assert made.item_vectors.shape[1] > made.width
    assert layout.read_record(made.folder).summary.families == summary.families
    values = measure(made.vectors, made.data, made.data.test, (10,)).values
    assert values["ndcg@10"] == pytest.approx(summary.test["ndcg@10"])
    context = Context(Subject())
    context.__dict__.update(catalog=catalog, run=made)
    answer = recommend.list_(context, ListParams(user=3, k=5))
    for one in answer.items:
        assert sum(one.why.values()) == pytest.approx(one.score, abs=1e-4)
    row = answer.items[0].row
    told = recommend.why(context, ReasonParams(user=3, row=row))
    assert told.place == 1
    score = score_of(context, ItemParams(item=row, user=3))(tokens_of(made, [row]))
    assert float(score[0]) == pytest.approx(answer.items[0].score, abs=1e-4)


def test_where_order_tells_all_the_head_that_reads_it_joins(tmp_path):
    """And reads what was validated once the test begins, as it does alone."""
    catalog, features, _ = chain(0.8)
    update = {
        "head": MFConfig(content=False), "loss": BPRConfig(), "ks": (1, 5), "family_seconds": 600,
        "split": SplitConfig(kind="leave_last_out"),
    }  # fmt: skip
    config = CONFIG.model_copy(update=update)
    with shortly(("sequence",)):
        summary = train(catalog, features, config, tmp_path)
    assert summary.families["sequence"] > 0
    run = load_run(tmp_path, catalog, features)
    alone = stored.read(tmp_path / FOLDER / "sequence", run.data.n_users, run.data.n_items)
    found = measure_test(alone, run.data, run.data.test, (5,)).values["ndcg@5"]
    assert summary.test["ndcg@5"] > 0.9 * found
    stale = measure(alone, run.data.at_test, run.data.test, (5,)).values["ndcg@5"]
    assert found > 1.5 * stale
    assert "sequence" not in {one.name for one in families.families(
        CONFIG, tmp_path, prepare(catalog, SplitConfig(kind="random")), None
    )}  # fmt: skip
