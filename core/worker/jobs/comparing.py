"""Compare encoders, each measured in a process of its own."""

from __future__ import annotations

import uuid

from core.contracts.comparing import (
    COMPARE_ENCODERS,
    COST,
    ComparedEncoders,
    CompareEncodersSpec,
    CostSpec,
    EncoderCost,
)
from core.contracts.message import pack, unpack
from core.errors import UserError
from core.progress import Cancelled, Reporter
from core.worker.answering import runs
from core.worker.child import Child
from core.worker.messages import Event, Failed, Finished, Run


@runs(COMPARE_ENCODERS)
def compare(spec: CompareEncodersSpec, reporter: Reporter) -> ComparedEncoders:
    """Train and judge every choice; what was done before is not done again."""
    from core.explore import encoder_comparison

    found = encoder_comparison.compare(spec, apart, reporter)
    if found is None:  # stopped: what is done is in the folder, there is no table yet
        raise Cancelled
    reporter.log(found.verdict)
    return found


@runs(COST)
def cost(spec: CostSpec, _reporter: Reporter) -> EncoderCost:
    """Measure one encoder in this process."""
    from core.explore import encoder_cost

    return encoder_cost.measure(spec)


def apart(spec: CostSpec) -> EncoderCost:
    """Measure one encoder in a process of its own.

    Raises:
        UserError: it failed there.

    """
    ended: list[Finished | Failed] = []

    def take(event: Event) -> None:
        if isinstance(event, Finished | Failed):
            ended.append(event)

    child = Child("core.worker")
    child.control(Run(job=uuid.uuid4().hex[:12], kind=COST.name, spec=pack(spec)[0]))
    child.follow(take)
    match ended:
        case [Finished() as done]:
            return unpack(EncoderCost, done.result)
        case [Failed() as failed]:
            raise UserError(failed.message, failed.remedy, failed.file)
    raise UserError("The process that measured an encoder ended without an answer.")
