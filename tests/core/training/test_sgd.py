"""Compiled BPR by plain SGD against autograd, a loop of Python, and planted tastes."""

import json

import numpy as np
import pytest
import torch
from pydantic import ValidationError
from safetensors.torch import load_file
from scipy import stats
from torch.nn import functional

from core.errors import UserError
from core.fusion.config import ConcatConfig, GraphConfig
from core.recommend.config import MemoryConfig, MFConfig
from core.recommend.histories import Histories
from core.recommend.mf import MF
from core.training.config import SplitConfig, TrainConfig
from core.training.data import prepare
from core.training.judge import baselines
from core.training.judge.evaluate import evaluate
from core.training.losses.config import BCEConfig, BPRConfig
from core.training.losses.sampling import Sampler
from core.training.run import layout
from core.training.run.runs import load_run
from core.training.steps import sgd, sgd_kernels
from core.training.steps.parallel import Group
from core.training.train import train
from tests.core.training.world import Recording, make

CPU = torch.device("cpu")
SMALL = TrainConfig(
    fusion=ConcatConfig(dim=13),
    head=MFConfig(content=False, start_length=0.3),
    loss=BPRConfig(),
    optimizer="sgd",
    learning_rate=0.1,
    embedding_l2=0.02,
    epochs=3,
    batch_size=100,
    split=SplitConfig(kind="random"),
    device="cpu",
    ks=(5, 10),
)


def changed(**values):
    return TrainConfig.model_validate(SMALL.model_dump() | values)


def stepper(config, data):
    torch.manual_seed(config.seed)
    mf = MF(data.n_users, data.n_items, config.fusion.dim, config.head)
    rate, l2 = config.learning_rate, config.embedding_l2
    return mf, sgd.SgdStep(mf, data, rate, l2, config.seed, Recording())


@pytest.mark.parametrize("biases", [True, False])
def test_a_step_goes_down_the_gradient_of_the_loss(biases):
    data = prepare(make()[0], SMALL.split)
    config = changed(head=MFConfig(content=False, start_length=2.0, biases=biases))
    mf, one = stepper(config, data)
    mf.item_bias.data.normal_()
    before = [t.detach().clone().requires_grad_() for t in (mf.users, mf.items, mf.item_bias)]
    place = 17
    terms = one.step(torch.tensor([place]), 0).terms
    q, p, bias = before
    user, chosen = data.users[place], data.items[place]
    other = one._negatives[place]
    rows = q[user], p[chosen], p[other], bias[chosen], bias[other]
    margin = rows[0] @ (rows[1] - rows[2]) + rows[3] - rows[4]
    loss = -functional.logsigmoid(margin)
    penalty = 0.02 / 2 * sum(row.square().sum() for row in rows)
    (loss + penalty).backward()
    assert float(terms["bpr"]) == pytest.approx(loss.item(), rel=1e-5)
    assert float(terms["penalty"]) == pytest.approx(penalty.item(), rel=1e-5)
    for start, now, learns in zip(
        before, (mf.users, mf.items, mf.item_bias), (1, 1, biases), strict=True
    ):
        assert start.grad.abs().sum() > 0
        torch.testing.assert_close(now.data, start.data - 0.1 * learns * start.grad)


def test_a_training_equals_a_loop_of_python():
    data = prepare(make()[0], SMALL.split)
    mf, one = stepper(SMALL, data)
    q, p, b = (t.detach().double().numpy().copy() for t in (mf.users, mf.items, mf.item_bias))
    order = np.random.default_rng(0)
    for epoch in range(4):
        index = order.permutation(len(data.users))
        told = 0.0
        for part in np.array_split(index, 7):
            told += float(one.step(torch.as_tensor(part), epoch).terms["bpr"]) * len(part)
        summed = 0.0
        for at in index:
            u, i, j = data.users[at], data.items[at], one._negatives[at]
            margin = q[u] @ (p[i] - p[j]) + b[i] - b[j]
            summed += np.log1p(np.exp(-margin))
            slope = 1 / (1 + np.exp(margin))
            steps = slope * (p[i] - p[j]), slope * q[u], -slope * q[u]
            for row, step in zip((q[u], p[i], p[j]), steps, strict=True):
                row += 0.1 * (step - 0.02 * row)
            b[i] += 0.1 * (slope - 0.02 * b[i])
            b[j] += 0.1 * (-slope - 0.02 * b[j])
        assert told == pytest.approx(summed, rel=1e-5)
    for mine, theirs in zip((mf.users, mf.items, mf.item_bias), (q, p, b), strict=True):
        np.testing.assert_allclose(mine.detach().numpy(), theirs, atol=1e-5)


@pytest.mark.parametrize("margin", [-300.0, -40.0, 0.0, 40.0, 300.0])
def test_the_loss_of_many_far_margins_is_exact(margin):
    count = 3000
    q, p = np.zeros((1, 4), np.float32), np.zeros((2, 4), np.float32)
    bias = np.array([margin, 0], np.float32)
    users, ones = np.zeros(count, np.int32), np.ones(count, np.int32)
    still = np.float32(0), np.float32(0), np.float32(0)
    loss, _ = sgd_kernels.descend(users, users, ones, np.arange(count), q, p, bias, *still)
    assert loss == pytest.approx(count * np.logaddexp(0, -margin), rel=1e-5)


