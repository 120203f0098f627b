"""The declaration of an encoder: what lists show of it, and how it is built. Needs no torch.

Ours are declared in manifest.json. A package brings its own by an entry point of the group
`triptych.encoders` that names an `Entry`, such as

    ENCODER = HubModel(name="mine", package="me/my-bert", builder="my_package:build", ...)

where `build(entry, device)` gives an `Encoder`. Where the weights come from is the kind of entry:
`packaged.Packaged`, `hub.HubModel`, `hub.TorchvisionModel`, `Trained`, or a class of one's own.
"""

from __future__ import annotations

import pkgutil
import shlex
from collections.abc import Callable, Sequence
from dataclasses import dataclass, fields
from pathlib import Path
from typing import TYPE_CHECKING, ClassVar

from core.catalog.schema import Modality
from core.encoders.base import EncoderInfo
from core.errors import MissingWeightsError, UserError
from core.progress import Reporter
from core.text import Text

if TYPE_CHECKING:
    from httpx2 import Client

    from core.catalog.schema import Catalog
    from core.encoders.base import Encoder
    from core.encoders.fetching.plan import Plan
    from core.encoders.trained import Task
    from core.network import Network


@dataclass(frozen=True, kw_only=True)
class Entry:
    """One encoder, by the fields that `EncoderInfo` describes.

    Attributes:
        builder: "module:function" that makes the encoder of this entry and a device.
        multilingual: whether a text encoder reads other languages than English.

    """

    name: str
    modality: Modality
    title: str
    package: str
    size_mb: float
    licence: str
    width: int
    max_tokens: int
    preprocessing: str
    tokens: str
    note: str
    builder: str
    default: bool = False
    family: str = ""
    space: str = ""
    multilingual: bool = False
    #: Whether it has weights of its own; else it learns from a catalog.
    pretrained: ClassVar[bool] = True

    @property
    def command(self) -> str:
        """The shell command that gets the weights."""
        return f"triptych encoders fetch {shlex.quote(self.name)}"

    @property
    def revision(self) -> str:
        """Names the weights exactly."""
        raise NotImplementedError

    @property
    def installed(self) -> bool:
        """Whether the weights are on this machine (not yet whether they are intact)."""
        raise NotImplementedError

    def info(self) -> EncoderInfo:
        """What lists show."""
        return EncoderInfo(
            **{field.name: getattr(self, field.name) for field in fields(EncoderInfo)}
        )

    def revised(self, revision: str) -> Entry:
        """The same encoder with another revision of its weights.

        Raises:
            UserError: it has only one.

        """
        raise UserError(
            Text("The encoder '{name}' has no revisions to choose from.", name=self.name),
            Text("Choose '{name}'.", name=self.name),
        )

    def require(self) -> None:
        """See to it that the weights are there.

        Raises:
            MissingWeightsError: they are not; the remedy is the command.

        """
        if not self.installed:
            raise MissingWeightsError(
                Text(
                    "The weights of the {modality} encoder '{name}' are not on this machine.",
                    modality=Text(self.modality),
                    name=self.name,
                ),
                Text("Get them on the Features page, or run: {command}", command=self.command),
            )

    def plan(self, settings: Network, client: Client) -> Plan:
        """What is to be fetched, asked of the source.

        Raises:
            UserError: it cannot be asked, or nothing can be fetched for this kind of entry.

        """
        raise UserError(
            Text("The weights of '{name}' cannot be fetched from here.", name=self.name), self.note
        )

    def _damaged(self, file: Path) -> UserError:
        """What to say of a file whose bytes are not those that were fetched."""
        return UserError(
            Text("The weights of the encoder '{name}' are damaged.", name=self.name),
            Text("Fetch them again: {command} --again", command=self.command),
            file=str(file),
        )

    def places(self) -> Sequence[Path]:
        """Files and folders of its weights on this machine that are ours to delete."""
        return ()

    def prepare(self, reporter: Reporter) -> None:
        """Bring the weights into the form that the builder loads, where that takes long."""
        self.require()

    def build(self, device: str = "cpu", reporter: Reporter | None = None) -> Encoder:
        """The encoder on `device` ("auto", "cpu", "cuda", ...), in evaluation mode.

        Raises:
            MissingWeightsError: its weights are not on this machine; the remedy is the command.
            UserError: no such device, or the weights are damaged.

        """
        self.prepare(reporter or Reporter())
        from core.device import resolve
        from core.encoders.fetching import used

        used.note(self.name)
        make: Callable[[Entry, str], Encoder] = pkgutil.resolve_name(self.builder)
        return make(self, str(resolve(device)))

    def build_for(self, catalog: Catalog, device: str, reporter: Reporter) -> Encoder | None:
        """The encoder for a catalog, which may have to learn from it; None if that was stopped."""
        return self.build(device, reporter)


@dataclass(frozen=True, kw_only=True)
class Trained(Entry):
    """An encoder that learns from the catalog's own items; `builder` makes its `Task`."""

    pretrained: ClassVar[bool] = False

    @property
    def command(self) -> str:
        return f"triptych encode CATALOG --encoder {self.modality}={self.name}"

    @property
    def revision(self) -> str:
        return "1"

    @property
    def installed(self) -> bool:
        return True

    def task(self) -> Task:
        """The untrained net, and how it learns."""
        make: Callable[[], Task] = pkgutil.resolve_name(self.builder)
        return make()

    def build(self, device: str = "cpu", reporter: Reporter | None = None) -> Encoder:
        raise UserError(
            Text(
                "The encoder '{name}' has no weights of its own: it learns from a catalog.",
                name=self.name,
            ),
            "Encode a catalog with it.",
        )

    def build_for(self, catalog: Catalog, device: str, reporter: Reporter) -> Encoder | None:
        from core.device import resolve
        from core.encoders import trained

        return trained.ensure(self, catalog, str(resolve(device)), reporter)
