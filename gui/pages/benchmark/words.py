"""Workloads in plain words, and how sure a number is: one rule, told in one sentence."""

from __future__ import annotations

from datetime import datetime

from PySide6.QtCore import QCoreApplication

from benchmarks import card
from benchmarks.amounts import plus_minus, quantity
from benchmarks.card import Card
from benchmarks.reading import RULE, VERDICTS, Sureness
from benchmarks.schema import Machine, Point, Result
from benchmarks.statistics import Estimate
from benchmarks.workloads.catalogue import workloads
from gui.translation import told


def names() -> dict[str, str]:
    """What lists call each workload there is."""
    return {one.name: told(one.called) for one in workloads()}


def described(point: Point) -> str:
    """What exactly a point measured."""
    return "\n".join((point.workload, told(point.title), point.definition))


def machine(one: Card) -> str:
    """The part of a machine that did the work; the reference is called so."""
    return told(card.named(one))


def size(name: str) -> str:
    """What a workload has sizes in, or counts, is called."""
    known = {
        "items": QCoreApplication.translate("Sizes", "items"),
        "users": QCoreApplication.translate("Sizes", "users"),
        "tokens": QCoreApplication.translate("Sizes", "tokens"),
        "d": QCoreApplication.translate("Sizes", "width of vectors"),
        "processes": QCoreApplication.translate("Sizes", "processes"),
        "interactions": QCoreApplication.translate("Sizes", "interactions"),
    }
    return known.get(name, name.replace("_", " "))


def a_second(rate: float, unit: str) -> str:
    """How many of what a second."""
    return QCoreApplication.translate("Rates", "{0} {1}/s").format(quantity(rate), size(unit))


def stage(name: str) -> str:
    """What a stage of a call is called."""
    known = {
        "encode text": QCoreApplication.translate("Stages", "read words"),
        "encode image": QCoreApplication.translate("Stages", "look at picture"),
        "copy": QCoreApplication.translate("Stages", "copy to the device"),
        "fuse": QCoreApplication.translate("Stages", "fuse"),
        "rank": QCoreApplication.translate("Stages", "rank"),
        "sample": QCoreApplication.translate("Stages", "draw examples"),
        "forward": QCoreApplication.translate("Stages", "forward"),
        "backward": QCoreApplication.translate("Stages", "backward"),
        "update": QCoreApplication.translate("Stages", "update weights"),
        "host": QCoreApplication.translate("Stages", "host"),
        "waiting for the device": QCoreApplication.translate("Stages", "waiting for the device"),
    }
    return known.get(name, name)


def state(status: str) -> str:
    """How a point ended that was not measured."""
    return {
        "oom": QCoreApplication.translate("States", "out of memory"),
        "failed": QCoreApplication.translate("States", "failed"),
        "skipped": QCoreApplication.translate("States", "left out"),
        "stopped": QCoreApplication.translate("States", "stopped before"),
    }.get(status, status)


def called(name: str, where: Machine | None) -> tuple[str, str]:
    """What people call a device of a machine, and its model."""
    kind, _, number = name.partition(":")
    if where is None or kind == "cpu":
        return name, where.cpu if where else ""
    cards = [one.name for one in where.gpus]
    model = cards[int(number)] if number.isdigit() and int(number) < len(cards) else ""
    return where.called(name), model


def flagged(*results: Result) -> str:
    """What stands beside every number of these results; empty for most."""
    return " · ".join(f"⚑ {told(mark)}" for mark in card.minded(*results))


def moment(result: Result) -> str:
    """When a result was begun, by the clock of who reads it."""
    return datetime.fromtimestamp(result.began_utc_s).astimezone().strftime("%Y-%m-%d %H:%M")


def kind(result: Result) -> str:
    """What sort of run it was."""
    if result.sustained:
        return QCoreApplication.translate("Results", "Sustained run")
    modes = {
        "quick": QCoreApplication.translate("Results", "Quick run"),
        "standard": QCoreApplication.translate("Results", "Standard run"),
        "rigorous": QCoreApplication.translate("Results", "Rigorous run"),
    }
    return modes[result.mode]


def run(result: Result) -> str:
    """Which run of a machine it was: what sort and when, and of which version."""
    version = result.product.removeprefix("triptych ")
    return "  ·  ".join(filter(None, (kind(result), moment(result), version)))


def titled(result: Result) -> str:
    """What a result is called: what was done and when; its id is for files."""
    done = {point.workload: told(point.title) for point in result.points}
    done |= {one.workload: told(one.title) for one in result.sustained}
    done = {name: names().get(name, title) for name, title in done.items()}
    several = QCoreApplication.translate("Results", "{0} workloads").format(len(done))
    what = next(iter(done.values())) if len(done) == 1 else several
    return "  ·  ".join((kind(result), what, moment(result)))


def interval(found: Estimate) -> str:
    """Half the interval's width in percent."""
    return plus_minus(found)


def verdict(how: Sureness) -> str:
    """One word."""
    return told(VERDICTS[how])


def sure(how: Sureness) -> str:
    """The word, and the rule it follows from."""
    return f"{verdict(how)} ({told(RULE)})"
