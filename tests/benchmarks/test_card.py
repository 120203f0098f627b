"""The card and its score against numbers that follow from their definitions."""

from __future__ import annotations

import io
from pathlib import Path

import numpy as np
import pytest

from benchmarks import board, buy, card, compare, report, store, text
from benchmarks.amounts import plus_minus
from benchmarks.jobs import JOBS, SCORE_VERSION, USUAL, Job
from benchmarks.schema import Axes, Flag, Gpu, Parity, Point, Result, Round
from benchmarks.statistics import Estimate
from benchmarks.workloads.catalogue import find
from core.terminal import PlainConsole
from tests.benchmarks.make import machine, point, result


def did(job: Job, seconds: float, device: str = "cpu", **fields: object) -> Point:
    """A job done as the score needs it, in calls of exactly that many seconds."""
    batch = job.at_once(device)
    samples = fields.pop("samples", [[seconds, seconds]] * 6)
    return point(
        samples,
        job.workload,
        Axes(device=device, batch=batch, threads=fields.pop("threads", 1)),
        items_per_call=float(batch),
        **fields,
    )


def machine_of(seconds: float, **fields: object) -> Result:
    return result([did(job, seconds) for job in JOBS], **fields)


REFERENCE = machine_of(0.1)


def twice(entry: Round) -> Round:
    return entry.model_copy(
        update={
            "latency_s": tuple(2 * v for v in entry.latency_s),
            "waited_s": tuple(2 * v for v in entry.waited_s),
            "burst_s": 2 * entry.burst_s if entry.burst_s else None,
        }
    )


def only(found: Result) -> card.Card:
    (one,) = card.cards(found, REFERENCE)
    return one


def test_the_weights_are_shares_and_the_reference_is_a_thousand() -> None:
    assert sum(job.weight for job in JOBS) == pytest.approx(1)
    found = only(REFERENCE)
    assert found.score is not None
    assert found.score.value == pytest.approx(card.REFERENCE_SCORE)
    assert found.score.low == pytest.approx(found.score.high)


def test_rates_are_items_a_second_in_the_units_of_the_job() -> None:
    for line in only(REFERENCE).lines:
        assert line.rate.value == pytest.approx(line.job.each * line.job.batch / 0.1)
        assert line.scored


@pytest.mark.parametrize("job", JOBS, ids=lambda job: job.workload)
def test_twice_as_fast_at_one_job_counts_by_its_weight(job: Job) -> None:
    points = [did(one, 0.05 if one is job else 0.1) for one in JOBS]
    found = only(result(points))
    assert found.score is not None
    assert found.score.value == pytest.approx(1000 * 2**job.weight)
    assert found.ratios[job.workload].value == pytest.approx(2)


def test_the_interval_is_that_of_the_weighted_sum() -> None:
    """Of rounds that are log-normal and independent between jobs, the exact one is known."""
    rng = np.random.default_rng(3)
    spread, n = 0.1, 200
    points = []
    for job in JOBS:
        each = 0.1 * rng.lognormal(0, spread, n)
        points.append(did(job, 0.1, samples=[[float(v)] for v in each]))
    score = only(result(points)).score
    assert score is not None
    # The median's standard deviation is sqrt(pi / 2) that of the mean.
    deviation = np.sqrt(np.pi / 2) * spread * np.sqrt(sum(job.weight**2 for job in JOBS) / n)
    assert _own(score) == pytest.approx(2 * 1.96 * deviation, rel=0.35)
    assert score.low < 1000 < score.high


def test_a_slow_minute_of_all_jobs_is_one_minute() -> None:
    """What all jobs share in a round widens the score as much as it widens one job."""
    rng = np.random.default_rng(5)
    rounds = [[float(v)] for v in 0.1 * rng.lognormal(0, 0.1, 40)]
    found = only(result([did(job, 0.1, samples=rounds) for job in JOBS]))
    assert found.score is not None
    one = np.log(found.lines[0].rate.high / found.lines[0].rate.low)
    assert _own(found.score) == pytest.approx(one, rel=0.15)


def _own(score: Estimate) -> float:
    """Width of a score's interval by its own rounds, less what runs differ by."""
    ends = np.log([score.value / score.low, score.high / score.value])
    return float(np.sqrt(ends**2 - (1.96 * card.BETWEEN_RUNS) ** 2).sum())


