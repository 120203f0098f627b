import ast
import importlib
import threading
from pathlib import Path

import numpy as np
import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QPainter, QPixmap
from PySide6.QtWidgets import QWidget

from gui import theme
from gui.background import Background
from gui.widgets.forms.chips import Chip
from gui.widgets.items.painting import CROP_UP_TO, draw_picture, draw_words, rounded
from gui.widgets.layout.flow import FlowLayout
from gui.widgets.media import player
from gui.widgets.media.media_boxes import SoundBox, VideoBox
from gui.widgets.media.thumbnails import Thumbnails
from gui.widgets.media.waveform import Waveform
from gui.widgets.plots.bars import TimeBars


@pytest.fixture
def without_multimedia(qapp, monkeypatch):
    """A fresh player on a machine whose QtMultimedia cannot be imported."""
    known = qapp.findChild(player.Player, "triptych-player")
    if known is not None:
        known.setObjectName("put aside")
    works = importlib.import_module

    def fails(name, *rest):
        if name == "PySide6.QtMultimedia":
            raise ImportError("libpulse.so.0: cannot open shared object file")
        return works(name, *rest)

    monkeypatch.setattr(importlib, "import_module", fails)
    yield
    made = qapp.findChild(player.Player, "triptych-player")
    if made is not None:
        made.setParent(None)
        made.deleteLater()
    if known is not None:
        known.setObjectName("triptych-player")


def test_a_missing_multimedia_library_costs_one_sentence(
    session, qtbot, tmp_path, without_multimedia
):
    box = SoundBox(session.appearance)
    qtbot.addWidget(box)
    box.set_path(tmp_path / "song.ogg")
    box.show()
    box._button.click()
    assert "QtMultimedia is missing" in box._sentence.text()
    assert "libpulse" in box._sentence.text()
    assert box._sentence.isVisible()
    assert not box._button.isEnabled()
    # Another sound is told about when it is tried, not before.
    box.set_path(tmp_path / "other.ogg")
    assert not box._sentence.isVisible()
    assert box._button.isEnabled()


def test_a_video_box_says_it_too(session, qtbot, tmp_path, without_multimedia):
    box = VideoBox(session.appearance, Thumbnails(parent=session))
    qtbot.addWidget(box)
    box.resize(320, 180)
    box.set_path(tmp_path / "film.mp4")
    qtbot.keyClick(box, Qt.Key.Key_Space)
    assert "QtMultimedia is missing" in box._sentence


def test_python_calls_no_command_of_the_media_player():
    """It would hold Python's lock and wait for Qt's, which threads of the player hold."""
    commands = {"play", "pause", "stop", "setSource", "setPosition"}
    called = [
        node.func.attr
        for node in ast.walk(ast.parse(Path(player.__file__).read_text("utf-8")))
        if isinstance(node, ast.Call)
        and isinstance(node.func, ast.Attribute)
        and ast.unparse(node.func.value) == "self._player"
    ]
    assert "duration" in called, "the player is called otherwise: this test looks past it"
    assert not commands & set(called)


def test_the_waveform_seeks_by_mouse_and_keys(session, qtbot):
    wave = Waveform(session.appearance)
    qtbot.addWidget(wave)
    wave.resize(200, 40)
    wave.set_outline(np.full(100, -0.5, np.float32), np.full(100, 0.5, np.float32), 8.0)
    with qtbot.waitSignal(wave.sought) as sought:
        qtbot.mouseClick(wave, Qt.MouseButton.LeftButton, pos=QPoint(50, 20))
    assert sought.args == [pytest.approx(2.0)]
    wave.set_head(7.5)
    for key, seconds in ((Qt.Key.Key_Right, 8.0), (Qt.Key.Key_Left, 6.5)):
        with qtbot.waitSignal(wave.sought) as sought:
            qtbot.keyClick(wave, key)
        assert sought.args == [pytest.approx(seconds)]


def test_loud_parts_of_a_waveform_are_taller(session, qtbot):
    wave = Waveform(session.appearance)
    qtbot.addWidget(wave)
    wave.resize(300, 60)
    loud = np.where(np.arange(300) < 150, 0.1, 1.0).astype(np.float32)
    wave.set_outline(-loud, loud, 10.0)
    image = wave.grab().toImage()
    ratio = image.devicePixelRatio()

    def painted(left, right):
        middle = range(round(left * ratio), round(right * ratio))
        ground = image.pixelColor(round(150 * ratio), round(2 * ratio)).name()
        columns = [
            sum(image.pixelColor(x, y).name() != ground for y in range(image.height()))
            for x in middle
        ]
        return max(columns)

    assert painted(10, 140) < painted(160, 290) / 3


