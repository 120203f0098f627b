"""The training step and top-K on a CUDA device that is not there.

Fake tensors say "cuda" and compute nothing: mixing them with a tensor of the CPU, and asking for
a value (.item(), nonzero, a boolean index), raise, as on a card they would fail or make the host
wait. The draw is not under them: sizes that depend on data are what it is for.
"""

import pytest
import torch
from torch._subclasses.fake_tensor import FakeTensorMode
from torch.utils._python_dispatch import TorchDispatchMode

from core.encoders.tokens import TokenBatch
from core.fusion import base
from core.fusion.config import ConcatConfig, LateConfig, TransformerConfig
from core.recommend.config import MemoryConfig, MFConfig, SequenceConfig
from core.recommend.mf import MF
from core.recommend.recommender import Recommender
from core.topk import top_k
from core.training.config import AlignmentLossConfig, SplitConfig, TrainConfig
from core.training.losses.base import Pairs
from core.training.losses.config import BCEConfig, BPRConfig, MSEConfig, SoftmaxConfig
from core.training.losses.softmax import Candidates
from core.training.steps.objective import Batch, Objective
from core.training.steps.parallel import Group
from core.training.train import assemble
from tests.core.training.world import Recording, make

U, N, B, R, D = 50, 40, 8, 12, 16
WIDTHS = {"text": 12, "image": 20}
FUSIONS = {
    "concat": ConcatConfig(dim=D, hidden=D),
    "late": LateConfig(dim=D, hidden=D),
    "transformer": TransformerConfig(dim=D, heads=2, queries=2),
}
HEADS = {
    "mf": MFConfig(item_dropout=0.2),
    "memory": MemoryConfig(recent=3),
    "sequence": SequenceConfig(recent=3, heads=1),
}
LOSSES = {
    "bpr": BPRConfig(negatives=2),
    "bce": BCEConfig(),
    "softmax": SoftmaxConfig(),
    "mse": MSEConfig(),
}


def tokens(length):
    return {
        name: TokenBatch(
            torch.empty(R, length, width),
            torch.ones(R, length, dtype=torch.bool),
            torch.empty(R, length, 4),
        )
        for name, width in WIDTHS.items()
    }


def batch(loss, head):
    rows, first = torch.arange(R), torch.zeros(B, dtype=torch.long)
    if loss == "softmax":
        drawn = Candidates(rows, first, torch.zeros(B, R, dtype=torch.bool), torch.zeros(R))
    else:
        drawn = Pairs(rows, torch.zeros(B, 3, dtype=torch.long))
    return Batch(
        users=torch.zeros(B, dtype=torch.long),
        drawn=drawn,
        count=B,
        recent=(torch.zeros(B, 3, dtype=torch.long), torch.ones(B, 3, dtype=torch.bool))
        if head != "mf"
        else None,
    )


@pytest.mark.parametrize("loss", LOSSES)
@pytest.mark.parametrize("head", HEADS)
@pytest.mark.parametrize("fusion", FUSIONS)
def test_forward_of_a_step_stays_on_the_card_and_never_waits_for_it(fusion, head, loss):
    config = TrainConfig(
        fusion=FUSIONS[fusion],
        head=HEADS[head],
        loss=LOSSES[loss],
        alignment=AlignmentLossConfig(weight=0.1, token_weight=0.1),
    )
    with FakeTensorMode(), torch.device("cuda"):
        model = Recommender(MF(U, N, D, config.head), config.fusion.build(WIDTHS)).train()
        given = tokens(5)
        objective = Objective.__new__(Objective)
        torch.nn.Module.__init__(objective)
        objective.config = config
        objective.ranking = config.loss.build()
        objective.gather = lambda rows: given
        objective.agreements, objective.budget = {}, None
        terms = objective.loss(model, batch(loss, head))
        assert all(value.device.type == "cuda" for value in terms.values())
        assert model.bank.device.type == "cuda"


def test_top_k_stays_on_the_card():
    with FakeTensorMode(), torch.device("cuda"):
        found, scores = top_k(
            torch.empty(3, D), torch.empty(5000, D), 7, torch.empty(5000), None,
            torch.ones(5000, dtype=torch.bool),
        )  # fmt: skip
        assert (found.device.type, scores.device.type) == ("cuda", "cuda")
        assert found.shape == scores.shape == (3, 7)


class Waits(TorchDispatchMode):
    """Counts calls for which a host waits for its card: values and sizes that depend on data."""

    NAMES = ("_local_scalar_dense", "nonzero", "_unique2", "unique_dim", "masked_select")

    def __init__(self):
        super().__init__()
        self.seen = []

    def __torch_dispatch__(self, func, types, args=(), kwargs=None):
        name = func.overloadpacket.__name__
        boolean = name == "index" and any(
            index is not None and index.dtype == torch.bool for index in args[1]
        )
        if name in self.NAMES or boolean:
            self.seen.append(name)
        return func(*args, **(kwargs or {}))


@pytest.mark.parametrize("content", [False, True])
def test_a_bpr_step_asks_for_one_size_besides_the_lengths_of_the_tokens(
    tmp_path, content, monkeypatch
):
    """Drawing negatives does not wait at all: the one wait is for the number of different items."""
    monkeypatch.setattr(base, "packs", lambda _: False)  # as on a card, where asking would wait
    catalog, features, _ = make()
    config = TrainConfig(
        fusion=ConcatConfig(dim=D, hidden=D),
        head=MFConfig(content=content),
        loss=BPRConfig(),
        split=SplitConfig(kind="random"),
        device="cpu",
    )
    one = assemble(catalog, features, config, tmp_path, Recording(), Group())
    one.model.train()
    one.learn(torch.arange(64))  # the optimiser's state is made in the first step
    with Waits() as waits:
        drawn = one.step.objective.draw(torch.arange(64), one.step.generator)
        one.step.objective.loss(one.model, drawn)
    lengths = len(features.stores) if content else 0
    assert waits.seen == ["_unique2"] + ["_local_scalar_dense"] * lengths


class Fake:
    """A tensor that notes what is asked of it, in order."""

    def __init__(self, place="cpu"):
        self.device, self.calls = torch.device(place), []

    def pin_memory(self):
        self.calls.append("pinned")
        return self

    def to(self, where, non_blocking=False):
        name = "cast" if isinstance(where, torch.dtype) else f"sent to {where}"
        self.calls.append(f"{name}, not waiting" if non_blocking else name)
        return self


def test_features_travel_to_the_card_pinned_narrow_and_without_waiting():
    """Call-order mock: half-precision features are widened there, not before the journey."""
    tokens, mask, positions = Fake(), Fake(), Fake()
    TokenBatch(tokens, mask, positions).to("cuda")
    assert tokens.calls == ["pinned", "sent to cuda, not waiting", "cast"]
    assert mask.calls == positions.calls == ["pinned", "sent to cuda, not waiting"]


@pytest.mark.parametrize(("here", "there"), [("cpu", "cpu"), ("cuda", "cuda"), ("cuda", "cpu")])
def test_nothing_is_pinned_that_does_not_go_to_a_card(here, there):
    tokens = Fake(here)
    TokenBatch(tokens, Fake(here), Fake(here)).to(there)
    assert "pinned" not in tokens.calls
