"""Commands about the weights of encoders: list, fetch, delete; and how the network is reached."""

from __future__ import annotations

import sys
from dataclasses import asdict
from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated

import typer

from core import network
from core.cli.common import CatalogArgument, DeviceOption, ReaderOption, app, show
from core.contracts.features import FetchSpec
from core.terminal import TerminalReporter, visible

encoders = typer.Typer(no_args_is_help=True, help="Encoders and their weights on this machine.")
app.add_typer(encoders, name="encoders")

NameArgument = Annotated[str, typer.Argument(help="Name of the encoder, or owner/name on the hub.")]


@encoders.command("list")
def list_(
    disk: Annotated[bool, typer.Option(help="What takes room on this machine instead.")] = False,
) -> None:
    """All encoders: licence, size, and whether their weights are here."""
    from core.encoders import registry
    from core.encoders.fetching import disk as on_disk

    if not disk:
        show({"encoders": [asdict(info) for info in registry.infos()]})
        return
    kept = [asdict(one) | {"used": _when(one.used)} for one in on_disk.kept()]
    show({"weights": kept, "bytes": sum(one["bytes"] for one in kept)})


@encoders.command()
def add(
    reference: Annotated[
        str, typer.Argument(help="Folder, owner/name on the hub, torchvision:NAME or timm:NAME.")
    ],
    remote_code: Annotated[
        bool,
        typer.Option("--remote-code", help="Let the model run Python code of its own: dangerous."),
    ] = False,
    precision: Annotated[
        str, typer.Option(help="float32, bfloat16 or int8; else what the device is good at.")
    ] = "",
) -> None:
    """Add an encoder of your own; what it is, its own files say."""
    from core.encoders import registry

    added = registry.add(reference, remote_code, precision)
    show({"encoders": [asdict(one.info()) for one in added]})


@encoders.command()
def precision(
    name: NameArgument,
    catalog: CatalogArgument,
    device: DeviceOption = "cpu",
    reader: ReaderOption = None,
) -> None:
    """What fewer bits cost and save: memory, time, and agreement with float32 on some items."""
    from core.catalog.opening import snapshot
    from core.encoders import agreement
    from core.encoders.spec.entries import PRECISIONS
    from core.face.catalog import open_catalog

    with TerminalReporter() as reporter:
        opened = open_catalog(catalog, reader=reader, reporter=reporter)
        items = snapshot.load(Path(opened.about.snapshot))
        found = agreement.measure(name, items, PRECISIONS, device, reporter)
        show({"precisions": [asdict(one) for one in found]})


@encoders.command()
def forget(name: NameArgument) -> None:
    """Take an encoder that you added off the list; its files stay."""
    from core.encoders import registry

    registry.remove(name)


@encoders.command()
def fetch(
    name: NameArgument,
    yes: Annotated[bool, typer.Option("--yes", help="Do not ask.")] = False,
    again: Annotated[bool, typer.Option(help="Also if they are here.")] = False,
) -> None:
    """Bring weights onto this machine; goes on where it was broken off."""
    from core.encoders import fetching
    from core.worker.jobs.fetching import fetch as run_fetch

    entry = fetching.named(name)
    with TerminalReporter() as reporter:
        if (again or not entry.installed) and not yes and sys.stdin.isatty():
            offer = fetching.offer(entry)
            asked = f"Fetch {offer.bytes / 1e6:,.0f} MB from {offer.source} into {offer.folder}"
            if not typer.confirm(f"{asked}, licence {offer.licence or '?'}?", err=True):
                raise typer.Exit(1)
        show(run_fetch(FetchSpec(encoders=(name,), again=again), reporter))


@encoders.command()
def delete(name: NameArgument) -> None:
    """Delete the weights of an encoder from this machine."""
    from core.encoders.fetching import disk

    show({"freed_bytes": disk.delete(name)})


@app.command("network")
def network_(
    hub: Annotated[
        str | None, typer.Option(help=f"Model hub or mirror, such as {network.MIRRORS[0]}.")
    ] = None,
    index: Annotated[str | None, typer.Option(help="Package index, as pip takes it.")] = None,
    proxy: Annotated[str | None, typer.Option(help="Such as http://127.0.0.1:7890.")] = None,
    offline: Annotated[bool | None, typer.Option(help="Never use the network.")] = None,
) -> None:
    """Show or change how weights are fetched; an empty value goes back to the usual one."""
    changes = {"hub": hub, "index": index, "proxy": proxy, "offline": offline}
    chosen = network.load().model_copy(
        update={name: value for name, value in changes.items() if value is not None}
    )
    if any(value is not None for value in changes.values()):
        network.save(chosen)
    print(visible(chosen.model_dump_json(indent=2)))


def _when(seconds: float) -> str | None:
    return datetime.fromtimestamp(seconds, UTC).isoformat(timespec="seconds") if seconds else None
