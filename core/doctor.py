"""Will it work here: the torch build against the card, told in plain words with the remedy.

What torch says of itself, and a first kernel, come from processes of their own: a driver that
does not fit may end the process that asks it.
"""

from __future__ import annotations

import json
import platform
import subprocess
from dataclasses import dataclass
from subprocess import CompletedProcess
from typing import Literal

from pydantic import BaseModel, ValidationError

from core import launch, system
from core.device import report, supported
from core.text import Text

#: Seconds a process may take: a cold disk loads torch slowly, a first kernel may be compiled.
PATIENCE_S = 120
#: Free memory of a card below which training soon runs out.
LITTLE_BYTES = 2 * 1024**3
#: Where the command for another build is put together for every system.
SELECTOR = "https://pytorch.org/get-started/locally"
#: Builds by their CUDA, as the index names them: CUDA 13 has no code for cards before Turing, so
#: Maxwell, Pascal and Volta need the older one, which PyTorch makes up to 2.14.
LATEST, LEGACY, TURING = "cu130", "cu126", (7, 5)

State = Literal["good", "warning", "bad"]


class Card(BaseModel):
    """One accelerator as torch sees it."""

    name: str
    capability: tuple[int, int] | None = None
    memory_bytes: int = 0
    free_bytes: int = 0


class Facts(BaseModel):
    """What torch says of itself and of the machine."""

    version: str
    cuda: str | None = None
    hip: str | None = None
    architectures: tuple[str, ...] = ()
    kind: str = "cpu"
    cards: tuple[Card, ...] = ()
    line: Text = Text()


@dataclass(frozen=True)
class Machine:
    """What is known without torch: system, whether there is an NVIDIA driver, and which."""

    system: str
    driver: bool
    version: str = ""

    @classmethod
    def here(cls) -> Machine:
        """This one."""
        return cls(platform.system(), system.nvidia_driver(), system.nvidia_version())


@dataclass(frozen=True)
class Check:
    """One thing looked at.

    Attributes:
        what: the thing.
        state: whether it is as it should be; a warning costs speed, not the work.
        said: what was found.
        remedy: what to do; empty if nothing need be done.

    """

    what: Text
    state: State
    said: Text
    remedy: Text = Text()


#: Prints the facts of this interpreter's torch.
_ASK = "from core.doctor import facts; print(facts().model_dump_json())"
#: A first kernel whose answer is known: every entry of the product is 64.
_KERNEL = """
import sys, torch
one = torch.ones(64, 64, device=sys.argv[1])
sys.exit(0 if bool(((one @ one).cpu() == 64).all()) else 3)
"""


def facts() -> Facts:
    """What the torch of this process says."""
    import torch

    found = report()
    cards = []
    if torch.cuda.is_available():
        cards = [_seen(index) for index in range(torch.cuda.device_count())]
    elif found.available[0] != "cpu":
        cards = [Card(name=found.available[0])]
    return Facts(
        version=torch.__version__,
        cuda=torch.version.cuda,
        hip=getattr(torch.version, "hip", None),
        architectures=tuple(torch.cuda.get_arch_list()),
        kind=found.available[0] if not torch.cuda.is_available() else "cuda",
        cards=tuple(cards),
        line=found.line,
    )


def _seen(index: int) -> Card:
    import torch

    about = torch.cuda.get_device_properties(index)
    return Card(
        name=about.name,
        capability=(about.major, about.minor),
        memory_bytes=about.total_memory,
        free_bytes=torch.cuda.mem_get_info(index)[0],
    )


def examine() -> tuple[Check, ...]:
    """Look at this machine; starts processes, takes seconds."""
    told = _run(_ASK)
    try:
        facts = Facts.model_validate(json.loads(told.stdout.strip().splitlines()[-1]))
    except (ValueError, IndexError, ValidationError):
        return (_broken(told),)
    kernels = [_run(_KERNEL, device) for device in _devices(facts)]
    return checks(facts, Machine.here(), kernels)


def first_kernel(device: str) -> Check:
    """Try a first kernel on one device, in a process of its own: what fails there ends no other."""
    return _kernel(device, _run(_KERNEL, device))


def checks(
    facts: Facts, machine: Machine, kernels: list[CompletedProcess[str]] | None
) -> tuple[Check, ...]:
    """What follows from the facts.

    Args:
        facts: of torch.
        machine: it runs on.
        kernels: the processes of a first kernel, one a device of `facts`; None if none was tried.

    """
    build = f"CUDA {facts.cuda}" if facts.cuda else f"ROCm {facts.hip}" if facts.hip else "CPU"
    built = Text("{version}, built for {build}", version=facts.version, build=build)
    if facts.architectures:
        architectures = ", ".join(facts.architectures)
        built = Text(
            "{built} with code for {architectures}", built=built, architectures=architectures
        )
    found = [Check(Text("PyTorch"), "good", built)]
    if machine.version:
        driver = Text("{version} of NVIDIA", version=machine.version)
        found.append(Check(Text("Driver"), "good", driver))
    if facts.kind == "cpu":
        found.append(_cpu_only(facts, machine))
    for index, card in enumerate(facts.cards):
        found.append(_card(index, card, facts))
        if 0 < card.free_bytes < LITTLE_BYTES:
            free = Text("{free:.1f} GiB are free", free=card.free_bytes / 1024**3)
            remedy = Text("Close what else uses the card, or choose a smaller batch.")
            found.append(Check(Text("Memory"), "warning", free, remedy))
    if kernels is not None:
        found += [_kernel(*pair) for pair in zip(_devices(facts), kernels, strict=True)]
    return tuple(found)


