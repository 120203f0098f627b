"""The head that reads the order, beside torch's own layers and where order tells everything."""

from __future__ import annotations

from itertools import combinations, permutations

import pytest
import torch
from torch import nn

from core.explore.histories import Histories, origins
from core.explore.whatif import Playground
from core.fusion.config import ConcatConfig
from core.recommend.config import MFConfig, SequenceConfig
from core.recommend.replay import EXACT, Replay, folding
from core.recommend.sequence import Sequence
from core.training.config import SplitConfig, TrainConfig
from core.training.losses.config import SoftmaxConfig
from core.training.run.runs import load_run
from core.training.train import train
from tests.core.training.world import chain

DIM = 8


def head(recent: int = 6, blocks: int = 2) -> Sequence:
    torch.manual_seed(0)
    made = Sequence(DIM, SequenceConfig(recent=recent, blocks=blocks, heads=2)).eval()
    for parameter in made.parameters():
        nn.init.normal_(parameter, std=0.3)
    return made


def by_torch(sequence: Sequence, items: torch.Tensor) -> torch.Tensor:
    """The same of one history [n, d], earliest first, by nn.TransformerEncoder."""
    layers = nn.TransformerEncoderLayer(DIM, 2, DIM, 0.0, batch_first=True, norm_first=True)
    reference = nn.TransformerEncoder(
        layers, len(sequence.blocks), nn.LayerNorm(DIM), enable_nested_tensor=False
    )
    with torch.no_grad():
        for ours, theirs in zip(sequence.blocks, reference.layers, strict=True):
            for name in ("weight", "bias"):
                own = [getattr(ours.query, name), getattr(ours.keys_values, name)]
                getattr(theirs.self_attn, f"in_proj_{name}").copy_(torch.cat(own))
                pairs = [
                    (theirs.self_attn.out_proj, ours.out),
                    (theirs.norm1, ours.attention_norm),
                    (theirs.norm2, ours.feed_norm),
                    (theirs.linear1, ours.feed[0]),
                    (theirs.linear2, ours.feed[3]),
                ]
                for here, there in pairs:
                    getattr(here, name).copy_(getattr(there, name))
                getattr(reference.norm, name).copy_(getattr(sequence.norm, name))
        n = len(items)
        vectors = items * DIM**0.5 + sequence.age[:n].flip(0)
        mask = nn.Transformer.generate_square_subsequent_mask(n)
        return reference(vectors.unsqueeze(0), mask)[0, -1]


@pytest.mark.parametrize("blocks", [1, 2, 3])
def test_reads_a_history_as_torchs_causal_encoder_does(blocks: int) -> None:
    sequence = head(blocks=blocks)
    items = torch.randn(4, 6, DIM)
    lengths = torch.tensor([6, 3, 1, 0])
    mask = torch.arange(6) < lengths.unsqueeze(1)
    made = sequence(torch.zeros(4, DIM), items, mask)
    for row, length in enumerate(lengths.tolist()):
        if length:
            wanted = by_torch(sequence, items[row, :length].flip(0))
            torch.testing.assert_close(made[row], wanted, atol=1e-5, rtol=1e-4)
    assert not made[3].any()
    # In a batch of its own, without padding, it is the same; the order matters.
    torch.testing.assert_close(sequence(torch.zeros(1, DIM), items[1:2], mask[1:2])[0], made[1])
    swapped = sequence(torch.zeros(1, DIM), items[1:2, [1, 0, 2]], mask[1:2, :3])[0]
    assert not torch.allclose(swapped, made[1], atol=1e-3)


def test_gradients_are_finite_where_histories_are_short_or_empty() -> None:
    sequence = head().train()
    items = torch.randn(3, 6, DIM, requires_grad=True)
    mask = torch.arange(6) < torch.tensor([[6], [1], [0]])
    sequence(torch.zeros(3, DIM), items, mask).square().sum().backward()
    assert items.grad is not None
    assert items.grad.isfinite().all()
    assert not items.grad[2].any()
    assert not items.grad[1, 1:].any()


@pytest.mark.parametrize("length", [0, 1, 4, EXACT + 3])
def test_shares_are_shapley_values_and_sum_to_the_vector(length: int) -> None:
    replay = Replay(head(recent=10), torch.randn(30, DIM))
    history = torch.randperm(30)[:length]
    shares = replay.shares(history)
    assert shares.shape == (length, DIM)
    torch.testing.assert_close(shares.sum(0), replay.vector(history), atol=1e-5, rtol=1e-4)
    if length == 4:
        wanted = torch.zeros(4, DIM)
        for order in permutations(range(4)):
            for place in range(4):
                there = sorted(order[: place + 1])
                before = sorted(order[:place])
                step = replay.vector(history[there]) - replay.vector(history[before])
                wanted[order[place]] += step / 24
        torch.testing.assert_close(shares, wanted, atol=1e-5, rtol=1e-4)
    if length > 10:  # what is too old to be read says nothing
        assert not shares[:-10].any()