def test_nothing_to_seek_without_a_sound(session, qtbot):
    wave = Waveform(session.appearance)
    qtbot.addWidget(wave)
    with qtbot.assertNotEmitted(wave.sought):
        qtbot.mouseClick(wave, Qt.MouseButton.LeftButton)
        qtbot.keyClick(wave, Qt.Key.Key_Right)


@pytest.mark.parametrize(
    ("seconds", "text"), [(-1, "0:00"), (7.9, "0:07"), (61, "1:01"), (3600, "60:00")]
)
def test_clock(seconds, text):
    assert player.clock(seconds) == text


# --- work in threads --------------------------------------------------------------------------


def test_the_newest_work_is_done_first_and_the_oldest_dropped(qtbot):
    background = Background(threads=1, limit=2)
    gate, begun = threading.Event(), threading.Event()
    done, dropped = [], []
    background.done.connect(lambda key, result: done.append((key, result)))
    background.dropped.connect(dropped.append)
    background.submit("busy", lambda: (begun.set(), gate.wait(5))[1])
    assert begun.wait(5)
    for key in ("a", "b", "c"):
        background.submit(key, lambda key=key: key.upper())
    gate.set()
    qtbot.waitUntil(lambda: len(done) == 3)
    assert done == [("busy", True), ("c", "C"), ("b", "B")]
    assert dropped == ["a"]


def test_a_failure_in_a_thread_is_a_result(qtbot):
    background = Background()
    with qtbot.waitSignal(background.done) as done:
        background.submit("x", lambda: 1 // 0)
    assert isinstance(done.args[1], ZeroDivisionError)


# --- painting ---------------------------------------------------------------------------------


def canvas(width, height, colour="white"):
    picture = QPixmap(width, height)
    picture.fill(colour)
    return picture


def test_pictures_are_cropped_when_alike_and_whole_when_not(qapp):
    for sides, whole in (((100, 90), False), ((round(100 * CROP_UP_TO) + 20, 100), True)):
        target = canvas(100, 100)
        painter = QPainter(target)
        draw_picture(painter, rounded(target.rect().toRectF(), 0), canvas(*sides, "red"))
        painter.end()
        corner = target.toImage().pixelColor(50, 3).name()
        assert (corner == "#ffffff") == whole
        assert target.toImage().pixelColor(50, 50).name() == "#ff0000"


def test_words_take_as_many_lines_as_they_need_and_no_more_than_allowed(qapp):
    target = canvas(80, 200)
    painter = QPainter(target)
    box = target.rect().toRectF()
    one = draw_words(painter, box, "short", 3)
    three = draw_words(painter, box, "many words that will not fit into one line at all " * 4, 3)
    painter.end()
    assert three == pytest.approx(3 * one)


def test_chips_wrap_and_repeat_colour_by_shape(session, qtbot):
    holder = QWidget()
    qtbot.addWidget(holder)
    flow = FlowLayout(holder)
    for name in ("text", "image", "audio", "video"):
        flow.addWidget(Chip(session.appearance, name, name))
    assert flow.heightForWidth(1000) < flow.heightForWidth(120)
    assert theme.MODALITY_GLYPH["image"] in flow.itemAt(1).widget()._words()
    flow.clear()
    assert flow.count() == 0


def test_time_bars_say_what_they_show(session, qtbot):
    bars = TimeBars(session.appearance)
    qtbot.addWidget(bars)
    bars.resize(200, 70)
    bars.set_counts(np.array([0, 1, 2, 3]) * 86_400_000.0, np.array([1, 0, 5]))
    assert (
        bars.accessibleName() == "Interactions from 1970-01-01 to 1970-01-04, at most 5 at a time"
    )
    image = bars.grab().toImage()
    ratio = image.devicePixelRatio()
    tall = image.pixelColor(round(170 * ratio), round(10 * ratio)).name()
    empty = image.pixelColor(round(100 * ratio), round(10 * ratio)).name()
    assert tall == session.theme.accent
    assert empty != tall
