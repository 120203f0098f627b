"""Encoders compared, as a table with intervals drawn: what the window shows, for the shell."""

from __future__ import annotations

from collections.abc import Iterator

from rich.table import Column, Table

from core.contracts.comparing import ComparedEncoders, EncoderCost, Score

#: Characters of an interval that is drawn.
_WIDTH = 24


def tables(found: ComparedEncoders) -> Iterator[Table]:
    """What each choice reaches by measure, and what it takes."""
    reached = _table("measure", "encoders", "value", "interval", "", "difference", "")
    measures = dict.fromkeys(name for one in found.variants for name in one.scores)
    for measure in measures:
        scores = {one.name: one.scores[measure] for one in found.variants if measure in one.scores}
        low, high = min(s.low for s in scores.values()), max(s.high for s in scores.values())
        for place, (name, score) in enumerate(scores.items()):
            reached.add_row(
                measure if not place else "",
                name,
                f"{score.value:.3f}",
                f"{score.low:.3f} to {score.high:.3f}",
                drawn(score, low, high),
                *_difference(score),
                end_section=place == len(scores) - 1,
            )
    yield reached
    taken = _table(
        "encoders", "modality", "encoder", "s an item", "memory", "libraries", "on disk", "training"
    )
    for one in found.variants:
        for place, (modality, cost) in enumerate(one.costs.items()):
            taken.add_row(
                one.name if not place else "",
                modality,
                one.encoders[modality],
                f"{cost.item_seconds:.3g}",
                *_sizes(cost),
                f"{one.train_seconds:.3g} s" if not place else "",
            )
    yield taken


def _table(*heads: str) -> Table:
    """Nothing of a cell is cut where the shell is narrow."""
    return Table(*(Column(head, overflow="fold") for head in heads))


def drawn(score: Score, low: float, high: float) -> str:
    """An interval on a line from `low` to `high`, its value marked."""
    step = (high - low) / (_WIDTH - 1) or 1.0
    begin, at, end = (round((x - low) / step) for x in (score.low, score.value, score.high))
    line = [" "] * _WIDTH
    line[begin : end + 1] = "-" * (end + 1 - begin)
    line[at] = "o"
    return "".join(line)


def _difference(score: Score) -> tuple[str, str]:
    if score.difference is None:
        return "reference", ""
    mean, low, high = score.difference
    return f"{mean:+.3f} [{low:+.3f} {high:+.3f}]", score.verdict


def _sizes(cost: EncoderCost) -> list[str]:
    """Of the encoder in memory, of its libraries there, which memory leaves out, and on disk."""
    known = (cost.memory_bytes, cost.library_bytes, cost.disk_bytes)
    return ["-" if one is None else f"{one / 1e6:,.0f} MB" for one in known]