def test_taking_items_out_is_reading_the_others() -> None:
    replay = Replay(head(recent=4), torch.randn(30, DIM))
    history = torch.randperm(30)[:7]
    removal = replay.removal(history)
    for size in range(4):
        places = torch.tensor(list(combinations(range(7), size)), dtype=torch.long)
        for gone, lost in zip(places, removal.lost(places), strict=True):
            kept = [n for n in range(7) if n not in gone.tolist()]
            left = replay.vector(history) - lost
            torch.testing.assert_close(left, replay.vector(history[kept]), atol=1e-5, rtol=1e-4)


ORDERED = TrainConfig(
    fusion=ConcatConfig(dim=16),
    head=SequenceConfig(content=False, recent=4, blocks=1, history_dropout=0.0),
    loss=SoftmaxConfig(),
    epochs=10,
    validate_every=10,
    batch_size=64,
    learning_rate=0.02,
    split=SplitConfig(kind="leave_last_out"),
    ks=(1, 5),
    device="cpu",
)


@pytest.fixture(scope="module")
def world(tmp_path_factory):  # type: ignore[no-untyped-def]
    folder = tmp_path_factory.mktemp("order")
    catalog, features, following = chain(0.8)
    found = train(catalog, features, ORDERED, folder).test["recall@1"]
    return catalog, features, following, found, load_run(folder, catalog, features)


def test_where_order_tells_all_it_comes_near_the_best_and_sets_of_items_cannot(  # type: ignore[no-untyped-def]
    world, tmp_path
) -> None:
    catalog, features, following, found, run = world
    before, asked = run.data.valid.items, run.data.test.items
    best = float((following[before] == asked).mean())
    sets = ORDERED.model_copy(update={"head": MFConfig(content=False)})
    unordered = train(catalog, features, sets, tmp_path).test["recall@1"]
    assert found > 0.85 * best
    assert unordered < 0.3 * best


def test_a_history_given_anew_makes_the_vector_of_who_was_trained_with_it(world) -> None:  # type: ignore[no-untyped-def]
    run = world[-1]
    reads = folding(run.model, run.item_vectors, run.user_vectors, run.seen)
    for user in range(10):
        history = torch.as_tensor(run.seen.of(user))
        torch.testing.assert_close(reads.vector(history), run.user_vectors[user])
    # The order is part of it, and so is what came after.
    assert not torch.allclose(reads.vector(history.flip(0)), run.user_vectors[user], atol=1e-3)
    longer = torch.cat((history, torch.as_tensor(run.data.valid.of(user))))
    torch.testing.assert_close(reads.vector(longer), run.later_users[user])


def test_reasons_and_what_if_are_of_the_history_as_it_is_read(world) -> None:  # type: ignore[no-untyped-def]
    ground = Playground(world[-1])
    run, rows = ground.run, torch.arange(len(world[0].items))
    person = ground.person(3)
    parts = origins(ground, person, rows)
    torch.testing.assert_close(parts.sum(1), run.item_vectors @ person.vector, atol=1e-4, rtol=1e-4)
    histories = Histories(ground, person, parts.sum(0), {}, None)
    for gone in ([], [0], [0, 1, 3]):
        made = histories.scores(torch.tensor([gone], dtype=torch.long))[0]
        removed = person.history[histories.places[gone].numpy()].tolist()
        other = ground.person(3, removed=removed)
        wanted = run.item_vectors @ other.vector + run.item_bias
        torch.testing.assert_close(made, wanted, atol=1e-4, rtol=1e-4)
    # Somebody new who chose something a moment ago is asked what follows it.
    last = next(i for i in range(40) if world[2][i] not in person.history)
    new = ground.person(None, liked=[*person.history[:3].tolist(), last])
    assert int(world[2][last]) in ground.best(new, 3).rows


def test_models_that_join_stand_behind_what_is_read(world) -> None:  # type: ignore[no-untyped-def]
    run = world[-1]
    joined = run.vectors.behind(run.user_vectors[:, :5], run.item_vectors[:, :5])
    assert joined.later is not None
    assert joined.later.shape == joined.users.shape
    reads = folding(run.model, joined.items, joined.users, run.seen)
    history = torch.as_tensor(run.seen.of(2))
    vector = reads.vector(history)
    torch.testing.assert_close(vector[:16], run.user_vectors[2])
    torch.testing.assert_close(reads.shares(history).sum(0), vector, atol=1e-4, rtol=1e-4)
    gone = torch.tensor([[0, 2]])
    kept = [n for n in range(len(history)) if n not in (0, 2)]
    left = vector - reads.removal(history).lost(gone)[0]
    torch.testing.assert_close(left, reads.vector(history[kept]), atol=1e-4, rtol=1e-4)
