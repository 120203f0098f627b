"""What core says, in the window's language."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from assets import core_texts
from core.errors import UserError
from core.text import Text
from core.training.config import TrainConfig
from core.worker.messages import (
    Decoder,
    Failed,
    Finished,
    Log,
    Progress,
    Response,
    Started,
    encode,
)
from gui import language, said

TS = language.FOLDER / "triptych_zh_CN.ts"
TEXTS = said.read(TS)


@pytest.fixture
def chinese() -> Iterator[None]:
    said.load(TS)
    yield
    said.load(None)


def test_every_sentence_of_core_is_translated() -> None:
    """Run `make translations` and translate what it lists."""
    assert [text for text in core_texts.collect() if text not in TEXTS] == []


@pytest.mark.parametrize(
    "sentence",
    [
        "There is no file or folder {path}.",
        "Check the name.",
        "Dropout",  # a field's title
        "Share of activations dropped in training.",
        "{n:,} item has no interactions.",
        "{n:,} items have no interactions.",
        "The loss or a gradient became NaN or infinite.",
        "lower the clipping limit",  # a branch, through a variable
        "no NVIDIA driver was found on this machine",
        "it is {w} x {h}, not square",
        "Alignment needed: {reasons}.",
        "The item has no id.",  # a table of reasons
    ],
)
def test_sentences_are_found_where_they_are_said(sentence: str) -> None:
    assert sentence in core_texts.collect()


def test_values_that_are_sentences_are_translated_and_names_are_not(chinese: None) -> None:
    why = Text("CUDA_VISIBLE_DEVICES hides every GPU")
    line = Text("CPU only because {why}", why=why)
    assert said.said(line) == TEXTS["CPU only because {why}"].format(why=TEXTS[str(why)])
    told = said.said(Text("This item has no {name}.", name=Text("audio")))
    assert told == TEXTS["This item has no {name}."].format(name="音频")
    # A column of the user's file may be called as a modality is.
    assert "“audio”" in said.said("log.csv has no column 'audio'.")


def test_remarks_one_after_the_other(chinese: None) -> None:
    told = said.said("Check the name. Check the path.")
    assert told == TEXTS["Check the name."] + TEXTS["Check the path."]
    assert said.said("Nobody says so. Or this.") == "Nobody says so. Or this."


def test_findings_are_told(chinese: None) -> None:
    forms = ("{n:,} item has no interactions.", "{n:,} items have no interactions.")
    for n in (1, 3):
        assert said.said(Text.counted(*forms, n)) == TEXTS[forms[0]].format(n=n)


def test_configuration_is_told(chinese: None) -> None:
    for field in TrainConfig.model_fields.values():
        assert said.said(field.title or "") != field.title
        assert said.said(field.description or "") != field.description


def test_messages_are_told_where_they_arrive(chinese: None) -> None:
    decoder = Decoder(said.said)
    error = UserError(Text("There is no item {row}.", row=7), "Choose another item.", file="a.csv")
    sent = [
        Failed(job="j", **error.to_dict()),
        Progress(job="j", stage="train", done=1, unit="epochs"),
        Log(job="j", text=Text("Going on from epoch {epoch}, step {step}.", epoch=3, step=40)),
        Started(job="j", pid=1, kind="train", device=Text("CPU only because {why}", why="of it")),
    ]
    told = [event for event, _ in decoder.feed(b"".join(map(encode, sent)))]
    failed, going, line, started = told
    assert isinstance(failed, Failed)
    assert failed.message == TEXTS["There is no item {row}."].format(row=7)
    assert failed.remedy == TEXTS["Choose another item."]
    assert failed.file == "a.csv"
    assert isinstance(going, Progress)
    assert (going.stage, going.unit) == (TEXTS["train"], TEXTS["epochs"])
    assert isinstance(line, Log)
    assert line.text == TEXTS["Going on from epoch {epoch}, step {step}."].format(epoch=3, step=40)
    assert isinstance(started, Started)
    assert started.device == TEXTS["CPU only because {why}"].format(why="of it")
    assert started.device.template.startswith("CPU")


def test_answers_keep_what_is_not_cores(chinese: None) -> None:
    result = {"rows": [{"reason": "The item has no id.", "title": "Check the name."}]}
    told = said.heard(Response(job="j", request=1, result=result))
    assert isinstance(told, Response)
    assert told.result["rows"][0] == {
        "reason": TEXTS["The item has no id."],
        "title": "Check the name.",
    }
    done = Finished(job="j", result=result)
    assert said.heard(done) is done


def test_english_is_left_alone() -> None:
    assert said.said("Check the name.") == "Check the name."