def test_what_others_took_of_the_processor_is_taken_off() -> None:
    def waited(one: Point) -> Point:
        entries = [
            entry.model_copy(
                update={
                    "latency_s": tuple(v + 0.3 for v in entry.latency_s),
                    "waited_s": (0.3,) * len(entry.latency_s),
                    "burst_s": 9.0,
                }
            )
            for entry in one.rounds
        ]
        return one.model_copy(update={"rounds": tuple(entries)})

    score = only(result([waited(did(job, 0.1)) for job in JOBS])).score
    assert score is not None
    assert score.value == pytest.approx(1000)


@pytest.mark.parametrize("job", JOBS, ids=lambda job: job.workload)
def test_a_missing_job_gives_no_score_and_is_named(job: Job) -> None:
    found = only(result([did(one, 0.1) for one in JOBS if one is not job]))
    assert found.score is None
    assert str(job.title) in found.why
    assert "No Triptych score" in card.line(found)


@pytest.mark.parametrize("job", JOBS, ids=lambda job: job.workload)
@pytest.mark.parametrize("visits", [1, 4])
def test_a_job_that_was_hardly_visited_gives_no_score_anywhere(job: Job, visits: int) -> None:
    """A run stopped after one visit had a score with the spread of its calls as interval."""
    rng = np.random.default_rng(visits)
    samples = (0.1 * rng.lognormal(0, 0.004, (visits, 25))).tolist()
    points = [did(one, 0.1, samples=samples) if one is job else did(one, 0.1) for one in JOBS]
    stopped = result(points, interrupted=True)
    found = only(stopped)
    assert found.score is None
    assert f"{job.title} ({visits} visit" in found.why
    (line,) = [one for one in found.lines if one.job is job]
    assert line.rate.known == (visits > 1)
    if visits == 1:
        assert plus_minus(line.rate) == "±?"
    assert "No Triptych score" in card.line(found)
    assert only(result(points[1:])).score is None


@pytest.mark.parametrize(
    "changed",
    [
        {"definition": "something else"},
        {"unit": "dozens"},
        {"axes": Axes(batch=3)},
        {"axes": Axes(batch=JOBS[0].batch, size={"d": 8})},
    ],
)
def test_other_work_is_shown_and_not_scored(changed: dict[str, object]) -> None:
    other = did(JOBS[0], 0.1).model_copy(update=changed)
    found = only(result([other, *(did(one, 0.1) for one in JOBS[1:])]))
    assert found.score is None
    assert not found.lines[0].scored
    assert found.lines[0].rate.value > 0


def test_the_largest_catalog_measured_is_said() -> None:
    axes = Axes(batch=64, size={"items": 100_000, "d": 64})
    (line,) = only(result([point(workload="topk", axes=axes)])).lines
    assert "100,000 items" in line.remark
    assert not line.scored


def test_wrong_answers_have_no_score() -> None:
    parity = Parity(reference="cpu", max_abs_delta=1, scale=1, rows=8, within=False)
    card_of = [did(job, 0.01, "cuda:0") for job in JOBS]
    right = parity.model_copy(update={"within": True})
    gpu = machine(gpus=(Gpu(name="Some GPU", memory_bytes=2**33),))
    wrong = result([*card_of[1:], card_of[0].model_copy(update={"parity": parity})], machine=gpu)
    found = only(wrong)
    assert found.score is None
    assert "answers" in found.why
    good = result([*card_of[1:], card_of[0].model_copy(update={"parity": right})], machine=gpu)
    again = only(good)
    assert again.machine == "Some GPU"
    assert again.score is not None
    ratios = [10 * job.wide / job.batch for job in JOBS]
    expected = 1000 * np.prod([r**j.weight for r, j in zip(ratios, JOBS, strict=True)])
    assert again.score.value == pytest.approx(expected)


def test_devices_stand_apart_and_a_fake_one_has_no_score() -> None:
    both = [did(job, 0.1) for job in JOBS] + [did(job, 0.01, "cuda:0") for job in JOBS]
    assert [one.device for one in card.cards(result(both), REFERENCE)] == ["cpu", "cuda:0"]
    assert only(machine_of(0.1, synthetic=True)).score is None


def test_more_threads_are_taken_where_they_are_better() -> None:
    both = [did(job, 0.1) for job in JOBS] + [did(job, 0.05, threads=4) for job in JOBS]
    found = only(result(both))
    assert found.threads == 4
    assert "4 threads" in found.machine


def test_doubts_come_along() -> None:
    flag = Flag(kind="throttling", detail="power cap")
    points = [did(job, 0.1, flags=(flag,)) for job in JOBS]
    assert "the clock was lowered while measuring" in only(result(points)).marks
    assert "the run was interrupted" in only(machine_of(0.1, interrupted=True)).marks


