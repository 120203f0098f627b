"""What a search may change: axes made from the fields of a typed configuration. Needs no torch."""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping, Sequence
from typing import Annotated, Any, Literal, get_args, get_origin

from annotated_types import Ge, Gt, Le, Lt
from pydantic import BaseModel, ConfigDict, ValidationError, model_validator

from core.errors import UserError
from core.text import Text
from core.training.config import TrainConfig

#: What decides how a run is judged, or only where and how long it runs, is not searched.
FIXED = (
    "split", "seed", "ks", "monitor", "device", "precision", "compile", "epochs", "patience",
    "validate_every", "checkpoint_seconds", "family_seconds", "optimizer", "kind", "weights",
    "modality_weights", "learn_weights",
)  # fmt: skip
#: Short names people use.
ALIASES = {"lr": "learning_rate", "wd": "weight_decay", "batch": "batch_size"}


class Axis(BaseModel):
    """One field and the values it may take."""

    model_config = ConfigDict(extra="forbid", frozen=True)
    #: Dotted name in the configuration.
    field: str
    kind: Literal["float", "int", "choice"]
    low: float = 0.0
    high: float = 0.0
    #: Even steps in the logarithm.
    log: bool = False
    choices: tuple[Any, ...] = ()

    @model_validator(mode="after")
    def _has_room(self) -> Axis:
        if self.kind == "choice":
            if not self.choices:
                raise ValueError("no choices")
        elif not self.low < self.high:
            raise ValueError("the lowest value must be below the highest")
        elif self.log and self.low <= 0:
            raise ValueError("a logarithmic range must lie above zero")
        return self


def axes(config: TrainConfig) -> list[Axis]:
    """Everything that can be searched around a configuration, ranges prefilled.

    Positive numbers get a decade (whole numbers a factor of four) to each side on a logarithmic
    scale, shares everything from 0 to 0.5, widths, heads and members powers of two,
    all within the bounds of the field. What could not change by itself, the rest staying as it
    is, is left out.
    """
    found = (_axis(name, value, field) for name, value, field in _fields(config))
    return [axis for axis in found if axis is not None and _may_change(config, axis)]


def _may_change(config: TrainConfig, axis: Axis) -> bool:
    """Whether two of an axis's values, the ends of a range, go with the configuration."""
    values = axis.choices or (axis.low, axis.high)
    whole = axis.kind == "int"
    return sum(_fits(config, axis.field, int(v) if whole else v) for v in values) > 1


def _fits(config: TrainConfig, name: str, value: Any) -> bool:
    try:
        applied(config, {name: value})
    except ValidationError:
        return False
    return True


def _fields(model: BaseModel, before: str = "") -> Iterator[tuple[str, Any, Any]]:
    for name, field in type(model).model_fields.items():
        if name in FIXED:
            continue
        value = getattr(model, name)
        if isinstance(value, BaseModel):
            yield from _fields(value, f"{before}{name}.")
        else:
            yield before + name, value, field


def _axis(name: str, value: Any, field: Any) -> Axis | None:
    annotation = field.annotation
    if get_origin(annotation) is Annotated:
        annotation = get_args(annotation)[0]
    if annotation is bool:
        return Axis(field=name, kind="choice", choices=(False, True))
    if get_origin(annotation) is Literal:
        return Axis(field=name, kind="choice", choices=get_args(annotation))
    if annotation is int:
        return _whole(name, value, *_bounds(field))
    if annotation is float:
        return _real(name, value, *_bounds(field))
    return None


