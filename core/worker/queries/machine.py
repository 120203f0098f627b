"""Answers to the questions of core.contracts.machine."""

from __future__ import annotations

from core import cores, device, doctor
from core.contracts.machine import MACHINE, Device, Machine
from core.contracts.question import Nothing
from core.explore.context import Context
from core.worker.answering import answers


@answers(MACHINE)
def about(_context: Context, _params: Nothing) -> Machine:
    """What torch says of itself here."""
    facts, found = doctor.facts(), device.report()
    cards = [
        Device(key="cuda" if number == 0 else f"cuda:{number}", name=card.name)
        for number, card in enumerate(facts.cards)
    ]
    if found.available[0] != "cuda":  # one that is none of CUDA's, or does not work
        cards = [Device(key=kind, name=kind) for kind in found.available if kind != "cpu"]
    cpu = Device(key="cpu", name=device.cpu_name())
    checks = doctor.checks(facts, doctor.Machine.here(), None)
    return Machine(checks=checks, devices=(*cards, cpu), cores=cores.usable())
