"""What core says, in the window's language."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from string import Formatter
from xml.etree import ElementTree

import pytest
from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QApplication

from assets import core_texts
from core.contracts.job import JobKind
from core.contracts.message import Message, pack, unpack
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
from gui import language
from gui.state import wording
from gui.state.jobs import Job
from gui.translation import CONTEXT, told, translate
from tests.workbench.fake_process import FakeProcess


def translations() -> dict[str, str]:
    """Template -> translation of what core says."""
    root = ElementTree.parse(language.FOLDER / "triptych_zh_CN.ts").getroot()
    core = next(one for one in root.iter("context") if one.findtext("name") == CONTEXT)
    return {
        message.findtext("source", ""): message.findtext("translation", "")
        for message in core.iter("message")
    }


TEXTS = translations()


@pytest.fixture
def chinese(qapp: QApplication) -> Iterator[None]:
    language.apply(qapp, "zh_CN")
    yield
    language.apply(qapp, "en")


#: One word, one thing, in Chinese as well: the English word and what it is called.
TERMS = {
    "catalogs?": "物品库",
    "encoders?": "编码器",
    "tokens?": "词元",
    "modalit(y|ies)": "模态",
    "seeds?": "种子",
    "interactions?": "交互",
    "captions": "图说",
    "patch(es)?": "图块",
    "weights": "权重",
    "features": "特征",
    "grounding": "共现先验",
    "hub": "模型站",
    "presets?": "预设",
    "folders?": "文件夹",
    "joint space": "联合空间",
    "subtitles": "字幕",
}


def test_chinese_has_one_word_for_one_thing() -> None:
    root = ElementTree.parse(language.FOLDER / "triptych_zh_CN.ts").getroot()
    found = []
    for message in root.iter("message"):
        source, chinese = message.findtext("source", ""), message.findtext("translation", "")
        english = re.sub(r"{[^}]*}|[\w<>.]+\.(csv|&?lt;name>|<name>)", "", source)
        for word, term in TERMS.items():
            if word == "tokens?" and re.search("never gets a token|Your token", source):
                continue  # a login
            if re.search(rf"\b{word}\b", english, re.IGNORECASE) and term not in chinese:
                found.append((word, source, chinese))
    assert found == []


# --- what is said -------------------------------------------------------------------------


def test_every_sentence_of_core_is_translated() -> None:
    """Run `make translations` and translate what it lists."""
    assert [text for text in core_texts.collect() if not TEXTS.get(text)] == []


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
        "The item has no id.",
        "; ",  # between several
    ],
)
def test_sentences_are_found_where_they_are_said(sentence: str) -> None:
    assert sentence in core_texts.collect()


def test_what_is_said_is_a_literal_template() -> None:
    """Write `Text("... {name} ...", name=...)`: of pieces put together no template is known."""
    found = [
        f"{name}:{line}: {source}"
        for name, tree in core_texts.trees().items()
        for line, source in core_texts.offences(tree)
    ]
    assert found == []


@pytest.mark.parametrize(
    "source",
    [
        'UserError(f"There is no {name}.")',
        'UserError("There is no it.", "Choose from: " + names + ".")',
        'UserError("There is no %s." % name)',
        'reporter.log("There is no {}.".format(name))',
        'reporter.progress(f"epoch {n}", 1)',
        'reporter.progress("epoch", 1, 2, f"{unit}s")',
        'Text(f"There is no {name}.")',
        'Text("Yes." if good else f"No {name}.")',
        'Text("{a}", a=1).strip() if 0 else Text("{a} ".strip(), a=1)',
    ],
)
def test_pieces_are_found(source: str) -> None:
    assert list(core_texts.offences(ast.parse(source))) != []


def test_texts_name_the_values_they_are_given() -> None:
    found = []
    for name, tree in core_texts.trees().items():
        for node in ast.walk(tree):
            if not isinstance(node, ast.Call) or any(key.arg is None for key in node.keywords):
                continue
            match node.func:
                case ast.Name(id="Text"):
                    given, templates = {key.arg for key in node.keywords}, node.args[:1]
                case ast.Attribute(value=ast.Name(id="Text"), attr="counted"):
                    given, templates = {"n", *(key.arg for key in node.keywords)}, node.args[:2]
                case _:
                    continue
            for template in templates:
                for text in core_texts.literals(template):
                    named = {field for _, field, *_ in Formatter().parse(text)} if given else set()
                    if named - {None} != given and not (given - named <= {"n"} and len(given) > 1):
                        found.append(f"{name}:{node.lineno}: {text}")
    assert found == []


# --- in another language ------------------------------------------------------------------


def test_values_that_are_texts_are_translated_and_names_are_not(chinese: None) -> None:
    why = Text("CUDA_VISIBLE_DEVICES hides every GPU")
    line = Text("CPU only because {why}", why=why)
    assert told(line) == TEXTS["CPU only because {why}"].format(why=TEXTS[str(why)])
    no_audio = Text("This item has no {name}.", name=Text("audio"))
    assert told(no_audio) == TEXTS["This item has no {name}."].format(name="音频")
    # A column of the user's file may be called as a modality is.
    assert "“audio”" in told(Text("{file} has no column '{name}'.", file="log.csv", name="audio"))


def test_remarks_one_after_the_other(chinese: None) -> None:
    both = Text.joined(" ", (Text("Check the name."), Text("Check the path.")))
    assert told(both) == f"{TEXTS['Check the name.']} {TEXTS['Check the path.']}"
    assert told("Nobody says so. Or this.") == "Nobody says so. Or this."


def test_the_name_of_an_encoder_is_translated_where_it_is_words(chinese: None) -> None:
    from core.encoders import language as spoken
    from core.encoders import registry

    for here in (True, False):
        said = told(spoken.note("Chinese", registry.entry("e5").title, here))
        assert "多语言 E5" in said
        assert "multilingual" not in said
        assert "此物品库" in said


def test_findings_are_told(chinese: None) -> None:
    forms = ("{n:,} item has no interactions.", "{n:,} items have no interactions.")
    for n in (1, 3):
        assert told(Text.counted(*forms, n)) == TEXTS[forms[0]].format(n=n)


def test_configuration_is_told(chinese: None) -> None:
    for field in TrainConfig.model_fields.values():
        assert told(field.title or "") != field.title
        assert told(field.description or "") != field.description


def test_a_failure_is_told_with_its_place(chinese: None) -> None:
    error = UserError("Choose another item.", "Check the name.", "a/log.csv", 3, "user")
    sentence = told(error.sentence)
    assert sentence.startswith("log.csv，第 3 行，列“user”")
    assert sentence.endswith(f"{TEXTS['Choose another item.']} {TEXTS['Check the name.']}")


def test_messages_are_told_where_they_arrive(chinese: None) -> None:
    there_is_no = "The catalog has no item number {row}."
    error = UserError(Text(there_is_no, row=7), "Choose another item.", file="a.csv")
    going_on = "Going on from epoch {epoch}, step {step}."
    sent = [
        Failed(job="j", **error.to_dict()),
        Progress(job="j", stage="train", done=1, unit="epochs"),
        Log(job="j", text=Text(going_on, epoch=3, step=40)),
        Started(job="j", pid=1, kind="train", device=Text("CPU only because {why}", why="of it")),
    ]
    events = Decoder(translate).feed(b"".join(map(encode, sent)))
    failed, going, line, started = (event for event, _ in events)
    assert isinstance(failed, Failed)
    assert failed.message == TEXTS[there_is_no].format(row=7)
    assert failed.remedy == TEXTS["Choose another item."]
    assert failed.file == "a.csv"
    assert isinstance(going, Progress)
    assert (going.stage, going.unit) == (TEXTS["train"], TEXTS["epochs"])
    assert isinstance(line, Log)
    assert line.text == TEXTS[going_on].format(epoch=3, step=40)
    assert isinstance(started, Started)
    assert started.device == TEXTS["CPU only because {why}"].format(why="of it")
    assert started.device.template.startswith("CPU")


class Row(Message):
    reason: Text
    title: str


class Rows(Message):
    rows: tuple[Row, ...]


def test_answers_keep_what_is_not_cores(chinese: None) -> None:
    row = Row(reason=Text("The item has no id."), title="Check the name.")
    values, arrays = pack(Rows(rows=(row,)))
    ((event, sent),) = Decoder(translate).feed(
        encode(Response(job="j", request=1, answer=values), arrays)
    )
    assert isinstance(event, Response)
    (told,) = unpack(Rows, event.answer, sent, translate).rows
    assert (told.reason, told.title) == (TEXTS["The item has no id."], "Check the name.")


class Outcome(Message):
    said: tuple[Text, ...] = ()


def test_what_came_of_a_job_is_told(chinese: None) -> None:
    wording.speak(QCoreApplication.translate)  # as the window does
    job = Job(JobKind("told", Outcome, Outcome), Outcome(), "Told", FakeProcess)
    said = (Text("Check the name."), Text("The catalog has no item number {row}.", row=7))
    result, _ = pack(Outcome(said=said))
    job.receive(Finished(job=job.id, result=result))
    assert job.result is not None
    assert job.result.said == (
        TEXTS["Check the name."],
        TEXTS["The catalog has no item number {row}."].format(row=7),
    )


def test_english_is_left_alone(qapp: QApplication) -> None:
    assert told("Check the name.") == "Check the name."
