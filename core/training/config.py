"""Everything a training run is told. Needs no torch: forms and command-line help come from it."""

from __future__ import annotations

from typing import Literal

from pydantic import BaseModel, ConfigDict, Field, model_validator

from core.fusion.config import (
    FusionConfig,
    TransformerConfig,
)
from core.recommend.config import HeadConfig, MFConfig, VoteConfig
from core.training.losses.config import LossConfig, SoftmaxConfig

Precision = Literal["fp32", "bf16", "fp16"]
SplitKind = Literal["auto", "random", "leave_last_out", "global_time", "cold_items", "given"]


#: What counts less than a choice.
EVENT_WEIGHTS = {"view": 0.3, "browse": 0.3, "click": 0.3, "cart": 0.6}


class _Config(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class SplitConfig(_Config):
    """How interactions are divided into training, validation and test."""

    kind: SplitKind = Field(
        default="auto",
        title="Split",
        description="auto: the split the data came with, else leave-last-out where there are "
        "times, else random. random: per user, shares as below. leave_last_out: each user's last "
        "interaction is the test, the one before validation. global_time: the latest interactions "
        "of all users together. cold_items: whole items are held out. given: as the file says; "
        "where it names nothing for validation, a share of its training is held out for that.",
    )
    validation: float = Field(
        default=0.1, ge=0, lt=0.5, title="Validation share", description="Share for validation."
    )
    test: float = Field(
        default=0.1, ge=0, lt=0.5, title="Test share", description="Share for the final test."
    )
    seed: int = Field(
        default=0, ge=0, title="Split seed", description="Decides which interactions go where."
    )


class AlignmentLossConfig(_Config):
    """InfoNCE between the modalities of the same item, added to the loss."""

    weight: float = Field(
        default=0.0,
        ge=0,
        le=10,
        title="Items",
        description="Weight of the agreement of whole items: the words of an item nearer to its "
        "picture than to other pictures. 0 leaves it out.",
    )
    token_weight: float = Field(
        default=0.0,
        ge=0,
        le=10,
        title="Tokens",
        description="Weight of the agreement token by token, through the cross-attention of the "
        "Transformer: makes its maps point at things. 0 leaves it out.",
    )
    temperature: float = Field(
        default=0.1,
        gt=0,
        le=2,
        title="Start temperature",
        description="Where the learned temperature starts (Radford et al. 2021).",
    )


class BehaviourConfig(_Config):
    """What the training histories say of an item, as one more modality of its content."""

    dim: int = Field(
        default=0,
        ge=0,
        le=512,
        title="Behaviour dimension",
        description="Each item gets a token of so many numbers beside its words, picture and "
        "sound: its vector in a matrix factorisation (ALS) of the training histories. Items "
        "that nobody chose lack it. 0 leaves it out.",
    )
    dropout: float = Field(
        default=0.3,
        ge=0,
        lt=1,
        title="Behaviour dropout",
        description="Share of the items of a training step that lack it, so that the rest of the "
        "content learns to stand alone for new items.",
    )


class ModelConfig(_Config):
    """What recommends."""

    fusion: FusionConfig = Field(
        default=TransformerConfig(),
        title="Fusion",
        description="How words, picture and sound become one vector per item.",
    )
    behaviour: BehaviourConfig = Field(
        default=BehaviourConfig(),
        title="Behaviour",
        description="What is chosen together, as a modality that the fusion reads.",
    )
    head: HeadConfig = Field(default=MFConfig(), title="Head", description="How users meet items.")

    @property
    def reads_content(self) -> bool:
        """Whether features matter: fused into the items, or as graphs of like items."""
        return self.head.content or self.fusion.relates_items


class ObjectiveConfig(_Config):
    """What training makes small."""

    loss: LossConfig = Field(
        default=SoftmaxConfig(), title="Loss", description="What training makes small."
    )
    event_weights: dict[str, float] = Field(
        default_factory=lambda: dict(EVENT_WEIGHTS),
        title="Weights of events",
        description="How much one event of a kind counts: looked at, put into the cart, bought; 1 "
        "where none is given. What a user did with an item adds up, and an interaction that "
        "weighs more is learned from more often. Equal weights count all alike.",
    )
    unwished_weight: float = Field(
        default=0.0,
        ge=0,
        le=10,
        title="Weight of what is no wish",
        description="How much it tells of taste that a user met an item and did not wish for it, "
        "such as a film seen and given two stars, where a wish counts 1. ALS, the linear "
        "models and the autoencoder learn from it. 0: nothing.",
    )
    learn_weights: bool = Field(
        default=False,
        title="Learn the weights",
        description="Choose both kinds of weights by what ranks best on validation, where that "
        "is surely better than the weights given.",
    )
    alignment: AlignmentLossConfig = Field(
        default=AlignmentLossConfig(),
        title="Alignment",
        description="Pull the modalities of one item together.",
    )
    fused_items: int = Field(
        default=0,
        ge=0,
        le=1_000_000,
        title="Items fused per step",
        description="Fusing items is what a step costs. So many are fused in each, those whose "
        "vectors the loss wants moved farthest; of the others the vectors last made are used, and "
        "what they should learn waits until they are fused. 0 fuses every item of a step.",
    )
    embedding_l2: float = Field(
        default=1e-4,
        ge=0,
        le=10,
        title="Embedding penalty",
        description="Weight of the squared length of the user and item vectors in each batch. "
        "Plain SGD counts the items' biases as well.",
    )


class EvaluationConfig(_Config):
    """What a model is judged by, and who votes beside it."""

    vote: VoteConfig = Field(
        default=VoteConfig(),
        title="Vote",
        description="Items near to those of a history get a vote beside the trained scores.",
    )
    split: SplitConfig = Field(
        default=SplitConfig(), title="Split", description="What is learned from, what is tested on."
    )
    ks: tuple[int, ...] = Field(
        default=(5, 10, 20),
        min_length=1,
        title="List lengths K",
        description="Metrics are taken at these lengths of the recommended list.",
    )
    monitor: Literal["recall", "ndcg", "mrr", "map"] = Field(
        default="ndcg",
        title="Best epoch by",
        description="Validation metric, at the longest K, that decides which epoch is best.",
    )

    ranked_users: int = Field(
        default=0,
        ge=0,
        title="Users ranked",
        description="Validation and test rank all items for so many users, always the same ones "
        "drawn by chance. 0 takes all users, on large catalogs as many as make a billion scores, "
        "which is about half a minute. Evaluating a run ranks them all.",
    )

    @property
    def metric(self) -> str:
        """What decides, such as "ndcg@20"."""
        return f"{self.monitor}@{max(self.ks)}"

    def most_users(self, n_items: int) -> int:
        """How many users a validation ranks at most."""
        return self.ranked_users or max(1000, (1 << 30) // max(1, n_items))


class ScheduleConfig(_Config):
    """How long and in what steps."""

    epochs: int = Field(
        default=50, ge=1, le=10_000, title="Epochs", description="Passes over the interactions."
    )
    batch_size: int = Field(
        default=1024,
        ge=1,
        le=1_000_000,
        title="Batch size",
        description="Interactions per step (per process, if several train together).",
    )
    least_steps: int = Field(
        default=0,
        ge=0,
        le=1000,
        title="Steps per epoch",
        description="At least so many: on a small catalog steps are made of fewer interactions "
        "than the batch size. Validations count epochs, and one of a step or two teaches too "
        "little to judge. 0 leaves the batch size alone.",
    )
    patience: int = Field(
        default=10,
        ge=0,
        le=1000,
        title="Patience",
        description="Stop after this many validations without a better one; 0 never stops early. "
        "The best epoch is kept either way.",
    )
    family_seconds: float = Field(
        default=0.0,
        ge=0,
        le=86_400,
        title="Seconds for other families",
        description="After the training, other families of models (plain matrix factorisation of "
        "several widths, ALS, a linear model, an autoencoder, LightGCN, content graphs, and where "
        "there are times a head that reads their order) are tried for at most about so long, the "
        "promising ones longer. Those that surely improve the lists on validation join the model. "
        "0: none.",
    )
    validate_every: int = Field(
        default=1, ge=1, le=1000, title="Validate every", description="Epochs between validations."
    )

    def batch_for(self, interactions: int, processes: int = 1) -> int:
        """Interactions of one process in a step of an epoch of so many."""
        together = self.batch_size * processes
        if self.least_steps and -(-interactions // together) < self.least_steps:
            return max(1, interactions // self.least_steps // processes)
        return self.batch_size


class OptimizerConfig(_Config):
    """How the weights move."""

    optimizer: Literal["adamw", "sgd"] = Field(
        default="adamw",
        title="Optimizer",
        description="adamw: Adam with decoupled weight decay, for every model. sgd: plain gradient "
        "descent without momenta or clipping, one interaction after the other, compiled for the "
        "processor. Its epochs are many times as fast, but it can only train BPR of users and "
        "items by their ids.",
    )
    learning_rate: float = Field(
        default=1e-3, gt=0, le=1, title="Learning rate", description="Step size of the optimizer."
    )
    weight_decay: float = Field(
        default=0.01,
        ge=0,
        le=10,
        title="Weight decay",
        description="Decoupled decay of the fusion's weights (Loshchilov & Hutter 2019).",
    )
    clip_norm: float = Field(
        default=5.0,
        ge=0,
        le=1000,
        title="Gradient clipping",
        description="Longest gradient allowed, over all weights together; 0 for no limit.",
    )
    precision: Precision = Field(
        default="fp32",
        title="Precision",
        description="Mixed precision on CUDA; the CPU always computes in fp32, which is faster "
        "there.",
    )


class TrainConfig(OptimizerConfig, ScheduleConfig, EvaluationConfig, ObjectiveConfig, ModelConfig):
    """One training run, complete: the same configuration and data give the same numbers.

    It is all the parts above in one, the last one first in forms. A part of training takes the one
    it needs.
    """

    seed: int = Field(
        default=0, ge=0, title="Seed", description="Start weights, order and negatives."
    )
    film_item: int = Field(
        default=0,
        ge=0,
        title="Film of item",
        description="Row of the item whose attention maps are kept after every epoch, for the "
        "training film. It changes nothing about the model.",
    )
    device: str = Field(
        default="auto",
        pattern=r"^(auto|cpu|cuda(:\d+)?|mps|xpu)$",
        title="Device",
        examples=["auto", "cpu", "cuda"],
        description="auto takes an accelerator if there is one.",
    )
    compile: bool = Field(
        default=False,
        title="Compile",
        description="torch.compile the fusion: slower to start, faster to run.",
    )
    checkpoint_seconds: float = Field(
        default=60.0,
        ge=0,
        le=86_400,
        title="Checkpoint every",
        description="Seconds between checkpoints; one is also written after each validation.",
    )

    @model_validator(mode="after")
    def _events_weigh(self) -> TrainConfig:
        if any(not 0 <= weight < float("inf") for weight in self.event_weights.values()):
            raise ValueError("weights of events must be finite and not negative")
        return self

    @model_validator(mode="after")
    def _members_divide(self) -> TrainConfig:
        members, heads = self.loss.parts, self.head.parts
        if self.fusion.dim % members:
            raise ValueError(f"{members} members do not divide the dimension {self.fusion.dim}")
        if self.fusion.dim % heads:
            raise ValueError(f"{heads} heads do not divide the dimension {self.fusion.dim}")
        return self

    @model_validator(mode="after")
    def _sgd_is_plain(self) -> TrainConfig:
        head = self.head
        if self.optimizer == "sgd" and not (
            self.loss.runs_on_plain_sgd
            and not head.remembers
            and head.item_embedding
            and not (head.item_dropout or self.reads_content)
        ):
            raise ValueError(
                "plain SGD needs the loss bpr with one negative, all drawn alike, and one member, "
                "the head mf with item embeddings and without content or dropout, and no graph"
            )
        return self
