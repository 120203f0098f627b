"""A comparison for other programs: Markdown for a pull request, JUnit for a build server."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final
from xml.etree import ElementTree as ET

from benchmarks import naming, reading
from benchmarks.compare import Report
from benchmarks.schema import Point


def markdown(report: Report) -> str:
    """A table; what is slower stands first."""
    order = ("slower", "inconclusive", "faster", "same")
    rows = sorted(report.rows, key=lambda row: order.index(row.comparison.verdict))
    lines = [
        f"**{report.candidate.id}** against **{report.baseline.id}**",
        "",
        *(f"> {_cell(warning)}" for warning in report.warnings),
        "",
        "| workload | place | time of a call | verdict | why |",
        "| --- | --- | --- | --- | --- |",
        *(
            f"| {_cell(naming.workload(row.baseline))} | {_cell(naming.place(row.baseline))} "
            f"| {reading.CALLS[row.quantity]} | {row.comparison.verdict} "
            f"| {_cell(row.comparison.reason)} |"
            for row in rows
        ),
    ]
    lines += ["", _cell(report.conclusion)]
    if report.unmatched:
        lines += ["", "Not compared:", ""]
        lines += [
            f"- {_cell(naming.point(one.point))}: {_cell(one.reason)}" for one in report.unmatched
        ]
    return "\n".join(lines)


def junit(report: Report) -> str:
    """A test case for each row: slower fails, inconclusive and not compared are skipped."""
    name = f"{report.candidate.id} against {report.baseline.id}"
    if report.limit is not None:
        name += f", limit {100 * report.limit:g} % slower"
    suite = ET.Element("testsuite", name=name)
    for row in report.rows:
        case = _case(suite, row.baseline)
        tag = {"slower": "failure", "inconclusive": "skipped"}.get(row.comparison.verdict)
        if tag:
            ET.SubElement(case, tag, message=str(row.comparison.reason))
    for one in report.unmatched:
        case = _case(suite, one.point)
        ET.SubElement(case, "skipped", message=str(one.reason))
    out = ET.SubElement(suite, "system-out")
    out.text = "\n".join(map(str, (report.conclusion, *report.warnings)))
    for name, tag in (("tests", "testcase"), ("failures", "failure"), ("skipped", "skipped")):
        suite.set(name, str(len(list(suite.iter(tag)))))
    ET.indent(suite)
    return ET.tostring(suite, encoding="unicode", xml_declaration=True)


#: By the name of the format.
FORMATS: Final[dict[str, Callable[[Report], str]]] = {"markdown": markdown, "junit": junit}


def _case(suite: ET.Element, point: Point) -> ET.Element:
    """A test case: the place, in a class that is the workload; a dot would begin a class of it."""
    workload = naming.workload(point).replace(".", " ")
    name = naming.point(point)
    return ET.SubElement(suite, "testcase", classname=f"Triptych benchmark.{workload}", name=name)


def _cell(said: str) -> str:
    """Words from a file, which may come from a stranger, inside a table."""
    plain = " ".join(said.split()).replace("|", "\\|")
    return plain.replace("<", "&lt;").replace("[", "\\[")