def text(found: tuple[Check, ...]) -> Text:
    """The checks as lines, to read and to put into a report of a bug."""
    words = {"good": Text("fine"), "warning": Text("mind"), "bad": Text("trouble")}
    lines: list[str] = []
    for check in found:
        state = words[check.state]
        line = Text("{state}: {what}: {said}", state=state, what=check.what, said=check.said)
        lines.append(line)
        if check.remedy:
            lines.append(Text("    {remedy}", remedy=check.remedy))
    return Text.joined("\n", lines)


def holds(found: tuple[Check, ...]) -> bool:
    """Whether everything works, if not at full speed."""
    return all(check.state != "bad" for check in found)


def _devices(facts: Facts) -> list[str]:
    if facts.kind != "cuda":
        return list(dict.fromkeys(("cpu", facts.kind)))
    return ["cpu", *(f"cuda:{index}" for index in range(len(facts.cards)))]


def _run(code: str, *args: str) -> CompletedProcess[str]:
    words = launch.script(code, *args)
    try:
        return subprocess.run(
            words,
            capture_output=True,
            text=True,
            timeout=PATIENCE_S,
            check=False,
            cwd=launch.folder(),
            env=launch.environment(bound=True),
        )
    except (subprocess.TimeoutExpired, OSError) as error:
        return CompletedProcess(words, -1, "", f"{type(error).__name__}: {error}"[:300])


def _last_line(ended: CompletedProcess[str]) -> Text:
    lines = ended.stderr.strip().splitlines()
    return Text(lines[-1][:300]) if lines else Text("exit code {code}", code=ended.returncode)


def _broken(told: CompletedProcess[str]) -> Check:
    return Check(
        Text("PyTorch"),
        "bad",
        Text("it cannot be loaded: {why}", why=_last_line(told)),
        Text("Install it anew: {command}", command=_install("Linux")),
    )


def _cpu_only(facts: Facts, machine: Machine) -> Check:
    """Why there is no accelerator, and how another build is had."""
    what = Text("Accelerator")
    if facts.cuda or facts.hip:
        remedy = (
            Text("Restart the machine after installing or updating the driver of the card.")
            if machine.driver
            else Text("If there is a card, install its driver; without one nothing need be done.")
        )
        return Check(what, "bad" if machine.driver else "good", facts.line, remedy)
    if not machine.driver:
        remedy = Text(
            "Nothing need be done without a card. For an NVIDIA card install its driver, then: "
            "{command}",
            command=_install(machine.system),
        )
        return Check(what, "good", facts.line, remedy)
    return Check(
        what,
        "bad",
        facts.line,
        Text(
            "There is an NVIDIA driver, so another build would use the card: {command} "
            "(other versions: {selector})",
            command=_install(machine.system),
            selector=SELECTOR,
        ),
    )


def _install(on: str, cuda: str = LATEST) -> str:
    """The command for a build with CUDA: PyPI's wheels hold it for Linux, and not for Windows."""
    index = "" if on == "Linux" else f" --index-url https://download.pytorch.org/whl/{cuda}"
    return f"python -m pip install --force-reinstall torch torchvision torchaudio{index}"


def _card(index: int, card: Card, facts: Facts) -> Check:
    what = Text("Card {index}", index=index)
    memory = f"{card.memory_bytes / 1024**3:.0f} GiB"
    if card.capability is None or facts.hip or not facts.architectures:
        return Check(what, "good", Text("{name}, {memory}", name=card.name, memory=memory))
    said = Text(
        "{name}, {memory}, compute capability {major}.{minor}",
        name=card.name,
        memory=memory,
        major=card.capability[0],
        minor=card.capability[1],
    )
    if supported(card.capability, facts.architectures):
        return Check(what, "good", said)
    remedy = Text(
        "This build holds code for {architectures} only. Choose a build for this card: {command} "
        "(other versions: {selector})",
        architectures=", ".join(facts.architectures),
        command=_install("", LEGACY if card.capability < TURING else LATEST),
        selector=SELECTOR,
    )
    return Check(what, "bad", said, remedy)


def _kernel(device: str, ended: CompletedProcess[str]) -> Check:
    what = Text("First kernel on {device}", device=device)
    if ended.returncode == 0:
        return Check(what, "good", Text("a product of matrices was right"))
    if ended.returncode == 3:
        wrong = Text("a product of matrices was wrong")
        return Check(what, "bad", wrong, Text("Update the driver; then suspect the card."))
    why = Text("it did not run: {why}", why=_last_line(ended))
    return Check(what, "bad", why, Text("Update the driver, or choose another build of PyTorch."))
