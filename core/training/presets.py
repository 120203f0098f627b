"""Ready-made configurations, each with what it is for in a sentence. Needs no torch."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from core.fusion.config import ConcatConfig, GraphConfig, LateConfig
from core.recommend.config import MemoryConfig, MFConfig, SequenceConfig, VoteConfig
from core.text import Text
from core.training.config import AlignmentLossConfig, SplitConfig, TrainConfig
from core.training.losses.config import BCEConfig, BPRConfig


@dataclass(frozen=True)
class Preset:
    """A configuration and what it is for."""

    purpose: Text
    config: TrainConfig


#: Items that presets with a Transformer fuse in a step; what that costs: benchmarks/docs/scale.md.
FUSED = 16

#: By name. "article" is the run of the source article's sample code.
_SINGLE: dict[str, Preset] = {
    # A little agreement between the modalities gives the alignment page something to show. On the
    # shop sample (12 epochs) Recall@20 was .32 with it and .31 without: no difference that 300
    # users could tell. With the vote it was .35.
    "default": Preset(
        Text("For items of several tokens: a Transformer whose maps can be seen."),
        TrainConfig(
            alignment=AlignmentLossConfig(weight=0.1),
            vote=VoteConfig(neighbours=100),
            fused_items=FUSED,
            validate_every=2,
            patience=8,
        ),
    ),
    "article": Preset(
        Text("The source article's sample: concatenation, BCE, Adam, ten epochs."),
        TrainConfig(
            fusion=ConcatConfig(),
            loss=BCEConfig(),
            epochs=10,
            learning_rate=1e-3,
            weight_decay=0.0,
            embedding_l2=0.0,
            patience=0,
        ),
    ),
    "demo": Preset(
        Text("The default in some seconds on a catalog of hundreds of items, maps included."),
        TrainConfig(
            alignment=AlignmentLossConfig(weight=0.1),
            vote=VoteConfig(neighbours=100),
            fused_items=FUSED,
            learning_rate=3e-3,
            epochs=12,
            validate_every=3,
            patience=0,
        ),
    ),
    "quick": Preset(
        Text("A first look in seconds: the Transformer, five epochs."),
        TrainConfig(fused_items=FUSED, learning_rate=3e-3, epochs=5, validate_every=5, patience=0),
    ),
    "late": Preset(
        Text("One scorer for each modality, and weighted votes."),
        TrainConfig(fusion=LateConfig()),
    ),
    "graph": Preset(
        Text("Items and users joined in a graph, on top of a fusion."),
        TrainConfig(fusion=GraphConfig()),
    ),
    # Frozen content graphs beside LightGCN, as in FREEDOM (Zhou & Shen 2023), four members of
    # length 64. Choices are by validation: benchmarks/docs/ablation.md says which, and what was
    # not tried.
    "ranking": Preset(
        Text("For items of one vector a modality: the best lists, without maps."),
        TrainConfig(
            fusion=GraphConfig(base=ConcatConfig(dim=256), user_layers=4),
            head=MFConfig(content=False, biases=False, start_length=1.6),
            loss=BPRConfig(negatives=8, members=4),
            vote=VoteConfig(neighbours=100),
            learning_rate=2e-2,
            batch_size=8192,
            least_steps=4,
            embedding_l2=1e-2,
            epochs=200,
            validate_every=2,
            patience=8,
            monitor="recall",
        ),
    ),
    "memory": Preset(
        Text("Users also by attention over their recent items."),
        TrainConfig(head=MemoryConfig(), fused_items=FUSED),
    ),
    "sequence": Preset(
        Text("Users by the order of their history, for catalogs with times (SASRec)."),
        TrainConfig(head=SequenceConfig(), fused_items=FUSED),
    ),
    "vbpr": Preset(
        Text("Concatenation with BPR, as in visual Bayesian ranking (VBPR)."),
        TrainConfig(fusion=ConcatConfig(), loss=BPRConfig()),
    ),
    # Plain matrix factorisation (Rendle et al. 2009): what content has to beat.
    "bpr": Preset(
        Text("Plain matrix factorisation by ids (BPR), compiled: what content must beat."),
        TrainConfig(
            fusion=ConcatConfig(),
            head=MFConfig(content=False, start_length=0.03),
            loss=BPRConfig(),
            optimizer="sgd",
            learning_rate=0.1,
            batch_size=8192,
            embedding_l2=1e-2,
            epochs=1000,
            validate_every=10,
            monitor="recall",
        ),
    ),
    "cold": Preset(
        Text("Tested on items that training never saw: only content helps."),
        TrainConfig(
            head=MFConfig(item_dropout=0.5),
            split=SplitConfig(kind="cold_items"),
            epochs=30,
            fused_items=FUSED,
        ),
    ),
}


def _auto(base: str, purpose: Text) -> Preset:
    """A model, and after it what could rank better on this catalog, within a budget."""
    update = {"family_seconds": 120.0, "learn_weights": True}
    return Preset(purpose, _SINGLE[base].config.model_copy(update=update))


#: Those that nobody has to choose come first.
PRESETS: dict[str, Preset] = {
    "auto": _auto(
        "default",
        Text("The default, then other families for two minutes; those that help join it."),
    ),
    "auto vectors": _auto(
        "ranking",
        Text("The same for items of one vector a modality: a graph of like items, then others."),
    ),
    "auto ids": _auto("bpr", Text("The same without features: plain BPR by ids, then others.")),
    **_SINGLE,
}


def preset_for(tokens: Mapping[str, int]) -> str:
    """The preset a catalog is trained with where nobody chose one.

    Whatever it is, other families may join. One vector per item and modality leaves cross-attention
    nothing to choose from, and what counts there is the ranking; several tokens are what the
    Transformer and its maps are for. Without any, ids are all there is.

    Args:
        tokens: most tokens an item has, by modality.

    """
    if not tokens:
        return "auto ids"
    return "auto vectors" if max(tokens.values()) <= 1 else "auto"
