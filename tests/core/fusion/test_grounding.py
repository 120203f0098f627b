"""Grounding on planted token data: what belongs together is found from co-occurrence alone."""

from __future__ import annotations

import numpy as np
import pytest
import torch

from core.encoders.tokens import TokenBatch, pad
from core.fusion.config import TransformerConfig
from core.fusion.grounding import Side, centre, ground
from core.fusion.maps import attention_maps
from core.fusion.transformer import TransformerFusion
from core.progress import Cancelled, Reporter

CONCEPTS, TEXT, IMAGE = 12, 24, 30


class Tokens:
    """A store in memory."""

    def __init__(self, tokens: list[torch.Tensor]) -> None:
        self.tokens = tokens
        self.width = next(len(t[0]) for t in tokens if len(t))
        self.n_items = len(tokens)
        self.max_tokens = max(map(len, tokens))

    def gather(self, rows: np.ndarray) -> TokenBatch:
        chosen = [self.tokens[row] for row in rows]
        return pad(chosen, [torch.full((len(t), 4), float("nan")) for t in chosen], self.width)


def world(items: int = 150, noise: float = 0.3, seed: int = 0, context: float = 0.0):
    """Items of three concepts out of twelve: a word each, a patch each, and filler on both sides.

    `context` mixes the mean of the sentence into every word, as contextual encoders do.
    Returns both stores, and per item the patch each word belongs to.
    """
    g = torch.Generator().manual_seed(seed)
    words, patches = (
        torch.randn(CONCEPTS, TEXT, generator=g),
        torch.randn(CONCEPTS, IMAGE, generator=g),
    )
    filler, wall = torch.randn(5, TEXT, generator=g), torch.randn(2, IMAGE, generator=g)
    text, image, truth = [], [], []
    for _ in range(items):
        meant = torch.randperm(CONCEPTS, generator=g)[:3]
        said = torch.cat([words[meant], filler[torch.randint(5, (4,), generator=g)]])
        said = said + context * said.mean(0) + noise * torch.randn(7, TEXT, generator=g)
        shown = torch.cat([patches[meant], wall[torch.randint(2, (9,), generator=g)]])
        order = torch.randperm(12, generator=g)
        text.append(said)
        image.append((shown + noise * torch.randn(12, IMAGE, generator=g))[order])
        truth.append([int((order == n).nonzero()) for n in range(3)])
    return Tokens(text), Tokens(image), truth


def hits(text: Tokens, image: Tokens, truth: list[list[int]], sides) -> float:
    left, right = sides
    won = []
    for said, shown, places in zip(text.tokens, image.tokens, truth, strict=True):
        asked = said @ left.factor + left.offset
        logits = (asked - asked.mean(0)) @ (shown @ right.factor + right.offset).T
        won += [int(logits[word].argmax()) == place for word, place in enumerate(places)]
    return float(np.mean(won))


@pytest.mark.parametrize("context", [0.0, 3.0])
def test_every_word_finds_its_patch_without_being_told(context: float) -> None:
    text, image, truth = world(context=context)
    forms = ground({"text": text, "image": image}, rank=16)
    assert hits(text, image, truth, forms["text", "image"]) > 0.95  # chance is 1/12


def test_expectation_maximisation_is_worth_its_rounds() -> None:
    text, image, truth = world(items=60, noise=0.8)
    stores = {"text": text, "image": image}
    closed, refined = (
        hits(text, image, truth, ground(stores, 16, rounds)["text", "image"]) for rounds in (0, 3)
    )
    assert refined > closed


def always(pairs: int, items: int = 40) -> tuple[Tokens, Tokens, list[list[int]], dict[str, Side]]:
    """The same words and patches in every item: which belong together, only encoders can tell."""
    g = torch.Generator().manual_seed(3)
    words, patches = torch.randn(pairs, TEXT, generator=g), torch.randn(pairs, IMAGE, generator=g)
    text, image, truth = [], [], []
    for _ in range(items):
        order = torch.randperm(pairs, generator=g)
        text.append(words + 0.3 * torch.randn(pairs, TEXT, generator=g))
        image.append((patches + 0.3 * torch.randn(pairs, IMAGE, generator=g))[order])
        truth.append([int((order == n).nonzero()) for n in range(pairs)])
    known = {
        "text": Side(torch.linalg.pinv(words), torch.ones(pairs)),
        "image": Side(torch.linalg.pinv(patches), torch.ones(pairs)),
    }
    return Tokens(text), Tokens(image), truth, known


def test_what_encoders_bring_is_where_it_starts_and_is_refined() -> None:
    text, image, truth, known = always(pairs=6)
    stores = {"text": text, "image": image}
    blind = hits(text, image, truth, ground(stores, 16)["text", "image"])
    told = hits(text, image, truth, ground(stores, 16, known=known)["text", "image"])
    assert blind < 0.5
    assert told > 0.95
    # Of a pair one side of which is in no space nothing is brought.
    alone = ground(stores, 16, known={"text": known["text"]})["text", "image"]
    assert hits(text, image, truth, alone) == blind


def test_what_encoders_bring_wrongly_is_outweighed_by_the_catalog() -> None:
    text, image, truth = world()
    g = torch.Generator().manual_seed(5)
    wrong = {
        "text": Side(torch.randn(TEXT, 8, generator=g), torch.zeros(8)),
        "image": Side(torch.randn(IMAGE, 8, generator=g), torch.zeros(8)),
    }
    sides = ground({"text": text, "image": image}, 16, known=wrong)["text", "image"]
    assert hits(text, image, truth, sides) > 0.9