def _whole(name: str, value: int, low: float, high: float) -> Axis | None:
    last = name.rpartition(".")[2]
    if last in ("dim", "heads", "hidden", "members"):
        around = (value // 4, value // 2, value, value * 2, value * 4)
        fitting = tuple(v for v in around if max(1, low) <= v <= high)
        return Axis(field=name, kind="choice", choices=fitting) if len(fitting) > 1 else None
    if value < 4:
        least, most = max(low, value - 1), min(high, value + 2)
        return Axis(field=name, kind="int", low=least, high=most) if least < most else None
    least, most = max(low, 1, value // 4), min(high, value * 4)
    return Axis(field=name, kind="int", low=least, high=most, log=True) if least < most else None


def _real(name: str, value: float, low: float, high: float) -> Axis:
    if low == 0 and high == 1 and name != "learning_rate":
        return Axis(field=name, kind="float", low=0.0, high=max(0.5, value))
    centre = value if value > 0 else 0.1
    least, most = max(centre / 10, low), min(centre * 10, high)
    return Axis(field=name, kind="float", low=least, high=most, log=True)


def _bounds(field: Any) -> tuple[float, float]:
    low, high = -math.inf, math.inf
    for rule in field.metadata:
        match rule:
            case Ge(ge=bound) | Gt(gt=bound):
                low = float(bound)  # type: ignore[arg-type]  # numbers in our configurations
            case Le(le=bound) | Lt(lt=bound):
                high = float(bound)  # type: ignore[arg-type]
    return low, high


def parse(entry: str, config: TrainConfig) -> Axis:
    """An axis as people type it: `lr`, `dropout=0:0.5`, `learning_rate=1e-4:1e-2:log`,
    `loss.negatives=256,1024`.

    A name may leave out what comes before the last dot if that leaves no doubt.

    Raises:
        UserError: no such field here, or the values do not fit it.

    """
    name, given, values = entry.partition("=")
    known = {axis.field: axis for axis in axes(config)}
    name = ALIASES.get(name.strip(), name.strip())
    matching = [field for field in known if field == name or field.endswith(f".{name}")]
    if name in known:
        matching = [name]
    if len(matching) != 1:
        why = (
            Text("may mean {names}", names=Text.joined(" or ", matching))
            if matching
            else Text("is nothing this can search")
        )
        raise UserError(
            Text("'{name}' {why}.", name=name, why=why),
            Text("Choose from: {known}.", known=", ".join(known)),
        )
    axis = known[matching[0]]
    if not given:
        return axis
    try:
        return _typed(axis, values)
    except ValueError as error:
        raise UserError(
            Text("The values '{values}' do not fit '{field}'.", values=values, field=axis.field),
            Text("Write {field}=low:high, low:high:log, or a,b,c.", field=axis.field),
        ) from error


def _typed(axis: Axis, text: str) -> Axis:
    if axis.kind == "choice" or "," in text:
        known = {str(choice).lower(): choice for choice in axis.choices}
        names = [part.strip() for part in text.split(",")]
        if axis.kind == "choice" and not all(isinstance(c, int) for c in known.values()):
            missing = [name for name in names if name.lower() not in known]
            if missing:
                raise ValueError(missing[0])
        number = float if axis.kind == "float" else int
        chosen = tuple(known[n.lower()] if n.lower() in known else number(n) for n in names)
        return Axis(field=axis.field, kind="choice", choices=chosen)
    low, colon, rest = text.partition(":")
    high, _, scale = rest.partition(":")
    if not colon or scale not in ("", "log", "linear"):
        raise ValueError(text)
    log = axis.log if not scale else scale == "log"
    least, most = float(low), float(high)
    return Axis(field=axis.field, kind=axis.kind, low=least, high=most, log=log and least > 0)


def as_text(axis: Axis) -> str:
    """The values of an axis as `parse` reads them back."""
    if axis.kind == "choice":
        return ", ".join(str(choice) for choice in axis.choices)
    ends = f"{axis.low:.6g}:{axis.high:.6g}"
    return f"{ends}:{'log' if axis.log else 'linear'}"


def applied(config: TrainConfig, values: Mapping[str, Any]) -> TrainConfig:
    """The configuration with some dotted fields changed.

    Raises:
        pydantic.ValidationError: the values do not go together, e.g. heads and width.

    """
    nested = config.model_dump(mode="json")
    for name, value in values.items():
        *path, last = name.split(".")
        place = nested
        for part in path:
            place = place[part]
        place[last] = value
    return TrainConfig.model_validate(nested)


def checked(chosen: Sequence[Axis], config: TrainConfig) -> None:
    """Refuse axes the configuration does not have or that leave its bounds.

    Raises:
        UserError: names the field.

    """
    known = {axis.field for axis in axes(config)}
    if not chosen:
        raise UserError("Nothing is to be searched.", "Choose at least one setting.")
    for axis in chosen:
        if axis.field not in known:
            raise UserError(
                Text("This configuration has no setting '{field}' to search.", field=axis.field),
                Text("Choose from: {known}.", known=", ".join(sorted(known))),
            )
        ends = axis.choices if axis.kind == "choice" else (axis.low, axis.high)
        for end in ends:
            value = int(end) if axis.kind == "int" else end
            low, high = _field_bounds(config, axis.field)
            if isinstance(value, int | float) and not low <= value <= high:
                raise UserError(
                    Text(
                        "'{field}' cannot be {value}: it must lie between {low:g} and {high:g}.",
                        field=axis.field,
                        value=value,
                        low=low,
                        high=high,
                    )
                )


def _field_bounds(config: TrainConfig, name: str) -> tuple[float, float]:
    return next(_bounds(field) for field_name, _, field in _fields(config) if field_name == name)
