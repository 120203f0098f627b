"""The drawings: places map exactly to the source, also at other sizes and pixel ratios."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest
from PySide6.QtCore import QPoint, QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QImage, QPainter
from PySide6.QtSvg import QSvgGenerator
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from core.contracts.attention import Film, Sound
from gui.session import Session
from gui.widgets.maps.heat import ColourBar, Shade, ink_on, table
from gui.widgets.maps.layer import Layer
from gui.widgets.maps.patch_view import PatchView, Region
from gui.widgets.maps.share_matrix import ShareMatrix
from gui.widgets.maps.token_strip import Span, TokenStrip
from gui.widgets.maps.token_view import NOTHING
from gui.widgets.time.time_view import TimeView


def patches(columns: int, rows: int, width: float, height: float) -> np.ndarray:
    x, y = np.meshgrid(np.arange(columns), np.arange(rows))
    x, y = x.ravel() * width, y.ravel() * height
    return np.stack([x, y, x + width, y + height], 1).astype(float)


@pytest.fixture
def picture(qtbot: QtBot, session: Session) -> PatchView:
    view = PatchView(session.appearance)
    qtbot.addWidget(view)
    view.resize(400, 300)
    image = QImage(120, 80, QImage.Format.Format_RGB888)
    image.fill(QColor("#808080"))
    # The picture sent is smaller than its original of 240 x 160 pixels.
    view.set_picture(image, (240, 160), patches(6, 4, 40, 40))
    return view


def test_patch_centres_are_found_under_their_own_pixels(picture: PatchView) -> None:
    for size in ((400, 300), (251, 333), (900, 200)):
        picture.resize(*size)
        for token in range(picture.count):
            assert picture.token_at(picture.rectangle(token).center()) == ("image", token)


def test_original_pixels_survive_the_way_there_and_back(picture: PatchView) -> None:
    picture.resize(317, 211)
    for point in ((0.5, 0.5), (239.5, 159.5), (100.0, 37.25)):
        box = picture.to_widget((*point, *point))
        assert picture.to_original(box.topLeft()) == pytest.approx(point, abs=1e-6)


@pytest.mark.parametrize("ratio", [1.0, 1.5, 2.0])
def test_weight_is_painted_exactly_on_its_patch(picture: PatchView, ratio: float) -> None:
    """Grab at a pixel ratio: inside the patch the hue, one device pixel outside none of it."""
    strength = np.zeros(24, np.float32)
    strength[8] = 1
    image = QImage(round(400 * ratio), round(300 * ratio), QImage.Format.Format_RGB32)
    image.setDevicePixelRatio(ratio)
    for palette in ("cividis", "hue"):
        picture.set_weights(strength, Shade(palette, "#ff0000"))
        picture.render(image)
        box = picture.rectangle(8)
        inside = [box.topLeft() + QPointF(2, 2), box.center(), box.bottomRight() - QPointF(2, 2)]
        outside = [box.topLeft() - QPointF(2, 2), box.bottomRight() + QPointF(2, 2)]

        def colour(place: QPointF) -> QColor:
            return image.pixelColor(round(place.x() * ratio), round(place.y() * ratio))

        bright = {colour(place).name() for place in inside}
        assert len(bright) == 1
        assert not bright & {colour(place).name() for place in outside}


def test_truth_and_tokens_without_place_do_not_disturb(picture: PatchView) -> None:
    picture.set_truth([Region((10, 10, 60, 60), "sock"), Region((10, 10, 60, 60), "striped")])
    picture.set_picture(None, (1, 1), np.full((1, 4), np.nan))
    picture.set_weights(np.ones(1, np.float32), Shade("hue", "#ff0000"))
    assert not picture.grab().isNull()
    assert picture.token_at(QPointF(200, 150)) == ("image", NOTHING)


@pytest.fixture
def strip(qtbot: QtBot, session: Session) -> TokenStrip:
    view = TokenStrip(session.appearance)
    qtbot.addWidget(view)
    view.resize(220, 200)
    text = "A red sock, striped in green and very soft, 长袜 for cold feet."
    words = ["red", "sock", "striped", "green", "very", "长袜", "feet"]
    spans = [(text.index(word), text.index(word) + len(word)) for word in words]
    view.set_text(text, np.array(spans, float))
    return view


def test_words_are_found_where_they_are_drawn_at_any_width(strip: TokenStrip) -> None:
    for width in (120, 220, 800):
        strip.resize(width, 300)
        strip.heightForWidth(90)  # asking for another width must not move anything
        for token in range(strip.count):
            assert strip.token_at(strip.rectangle(token).center()) == ("text", token)
    assert [strip.word(t) for t in (0, 2, 5)] == ["red", "striped", "长袜"]


def test_narrow_strips_are_higher(strip: TokenStrip) -> None:
    assert strip.heightForWidth(120) > strip.heightForWidth(900)


def test_word_wears_its_weight(strip: TokenStrip) -> None:
    strength = np.zeros(strip.count, np.float32)
    strength[2] = 1
    strip.set_weights(strength, Shade("hue", "#ff0000"))
    strip.set_truth([Span(2, 5, "red")])
    picture = strip.grab().toImage()
    strong = strip.rectangle(2).topLeft() + QPointF(1.5, 3)
    weak = strip.rectangle(3).topLeft() + QPointF(1.5, 3)
    red = picture.pixelColor(strong.toPoint())
    assert red.red() > red.blue() + 80
    pale = picture.pixelColor(weak.toPoint())
    assert abs(pale.red() - pale.blue()) < 40


def test_mouse_and_keyboard_pin_words(qtbot: QtBot, strip: TokenStrip) -> None:
    pins: list[tuple[str, int, bool]] = []
    hovers: list[int] = []
    strip.pinned.connect(lambda *pin: pins.append(pin))
    strip.hovered.connect(lambda _modality, token: hovers.append(token))
    strip.show()
    place = strip.rectangle(1).center().toPoint()
    qtbot.mouseMove(strip, place)
    qtbot.mouseClick(strip, Qt.MouseButton.LeftButton, pos=place)
    shift = Qt.KeyboardModifier.ShiftModifier
    other = strip.rectangle(4).center().toPoint()
    qtbot.mouseClick(strip, Qt.MouseButton.LeftButton, shift, other)
    qtbot.mouseClick(strip, Qt.MouseButton.LeftButton, pos=QPoint(2, 199))
    assert pins == [("text", 1, False), ("text", 4, True)]
    control = Qt.KeyboardModifier.ControlModifier
    qtbot.keyClick(strip, Qt.Key.Key_Right, control)
    qtbot.keyClick(strip, Qt.Key.Key_Right, control)
    qtbot.keyClick(strip, Qt.Key.Key_Space)
    assert pins[-1] == ("text", 1, False)
    assert hovers[-1] == 1


@pytest.fixture
def timeline(qtbot: QtBot, session: Session) -> TimeView:
    view = TimeView(session.appearance)
    qtbot.addWidget(view)
    view.resize(600, 320)
    wave = np.sin(np.linspace(0, 60, 400)).astype(np.float32)
    mel = np.random.default_rng(0).random((64, 300)).astype(np.float32)
    frames = np.full((6, 36, 64, 3), (0x40, 0x60, 0xA0), np.uint8)
    film = Film(file="a.mp4", seconds=30.0, frames=frames, times=np.arange(6) * 5 + 2.5)
    low, high = -np.abs(wave), np.abs(wave)
    sound = Sound(file="a.wav", begin=0.0, end=30.0, top_hz=8000.0, low=low, high=high, mel=mel)
    view.set_media(sound, film, 30.0)
    borders = np.linspace(0, 30, 1501)
    view.set_tokens("audio", np.stack([borders[:-1], borders[1:]], 1))
    view.set_tokens("video", np.stack([np.arange(6) * 5.0, np.arange(1, 7) * 5.0], 1))
    return view


def test_seconds_are_found_in_film_and_sound(timeline: TimeView) -> None:
    rows = timeline.rows()
    for second in (0.01, 7.513, 29.99):
        x = timeline.to_x(second)
        in_sound = QPointF(x, rows["mel"].center().y())
        assert timeline.token_at(in_sound) == ("audio", int(second / 0.02))
        in_film = QPointF(x, rows["film"].center().y())
        assert timeline.token_at(in_film) == ("video", int(second / 5))
        assert timeline.to_second(x) == pytest.approx(second)


def test_one_loud_frame_of_1500_is_seen(timeline: TimeView) -> None:
    strength = np.zeros(1500, np.float32)
    strength[750] = 1
    timeline.set_lane_weights("audio", strength, Shade("hue", "#ff0000"))
    picture = timeline.grab().toImage()
    row = timeline.rows()["weight"]
    x = round(timeline.to_x(15.01))
    accent = QColor(timeline._appearance.theme.of("audio"))
    column = {picture.pixelColor(x + dx, round(row.center().y())).name() for dx in (-1, 0, 1)}
    assert accent.name() in column


def test_zoom_keeps_the_second_under_the_pointer(timeline: TimeView, qtbot: QtBot) -> None:
    from PySide6.QtGui import QWheelEvent

    place = QPointF(400, 200)
    before = timeline.to_second(400)
    event = QWheelEvent(
        place, place, QPoint(), QPoint(0, 240), Qt.MouseButton.NoButton,
        Qt.KeyboardModifier.NoModifier, Qt.ScrollPhase.NoScrollPhase, False,
    )  # fmt: skip
    timeline.wheelEvent(event)
    assert timeline.to_second(400) == pytest.approx(before)
    assert timeline.to_second(596) - timeline.to_second(24) < 20


def test_matrix_click_chooses_and_a_second_click_lets_go(qtbot: QtBot, session: Session) -> None:
    matrix = ShareMatrix(session.appearance)
    qtbot.addWidget(matrix)
    matrix.resize(320, 160)
    matrix.set_shares(
        ["fusion", "text"], ["text", "image"], np.array([[0.2, 0.8], [0.5, 0.5]]),
        {"fusion": "item vector"},
    )  # fmt: skip
    chosen: list[object] = []
    matrix.chosen.connect(chosen.append)
    place = matrix.rectangle(1, 1).center().toPoint()
    qtbot.mouseClick(matrix, Qt.MouseButton.LeftButton, pos=place)
    matrix.set_cell(("text", "image"))
    qtbot.mouseClick(matrix, Qt.MouseButton.LeftButton, pos=place)
    qtbot.keyClick(matrix, Qt.Key.Key_Up)
    qtbot.keyClick(matrix, Qt.Key.Key_Space)
    assert chosen == [("text", "image"), None, ("fusion", "image")]


def test_colour_maps_grow_lighter_and_ink_stays_readable(session: Session) -> None:
    luminance = table("cividis").astype(float) @ [0.2126, 0.7152, 0.0722]
    assert (np.diff(luminance) >= -0.5).all()
    assert ink_on(np.array([255, 234, 70, 255], np.uint8), session.theme).lightness() < 60
    assert ink_on(np.array([0, 34, 78, 255], np.uint8), session.theme).lightness() > 200
    alpha = Shade("hue", "#0072b2").overlay(np.linspace(0, 1, 9))[:, 3].astype(int)
    assert alpha[0] == 0
    assert (np.diff(alpha) > 0).all()


def test_signed_colours_tell_more_from_less() -> None:
    shade = Shade("signed", "#000000")
    more, less, nothing = shade.overlay(np.array([0.5, -0.5, 0.0])).astype(int)
    assert more[0] > more[2]
    assert less[2] > less[0]
    assert more[3] == less[3] > nothing[3] == 0
    ends = shade.solid(np.array([-1.0, 0.0, 1.0]), "#ffffff")
    assert ends[1].tolist() == [255, 255, 255]
    assert not (ends[0] == ends[2]).all()


def test_colour_bar_says_its_scale(qtbot: QtBot, session: Session) -> None:
    bar = ColourBar(session.appearance)
    qtbot.addWidget(bar)
    bar.set_scale([Shade("hue", "#ff0000")], "0.31", (0.2, "uniform 0.06"))
    assert "0.31" in bar.accessibleName()
    assert "uniform 0.06" in bar.accessibleName()
    assert not bar.grab().isNull()


@pytest.mark.parametrize("ratio", [1.0, 1.5, 2.0])
def test_a_layer_is_painted_once_and_looks_as_if_painted_each_time(
    qapp: QApplication, ratio: float
) -> None:
    painted: list[QRectF] = []

    def paint(painter: QPainter, box: QRectF) -> None:
        painted.append(box)
        painter.fillRect(box.adjusted(3, 2, -4, -5), QColor("#d05010"))
        painter.drawLine(box.topLeft(), box.bottomRight())

    def picture(draw: Callable[[QPainter], None]) -> QImage:
        image = QImage(round(60 * ratio), round(40 * ratio), QImage.Format.Format_RGB32)
        image.setDevicePixelRatio(ratio)
        image.fill(QColor("white"))
        painter = QPainter(image)
        draw(painter)
        painter.end()
        return image

    layer, box = Layer(), QRectF(7, 5, 41, 29)
    truth = picture(lambda painter: (painter.setClipRect(box), paint(painter, box)))
    painted.clear()
    for _ in range(3):
        assert picture(lambda painter: layer.draw(painter, box, "one", paint)) == truth
    assert len(painted) == 1
    picture(lambda painter: layer.draw(painter, box, "other", paint))
    picture(lambda painter: layer.draw(painter, box.adjusted(0, 0, 2, 0), "other", paint))
    assert len(painted) == 3


def test_a_vector_file_gets_the_strokes_of_a_layer(qapp: QApplication, tmp_path: Path) -> None:
    generator = QSvgGenerator()
    generator.setFileName(str(tmp_path / "a.svg"))
    painter = QPainter(generator)
    Layer().draw(painter, QRectF(0, 0, 9, 9), 0, lambda p, box: p.drawRect(box))
    painter.end()
    written = (tmp_path / "a.svg").read_text()
    assert "<image" not in written
    assert "<rect" in written or "<path" in written or "polyline" in written