def test_unrelated_modalities_are_at_chance_on_new_items() -> None:
    text, image, truth = world()
    generator = np.random.default_rng(0)
    shuffled = Tokens([image.tokens[row] for row in generator.permutation(len(image.tokens))])
    sides = ground({"text": text, "image": shuffled}, rank=16)["text", "image"]
    assert hits(text, image, truth, sides) < 0.25


def test_it_holds_on_items_it_never_saw() -> None:
    text, image, truth = world(items=300)
    first = {"text": Tokens(text.tokens[:150]), "image": Tokens(image.tokens[:150])}
    sides = ground(first, rank=16)["text", "image"]
    rest = (Tokens(text.tokens[150:]), Tokens(image.tokens[150:]), truth[150:])
    assert hits(*rest, sides) > 0.9


def test_missing_modalities_and_empty_items_are_left_out() -> None:
    text, image, truth = world(items=100)
    for row in range(0, 100, 3):
        text.tokens[row] = text.tokens[row][:0]
    for row in range(1, 100, 3):
        image.tokens[row] = image.tokens[row][:0]
    sides = ground({"text": text, "image": image}, rank=16)["text", "image"]
    both = list(range(2, 100, 3))
    rest = [Tokens([store.tokens[row] for row in both]) for store in (text, image)]
    assert hits(*rest, [truth[row] for row in both], sides) > 0.8


def test_nothing_to_ground() -> None:
    lonely = Tokens([torch.randn(1, 8) for _ in range(10)])
    text, image, _ = world(items=20)
    assert ground({"a": lonely, "b": lonely}, 4) == {}
    assert ground({"text": text}, 4) == {}
    gone = Tokens([torch.randn(2, 8), *[torch.randn(0, 8)] * 19])
    assert set(ground({"text": text, "image": image, "audio": gone}, 4)) == {("text", "image")}


def test_it_is_repeatable_and_samples_large_catalogs() -> None:
    text, image, truth = world(items=200)
    stores = {"text": text, "image": image}
    one, two = (ground(stores, 16, sample=120, seed=4)["text", "image"] for _ in range(2))
    assert torch.equal(one[0].factor, two[0].factor)
    assert hits(text, image, truth, one) > 0.9


def test_it_can_be_cancelled() -> None:
    class Impatient(Reporter):
        def checkpoint(self) -> bool:
            raise Cancelled

    text, image, _ = world(items=10)
    with pytest.raises(Cancelled):
        ground({"text": text, "image": image}, 4, reporter=Impatient())


def test_centring_leaves_lone_tokens_and_padding() -> None:
    tokens = torch.randn(3, 4, 5)
    mask = torch.tensor([[True] * 4, [True, False, False, False], [False] * 4])
    found = centre(tokens, mask)
    torch.testing.assert_close(found[0], tokens[0] - tokens[0].mean(0))
    torch.testing.assert_close(found[1, 0], tokens[1, 0])
    assert found[~mask].abs().sum() == 0


def grounded(text: Tokens, image: Tokens, **settings: object) -> TransformerFusion:
    torch.manual_seed(0)
    config = TransformerConfig(dim=16, heads=4, grounding=16, **settings)
    fusion = config.build({"text": TEXT, "image": IMAGE})
    assert isinstance(fusion, TransformerFusion)
    fusion.ground({"image": image, "text": text})
    return fusion


def test_an_untrained_transformer_already_points_at_the_right_patch() -> None:
    text, image, truth = world()
    fusion = grounded(text, image)
    won = []
    for row in range(40):
        batch = {"text": text.gather(np.array([row])), "image": image.gather(np.array([row]))}
        maps = attention_maps(fusion, batch)
        for word, place in enumerate(truth[row]):
            won.append(int(maps.row("text", "image", word).argmax()) == place)
            back = maps.row("image", "text", place)
            won.append(int(back.argmax()) == word)
    assert np.mean(won) > 0.9


def test_grounding_travels_with_the_weights() -> None:
    text, image, _ = world(items=50)
    fusion = grounded(text, image)
    torch.manual_seed(1)
    other = TransformerConfig(dim=16, heads=4, grounding=16).build({"text": TEXT, "image": IMAGE})
    other.load_state_dict(fusion.state_dict())
    rows = np.arange(5)
    batch = {"text": text.gather(rows), "image": image.gather(rows)}
    assert torch.equal(fusion.eval()(batch).vector, other.eval()(batch).vector)


def test_rank_zero_has_no_grounding() -> None:
    text, image, _ = world(items=20)
    fusion = TransformerConfig(dim=16, grounding=0).build({"text": TEXT, "image": IMAGE})
    before = {name: value.clone() for name, value in fusion.state_dict().items()}
    fusion.ground({"text": text, "image": image})
    assert not [name for name in before if "form" in name or "gain" in name]
    for name, value in fusion.state_dict().items():
        assert torch.equal(value, before[name])


def test_gains_are_trained_and_forms_are_not() -> None:
    text, image, _ = world(items=20)
    fusion = grounded(text, image).train()
    rows = np.arange(8)
    batch = {"text": text.gather(rows), "image": image.gather(rows)}
    fusion(batch).vector.square().sum().backward()
    gains = [p for name, p in fusion.named_parameters() if name.endswith("gain")]
    assert len(gains) == 2
    assert all(gain.grad is not None and gain.grad.abs().sum() > 0 for gain in gains)
    assert not [name for name, _ in fusion.named_parameters() if "forms" in name]