def test_negatives_are_never_chosen_ones_and_all_alike():
    rng = np.random.default_rng(0)
    n_items = 60
    sizes = [1, 5, 40, 57, 58]  # nobody chose items 58 and 59; the last user has all that are known
    chosen = [rng.choice(58, size, replace=False) for size in sizes]
    users = np.repeat(np.arange(len(sizes)), sizes)
    histories = Histories.from_pairs(users, np.concatenate(chosen), len(sizes))
    sampler = Sampler(histories, n_items, 0.0, CPU)
    free = (sampler.free % sampler.total).numpy().astype(np.int32)
    known = sampler.known.numpy().astype(np.int32)
    out = np.empty(len(users), np.int32)
    counts = np.zeros((len(sizes), n_items), int)
    for key in rng.integers(0, 2**63, 4000, dtype=np.uint64):
        sgd_kernels.draw(histories.offsets, free, known, key, out)
        np.add.at(counts, (users, out), 1)
    for user, items in enumerate(chosen):
        wanted = np.setdiff1d(known, items) if user < 4 else known
        assert counts[user].sum() == counts[user, wanted].sum() == 4000 * sizes[user]
        if len(wanted) > 1:
            assert stats.chisquare(counts[user, wanted]).pvalue > 1e-3


def test_negatives_of_epochs_and_seeds_differ_and_come_again():
    data = prepare(make()[0], SMALL.split)

    def drawn(seed, epoch):
        one = stepper(changed(seed=seed), data)[1]
        one.step(torch.tensor([0]), epoch)
        return one._negatives.copy()

    assert (drawn(0, 5) == drawn(0, 5)).all()
    for other in (drawn(0, 6), drawn(1, 5), drawn(5, 0)):
        assert (drawn(0, 5) == other).mean() < 0.1


def test_learns_planted_tastes_nearly_as_well_as_ease(tmp_path):
    catalog, features, _ = make(n_users=300, per_user=14)
    reporter = Recording()
    config = changed(epochs=60, embedding_l2=0.01)
    summary = train(catalog, features, config, tmp_path, reporter)
    data = prepare(catalog, config.split)
    ease = evaluate(baselines.tuned_ease(data, 10)[0], data.test, data.train, data.n_items, (10,))
    recall = summary.test["recall@10"]
    assert recall > 0.9 * ease.values["recall@10"]
    assert recall > 1.8 * summary.baselines["popularity"]["recall@10"]
    losses = [values["loss/bpr"] for _, _, values in reporter.metrics if "loss/bpr" in values]
    assert losses[-1] < 0.5 * losses[0]
    run = load_run(tmp_path, catalog, features)
    assert run.config.optimizer == "sgd"
    np.testing.assert_allclose(run.item_vectors, run.model.mf.items.detach(), atol=1e-6)


@pytest.mark.parametrize("stop_at", [1, 4, 15])
def test_resumed_equals_uninterrupted_and_batches_make_no_difference(tmp_path, stop_at):
    catalog, features, _ = make()
    for name, size in (("whole", 100), ("other", 37)):
        train(catalog, features, changed(batch_size=size), tmp_path / name)
    stopped = train(catalog, features, SMALL, tmp_path / "parts", Recording(stop_at))
    assert stopped.stopped
    train(catalog, features, SMALL, tmp_path / "parts", resume=True)
    whole = load_file(tmp_path / "whole" / layout.MODEL)
    for name in ("other", "parts"):
        for key, value in load_file(tmp_path / name / layout.MODEL).items():
            assert torch.equal(value, whole[key]), key
    told = [
        {
            line["epoch"]: line["values"]["loss"]
            for line in map(json.loads, file)
            if "valid/ndcg@10" in line["values"]
        }
        for file in ((tmp_path / n / layout.METRICS).open() for n in ("whole", "parts"))
    ]
    assert len(told[0]) == 3
    assert told[0] == told[1]


def test_numbers_that_run_away_end_the_run_with_a_remedy(tmp_path):
    catalog, features, _ = make()
    config = changed(learning_rate=1.0, embedding_l2=10.0, epochs=40)
    with pytest.raises(UserError, match=r"First its '(bpr|penalty)' part did") as error:
        train(catalog, features, config, tmp_path)
    assert error.value.remedy.startswith("Lower the learning rate (now 1);")


@pytest.mark.parametrize(
    "changes",
    [
        {"head": MFConfig()},
        {"head": MFConfig(content=False, item_dropout=0.1)},
        {"head": MFConfig(content=False, item_embedding=False)},
        {"head": MemoryConfig(content=False)},
        {"fusion": GraphConfig(base=ConcatConfig(dim=16))},
        {"loss": BCEConfig()},
        {"loss": BPRConfig(negatives=2)},
        {"loss": BPRConfig(popularity=0.5)},
        {"loss": BPRConfig(members=13)},
    ],
)
def test_what_plain_sgd_cannot_train_is_refused(changes):
    with pytest.raises(ValidationError, match="plain SGD needs the loss bpr with one negative"):
        changed(**changes)
    assert changed(optimizer="adamw", **changes).optimizer == "adamw"


def test_it_runs_on_the_processor_in_one_process_and_says_so():
    reporter = Recording()
    assert sgd.place(torch.device("cuda"), Group(), reporter) == CPU
    assert reporter.lines == [("warning", "Plain SGD runs on the processor, not on cuda.")]
    assert sgd.place(CPU, Group(), reporter) == CPU
    assert len(reporter.lines) == 1
    with pytest.raises(UserError, match="cannot be divided"):
        sgd.place(CPU, Group(0, 2), reporter)


def test_it_compiles_where_nothing_can_be_kept(monkeypatch):
    tried = []
    make_compiler = sgd_kernels.njit

    def picky(**options):
        tried.append(options.pop("cache", False))
        if tried[-1]:
            raise RuntimeError("cannot cache function: no locator available")
        return make_compiler(**options)

    monkeypatch.setattr(sgd_kernels, "njit", picky)
    assert sgd_kernels._compile(lambda number: number + 1)(2) == 3
    assert tried == [True, False]
