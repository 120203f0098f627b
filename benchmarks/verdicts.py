"""A comparison for other programs: Markdown for a pull request, JUnit for a build server."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final
from xml.etree import ElementTree as ET

from benchmarks import text
from benchmarks.compare import Report, Row


def markdown(report: Report) -> str:
    """A table; what is slower stands first."""
    order = ("slower", "inconclusive", "faster", "same")
    rows = sorted(report.rows, key=lambda row: order.index(row.comparison.verdict))
    lines = [
        f"**{report.candidate.id}** against **{report.baseline.id}**: {counted(report)}",
        "",
        *(f"> {_cell(warning)}" for warning in report.warnings),
        "",
        "| workload | place | verdict | why |",
        "| --- | --- | --- | --- |",
        *(
            f"| {row.baseline.workload} | {_cell(_place(row))} | {row.comparison.verdict} "
            f"| {_cell(row.comparison.reason)} |"
            for row in rows
        ),
    ]
    if report.unmatched:
        lines += ["", "Not compared:", ""]
        lines += [f"- {_cell(one.point.key)}: {_cell(one.reason)}" for one in report.unmatched]
    return "\n".join(lines)


def junit(report: Report) -> str:
    """A test case for each row: slower fails, inconclusive and not compared are skipped."""
    suite = ET.Element("testsuite", name=f"{report.candidate.id} against {report.baseline.id}")
    for row in report.rows:
        place = f"{row.baseline.workload} {_place(row)}"
        case = ET.SubElement(suite, "testcase", classname="benchmarks", name=place)
        tag = {"slower": "failure", "inconclusive": "skipped"}.get(row.comparison.verdict)
        if tag:
            ET.SubElement(case, tag, message=str(row.comparison.reason))
    for one in report.unmatched:
        case = ET.SubElement(suite, "testcase", classname="benchmarks", name=one.point.key)
        ET.SubElement(case, "skipped", message=str(one.reason))
    if report.warnings:
        ET.SubElement(suite, "system-out").text = "\n".join(map(str, report.warnings))
    for name, tag in (("tests", "testcase"), ("failures", "failure"), ("skipped", "skipped")):
        suite.set(name, str(len(list(suite.iter(tag)))))
    ET.indent(suite)
    return ET.tostring(suite, encoding="unicode", xml_declaration=True)


def counted(report: Report) -> str:
    """How many rows of each verdict: "1 slower, 3 same"."""
    verdicts = [row.comparison.verdict for row in report.rows]
    return ", ".join(f"{verdicts.count(one)} {one}" for one in dict.fromkeys(verdicts)) or (
        "nothing could be compared"
    )


#: By the name of the format.
FORMATS: Final[dict[str, Callable[[Report], str]]] = {"markdown": markdown, "junit": junit}


def _place(row: Row) -> str:
    sizes = text.sizes(row.baseline.axes)
    return text.place(row.baseline.axes) + (f", {sizes}" if sizes else "")


def _cell(said: str) -> str:
    """Words from a file, which may come from a stranger, inside a table."""
    plain = " ".join(said.split()).replace("|", "\\|")
    return plain.replace("<", "&lt;").replace("[", "\\[")
