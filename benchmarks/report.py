"""One result as a self-contained HTML page to send to somebody. Needs no torch.

Everything that comes out of the file is escaped: results come from strangers too.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import UTC, datetime
from html import escape
from math import log10

from benchmarks import amounts, drawing, naming, reading, summary, sustained
from benchmarks.card import Card, cards, minded, named, reference
from benchmarks.compare import Report, identity
from benchmarks.drawing import COLOURS
from benchmarks.jobs import SCORE_VERSION
from benchmarks.schema import Point, Result, Sustained
from benchmarks.statistics import Estimate
from benchmarks.sustained import SENSORS, Story

_STYLE = """
body{font:15px/1.5 system-ui,sans-serif;max-width:1080px;margin:2em auto;padding:0 1em;
color:#1a1e23;background:#fff}
h1{font-size:1.5em}h2{font-size:1.15em;margin-top:2em}
table{border-collapse:collapse;width:100%;font-variant-numeric:tabular-nums}
th,td{text-align:left;padding:.25em .7em .25em 0;border-bottom:1px solid #d3d8de;
vertical-align:top}
th{color:#5a6470;font-weight:600}td.n{text-align:right;white-space:nowrap}
.score{font-size:2em;font-weight:700;margin:.2em 0}.score span{font-size:.5em;font-weight:400}
.wide{width:35%;vertical-align:middle}.bar{position:relative;height:10px;background:#8883}
.bar i{position:absolute;height:10px;background:#1f63c9}
.bar b{position:absolute;top:-3px;width:2px;height:16px;background:#e69f00}
.mark{background:#b3261e;color:#fff;padding:.5em 1em;font-weight:700;letter-spacing:.05em}
.slower{color:#b3261e;font-weight:600}.faster{color:#1a7f4b;font-weight:600}
.inconclusive{color:#9a6200}.muted{color:#5a6470}svg{max-width:100%;height:auto}
@media(prefers-color-scheme:dark){body{background:#15181c;color:#e7eaee}
th,td{border-color:#363d47}th,.muted{color:#9ea8b4}.slower{color:#ff7b72}.faster{color:#4fc98a}
.inconclusive{color:#e8b04a}}
"""


def html(result: Result, comparison: Report | None = None) -> str:
    """The page.

    Args:
        result: what was measured.
        comparison: of this result with another, shown too.

    """
    when = datetime.fromtimestamp(result.began_utc_s, UTC).strftime("%Y-%m-%d %H:%M UTC")
    parts = [
        "<!doctype html><html lang=en><meta charset=utf-8>",
        "<meta name=viewport content='width=device-width'>",
        f"<title>Triptych benchmark {escape(result.id)}</title><style>{_STYLE}</style>",
        f"<h1>Triptych benchmark {escape(result.id)}</h1>",
    ]
    if result.synthetic:
        parts.append(
            "<p class=mark>SYNTHETIC: a fake device; these numbers describe no machine</p>"
        )
    if result.interrupted:
        parts.append("<p class=inconclusive>The run was interrupted before its plan was through.")
    for mark in minded(result):
        parts.append(f"<p class=inconclusive>Mind: {escape(mark)}")
    parts.append(f"<p class=muted>{when}, {result.mode}, took {amounts.duration(result.took_s)}")
    found = cards(result)
    parts += [_card(one) for one in found]
    if any(one.ratios for one in found):
        parts.append(f"<p class=muted>The mark on a bar: {escape(reference())}")
    parts.append("<h2>Machine</h2>" + _table((), identity(result.machine).items()))
    parts += [f"<p>{escape(note)}" for note in result.notes]
    if comparison is not None:
        parts.append(_comparison(comparison))
    parts += [_sustained(*one) for one in sustained.told(result)]
    groups: dict[str, list[Point]] = {}
    for point in result.points:
        groups.setdefault(point.workload, []).append(point)
    for points in groups.values():
        parts.append(_workload(points))
    if groups:
        parts.append(f"<p class=muted>{escape(reading.CALLS_RULE)}.")
        parts.append(f"<p class=muted>How sure a rate is: {escape(reading.RULE)}.")
    if result.ceilings:
        rows = [
            (
                f"{one.device}, {one.dtype}, "
                f"{one.threads} {'thread' if one.threads == 1 else 'threads'}",
                amounts.reach(summary.best(one)["gemm"], "FLOP/s"),
                amounts.reach(summary.best(one)["copy"], "B/s"),
                amounts.reach(summary.best(one)["gather"], "B/s"),
                "; ".join(summary.ceiling_marks(one)),
            )
            for one in result.ceilings
        ]
        parts.append("<h2>Ceilings</h2>")
        parts.append(_table(("place", "matrix product", "copy", "gather", "mind"), rows))
    parts.append(
        "<p class=muted>Medians with 95 % intervals from a hierarchical bootstrap over processes, "
        "rounds and samples. Points were visited in random order in every round. Flagged numbers "
        "are shown, never dropped."
    )
    return "\n".join(parts) + "\n</html>\n"


def _card(one: Card) -> str:
    """What the machine does with the jobs; a bar is the rate over the reference's, marked at 1."""
    score = (
        f"<p class=score>{one.score.value:,.0f} <span class=muted>Triptych score, version "
        f"{SCORE_VERSION}, {amounts.plus_minus(one.score)}</span>"
        if one.score
        else f"<p class=inconclusive>No score: {escape(one.why)}"
    )
    most = max((1.2, *(1.1 * ratio.value for ratio in one.ratios.values())))
    rows = []
    for line in one.lines:
        ratio = one.ratios.get(line.job.workload)
        bar = (
            f"<div class=bar title='{amounts.times(ratio)} times the reference'>"
            f"<i style='width:{100 * ratio.value / most:.1f}%'></i>"
            f"<b style='left:{100 / most:.1f}%'></b></div>"
            if ratio
            else escape(line.remark)
        )
        rows.append(
            f"<tr><td>{escape(line.job.title)}<td class=n>{amounts.quantity(line.rate.value)}"
            f"<td>{escape(line.unit)}<td>{amounts.plus_minus(line.rate)}"
            f"<td>{reading.VERDICTS[reading.sureness(line.rate, line.point.flags)]}"
            f"<td class=wide>{bar}"
        )
    remarks = "; ".join((one.answers, *one.marks))
    return (
        f"<h2>{escape(named(one))}</h2>{score}<table>{''.join(rows)}</table>"
        f"<p class=muted>{escape(remarks)}"
    )


def _sustained(found: Sustained, story: Story | None) -> str:
    """Minutes of the same work: what it says, its curves, and which sensors told nothing."""
    lines: list[str] = [story.sentence] if story else []
    if story and story.joules is not None:
        lines.append(f"{story.joules:.3g} J per 1,000 {found.unit}, {story.power}")
    lines += [beside] if (beside := sustained.beside_card(found)) else []
    lines += [f"not known: {SENSORS[name]}: {why}" for name, why in found.absent.items()]
    return (
        f"<h2>{escape(found.title)}, minute by minute</h2>"
        f"{drawing.minutes(found)}{''.join(f'<p>{escape(line)}' for line in lines)}"
    )


def _workload(points: Sequence[Point]) -> str:
    first = points[0]
    rows = []
    for point in points:
        which = summary.quantity_of(point)
        call = summary.seconds(point, which) if point.status == "ok" else None
        read = reading.read(point)
        rows.append(
            (
                naming.where(point.axes),
                naming.sizes(point.axes),
                f"{amounts.quantity(read.rate.value)} {point.unit}" if read else "",
                amounts.plus_minus(read.rate) if read else "",
                reading.VERDICTS[read.verdict] if read else point.status,
                f"{_both(call)}, {reading.CALLS[which]}" if call else "",
                f"{point.parity.max_abs_delta:.2g}" if point.parity else "",
                "; ".join(read.doubts) if read else point.reason,
            )
        )
    head = ("place", "sizes", "a second", "", "", "one call", "max |delta|", "mind")
    return (
        f"<h2>{escape(naming.workload(first))}</h2>"
        f"<p class=muted>{escape(first.title)}: {escape(first.definition)}</p>"
        f"{_chart(points)}{_table(head, rows)}"
    )


def _both(found: Estimate) -> str:
    return f"{amounts.duration(found.value)} {amounts.plus_minus(found)}"


def _comparison(report: Report) -> str:
    rows = [
        (
            naming.workload(row.baseline),
            naming.place(row.baseline),
            reading.CALLS[row.quantity],
            row.comparison.verdict,
            row.comparison.reason,
        )
        for row in report.rows
    ]
    missing = [
        (
            naming.workload(one.point),
            naming.place(one.point),
            one.reason,
        )
        for one in report.unmatched
    ]
    return (
        f"<h2>{escape(report.candidate.id)} against {escape(report.baseline.id)}</h2>"
        + "".join(f"<p class=inconclusive>{escape(line)}" for line in report.warnings)
        + f"<p>{escape(report.conclusion)}"
        + _table(("workload", "place", "time of a call", "verdict", "reason"), rows)
        + (
            "<h2>Not compared</h2>" + _table(("workload", "place", "why"), missing)
            if missing
            else ""
        )
    )


def _table(head: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    top = "<tr>" + "".join(f"<th>{escape(name)}" for name in head) if head else ""
    verdicts = ("slower", "faster", "inconclusive")
    body = "".join(
        "<tr>"
        + "".join(
            f"<td class={cell}>{cell}" if cell in verdicts else f"<td>{escape(cell)}"
            for cell in row
        )
        for row in rows
    )
    return f"<table>{top}{body}</table>"


def _chart(points: Sequence[Point], width: int = 640, height: int = 220) -> str:
    """Throughput against batch on two logarithmic axes, as inline SVG; "" for a single batch."""
    series: dict[str, list[tuple[float, float, float, float]]] = {}
    for point in points:
        rate = summary.throughput(point) if point.status == "ok" else None
        if rate is None:
            continue
        mode = "compiled" if point.axes.compile else "eager"
        threads = "1 thread" if point.axes.threads == 1 else f"{point.axes.threads} threads"
        name = f"{point.axes.device} {point.axes.dtype} {mode} {threads}"
        name += f" {naming.sizes(point.axes)}"
        series.setdefault(name, []).append((point.axes.batch, rate.value, rate.low, rate.high))
    flat = [entry for entries in series.values() for entry in entries]
    if len({entry[0] for entry in flat}) < 2:
        return ""
    left, bottom, right, top = 70, 30, 10, 10
    xs = [log10(entry[0]) for entry in flat]
    ys = [log10(v) for entry in flat for v in entry[2:]]
    x0, x1, y0, y1 = min(xs), max(xs), min(ys), max(ys)
    y0, y1 = y0 - 0.05, y1 + 0.05

    def px(batch: float) -> float:
        return left + (log10(batch) - x0) / (x1 - x0) * (width - left - right)

    def py(rate: float) -> float:
        return height - bottom - (log10(rate) - y0) / (y1 - y0) * (height - top - bottom)

    out = [f"<svg viewBox='0 0 {width} {height}' width={width} role=img "]
    out.append("aria-label='throughput against batch' font-size=11 fill=currentColor>")
    for batch in sorted({entry[0] for entry in flat}):
        out.append(f"<text x={px(batch):.1f} y={height - 10} text-anchor=middle>{batch:g}</text>")
    for value in (10**y0, 10 ** ((y0 + y1) / 2), 10**y1):
        label = escape(amounts.quantity(value))
        out.append(f"<text x={left - 8} y={py(value) + 4:.1f} text-anchor=end>{label}</text>")
    legend = []
    for number, (name, entries) in enumerate(series.items()):
        colour = COLOURS[number % len(COLOURS)]
        entries.sort()
        legend.append(f"<span style='color:{colour}'>&#9632;</span> {escape(name)}")
        dash = ("", "6 3", "2 3")[number % 3]
        line = " ".join(f"{px(b):.1f},{py(v):.1f}" for b, v, _l, _h in entries)
        out.append(
            f"<polyline points='{line}' fill=none stroke='{colour}' stroke-width=2 "
            f"stroke-dasharray='{dash}'><title>{escape(name)}</title></polyline>"
        )
        for batch, value, low, high in entries:
            x = px(batch)
            out.append(
                f"<line x1={x:.1f} x2={x:.1f} y1={py(low):.1f} y2={py(high):.1f} "
                f"stroke='{colour}' stroke-opacity=.5 stroke-width=4 />"
                f"<circle cx={x:.1f} cy={py(value):.1f} r=4 fill='{colour}' />"
            )
    return "".join(out) + "</svg><p class=muted>" + "<br>".join(legend)