def test_the_bundled_reference_scores_a_thousand_and_is_measured() -> None:
    reference = card.bundled()[0]
    assert not reference.synthetic
    (found,) = card.cards(reference)
    assert found.score is not None
    assert found.score.value == pytest.approx(1000)
    assert all(line.scored for line in found.lines)


def test_a_run_of_today_can_be_scored() -> None:
    """What is declared now is what the reference measured, at the batches a run visits."""
    measured = card.bundled()[0].measured
    declared = {one.name: one for one in find(["card"])}
    for job in JOBS:
        workload = declared[job.workload]
        axes = workload.sized(Axes(batch=job.batch))
        (base,) = (p for p in measured if p.workload == job.workload and p.axes.key == axes.key)
        assert (workload.definition, workload.unit) == (base.definition, base.unit)
        for batches in workload.batches:
            assert job.batch in batches
        assert job.wide in (*workload.wide, *workload.batches[0])


def test_of_several_batches_the_reference_stands_for_the_one_that_is_scored() -> None:
    """Whatever else is in its file and wherever: a rate is never over that of another batch."""
    reference = card.bundled()[0]
    for order in (reference.points, reference.points[::-1]):
        shuffled = reference.model_copy(update={"points": order})
        (found,) = card.cards(reference, shuffled)
        assert [one.value for one in found.ratios.values()] == pytest.approx([1] * len(JOBS))


def test_the_reference_was_measured_alone_and_tells_of_the_default_training() -> None:
    reference = card.bundled()[0]
    assert card.minded(reference) == ()
    assert "train.default" in {one.workload for one in reference.measured}


def test_the_report_holds_the_card() -> None:
    page = report.html(card.bundled()[0])
    assert f"1,000 <span class=muted>Triptych score, version {SCORE_VERSION}, ±" in page
    assert "words a second" in page
    assert page.count("class=bar") == len(JOBS)


def test_a_folder_is_a_board_with_the_best_first(tmp_path: Path) -> None:
    reference = card.bundled()[0]
    slow = [
        one.model_copy(
            update={
                "rounds": tuple(twice(entry) for entry in one.rounds),
            }
        )
        for one in reference.points
    ]
    half = reference.model_copy(update={"id": "half", "points": tuple(slow)})
    store.save(half, tmp_path / "a.json")
    store.save(reference, tmp_path / "b.json")
    (tmp_path / "broken.json").write_text("{")
    found = board.read(tmp_path)
    assert [one.result.id for one in found.cards] == [reference.id, "half"]
    assert found.cards[1].score is not None
    assert found.cards[1].score.value == pytest.approx(500)
    assert [name for name, _why in found.unread] == ["broken.json"]


def test_no_word_of_a_table_is_cut_off_in_a_narrow_terminal() -> None:
    reference = card.bundled()[0]
    need = buy.Need(1000, 1000, words=1000)
    console = io.StringIO()
    narrow = PlainConsole(file=console, width=80)
    (one,) = card.cards(reference)
    text.board(board.Board((one,), ()), narrow)
    text.costs(buy.costs([reference], need), need, narrow)
    said = console.getvalue()
    for mark in one.marks:
        assert " ".join(said.split()).count(mark) >= 2  # below each table, whatever its rows
    text.show(reference, narrow)
    text.cards(reference, narrow)
    text.comparison(compare.compare(reference, reference), narrow)
    assert "…" not in console.getvalue()


def test_a_score_is_as_sure_as_runs_agree() -> None:
    """Intervals of a run's own rounds held the median of 20 runs in 80 of 100."""
    (one,) = card.cards(card.bundled()[0])
    assert one.score is not None
    width = np.log(one.score.high / one.score.low) / 2
    assert width > 1.96 * card.BETWEEN_RUNS
    assert width < 1.96 * card.BETWEEN_RUNS + 0.05


def test_the_card_says_how_fast_the_product_trains() -> None:
    """85 a second was read as the product's speed, which is 13,000."""
    (one,) = card.cards(card.bundled()[0])
    (line,) = (line for line in one.lines if line.job.workload == "train.transformer")
    assert "by the preset auto, which fuses a few in a step, 13 k a second" in line.remark
    assert {one.name for one in find(["card"])} == {*(job.workload for job in JOBS), USUAL}


def test_texts_of_anyones_file_are_one_line_in_their_order(tmp_path: Path) -> None:
    reference = card.bundled()[0]
    hostile = "A \u202eCPU\nof\x1b[31m two \u2066lines"
    worse = reference.machine.model_copy(update={"cpu": hostile})
    path = store.save(reference.model_copy(update={"machine": worse}), tmp_path / "a.json")
    assert store.load(path).machine.cpu == "A CPU of [31m two lines"
