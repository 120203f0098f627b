"""Runs in the shell: what is kept of them, also of those that were stopped or killed."""

from __future__ import annotations

import signal
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from benchmarks.exits import FAILED, INTERRUPTED, OK
from core import launch, system
from core.errors import UserError
from core.progress import Cancelled, Reporter
from core.terminal import PlainConsole, TerminalReporter
from core.text import Text

if TYPE_CHECKING:
    from benchmarks.schema import Result

out = PlainConsole()


def file_option(about: str, *names: str) -> typer.models.OptionInfo:
    """An option that takes a file, relative to the folder the user is in."""
    found = typer.Option(*names, parser=launch.given, metavar="FILE", help=about)
    assert isinstance(found, typer.models.OptionInfo)
    return found


def kept(result: Result, output: Path | None) -> Path:
    """The file of a result that holds anything.

    Raises:
        Cancelled: it was stopped before anything was measured.

    """
    from benchmarks import store

    if result.interrupted and not result.measured and not any(s.moments for s in result.sustained):
        raise Cancelled
    return store.save(result, output)


def measured(
    work: Callable[[Reporter], Result], tell: Callable[[Result], None], output: Path | None
) -> int:
    """Run, keep and tell; Ctrl-C keeps what was measured, and so does the system's end of it.

    Returns the exit code.
    """
    with TerminalReporter(stops=True) as reporter, system.ends_by(_as_by_hand):
        try:
            result = work(reporter)
        except KeyboardInterrupt:  # a second Ctrl-C; typer would say nothing of it
            reporter.log(_broken_off(), "warning")
            return INTERRUPTED
    path = kept(result, output)
    tell(result)
    out.print(f"written to {path}")
    if result.interrupted:
        out.print("Stopped before the end: what was measured until then is kept.", style="yellow")
        return INTERRUPTED
    return FAILED if any(point.status == "failed" for point in result.points) else OK


def _as_by_hand(_number: int, _frame: object) -> None:
    """What the system ends programs by is taken as Ctrl-C."""
    signal.raise_signal(signal.SIGINT)


def _broken_off() -> Text:
    """What is left of a run that was ended at once."""
    from benchmarks import store

    left = store.left(also_own=True)
    if not left:
        return Text("Interrupted; nothing is kept.")
    return Text(
        "Interrupted. What was measured until then is not lost: triptych bench resume {id} goes "
        "on, with --keep it makes a result of it, with --clear it deletes it.",
        id=left[0].stem,
    )


def resume(
    run: Annotated[str | None, typer.Argument(help="Its id; the newest if not given.")] = None,
    keep: Annotated[
        bool, typer.Option("--keep", help="Make a result of what was measured, measure nothing.")
    ] = False,
    clear: Annotated[bool, typer.Option("--clear", help="Delete what was measured.")] = False,
    output: Annotated[Path | None, file_option("Result file.", "--out")] = None,
) -> None:
    """Go on with a run that was killed; `show` lists them.

    Of a rigorous run the processes that ended are taken over; any other is measured again.
    """
    from benchmarks import session, store, text
    from benchmarks.plan import Spec

    if keep and clear:
        raise UserError("A run is kept or cleared, not both.")
    path = _left(run)
    left = store.unfinished(path)
    if clear:
        path.unlink(missing_ok=True)
        out.print(f"cleared {path.stem}")
        return
    if keep:
        made = kept(left.result, output)
        path.unlink(missing_ok=True)
        text.show(left.result, out)
        out.print(f"written to {made}")
        return
    if not left.spec:
        raise UserError(
            Text("The run '{id}' does not say what it was to measure.", id=path.stem),
            "Keep what it measured: triptych bench resume --keep",
        )
    spec = Spec.model_validate_json(left.spec)
    done = sum(len(parts) for parts in left.parts.values())
    out.print(
        f"{done} of its fresh processes ended and are taken over."
        if done
        else "Nothing of it can be taken over; it is measured again from the start."
    )

    def work(reporter: Reporter) -> Result:
        return session.run(spec, reporter, done=left.parts)

    code = measured(work, lambda result: text.show(result, out), output)
    path.unlink(missing_ok=True)
    raise typer.Exit(code)


def _left(run: str | None) -> Path:
    """The journal of this run, or of the newest that did not end."""
    from benchmarks import store

    found = store.left()
    chosen = [path for path in found if run in (None, path.stem)]
    if not chosen:
        raise UserError(
            "There is no run that did not end."
            if run is None
            else Text("There is no run '{id}' that did not end.", id=run),
            "See: triptych bench show",
        )
    return chosen[0]
