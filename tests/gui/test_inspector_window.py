"""The item inspector in the real window, against the files that the catalog was read from."""

from __future__ import annotations

from collections import Counter
from pathlib import Path
from typing import Any

import av
import numpy as np
import pytest
from PIL import Image
from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from core import samples
from gui.shell.main_window import MainWindow
from gui.widgets.media.media_boxes import PlayButton, SoundBox, VideoBox
from gui.widgets.media.picture import ItemPicture
from tests.core.media import make
from tests.gui.conftest import visible_text
from tests.gui.hands import Hands, rows_of


def pixels(widget: QWidget, box: QRect | None = None) -> np.ndarray:
    """What a widget shows, float [h, w, 3]."""
    image = (widget.grab() if box is None else widget.grab(box)).toImage()
    image = image.convertToFormat(QImage.Format.Format_RGB888)
    flat = np.frombuffer(image.constBits(), np.uint8).reshape(image.height(), -1)
    return flat[:, : 3 * image.width()].reshape(image.height(), image.width(), 3).astype(float)


def likeness(shown: np.ndarray, picture: np.ndarray) -> float:
    """Correlation of a picture with the middle of what is shown, scaled as a whole to fit it."""
    height, width = shown.shape[:2]
    scale = min(width / picture.shape[1], height / picture.shape[0])
    size = round(picture.shape[1] * scale), round(picture.shape[0] * scale)
    fitted = np.asarray(Image.fromarray(picture.astype(np.uint8)).resize(size), float)
    left, top = (width - size[0]) // 2, (height - size[1]) // 2
    part = shown[top : top + size[1], left : left + size[0]]
    return float(np.corrcoef(part.ravel(), fitted.ravel())[0, 1])


def part(opened: Any, kind: type[QWidget]) -> Any:
    return opened.items.inspector.findChild(kind)


def look_at(hands: Hands, opened: Any, row: int) -> str:
    """Click an item's card; what the inspector says once all is counted."""
    hands.click_index(opened.items.grid, opened.items.model.index(row))
    hands.answered()
    assert hands.session.item == row
    return visible_text(opened.items.inspector)


# --- pictures, words, numbers and sound -----------------------------------------------------------


def test_a_track_is_shown_heard_and_counted(window: MainWindow, qtbot: QtBot) -> None:
    folder = samples.ensure("music", items=8, users=12)
    items, log = rows_of(folder / "items.csv"), rows_of(folder / "interactions.csv")
    covers = [np.asarray(Image.open(folder / one["image"]).convert("RGB")) for one in items]
    hands = Hands(window, qtbot)
    opened = hands.open(folder)
    hands.answered()
    for row in (0, 5):
        said = look_at(hands, opened, row)
        item = items[row]
        for column in ("title", "text", "item", "category", "brand", "year"):
            assert item[column] in said, column
        mine = [one for one in log if one["item"] == item["item"]]
        assert f"{len(mine)} by {len({one['user'] for one in mine})} users" in said
        for event, many in Counter(one["event"] for one in mine).items():
            assert f"{event} {many}" in said
        shown_cover(hands, opened, covers, row)
        shown_waveform(hands, opened, folder / item["audio"])
    playback(hands, opened)


def shown_cover(hands: Hands, opened: Any, covers: list[np.ndarray], row: int) -> None:
    picture = part(opened, ItemPicture)
    hands.wait(lambda: likeness(pixels(picture), covers[row]) > 0.9)
    alike = [likeness(pixels(picture), cover) for cover in covers]
    assert int(np.argmax(alike)) == row


def shown_waveform(hands: Hands, opened: Any, file: Path) -> None:
    """The bars follow the loudness of the file, decoded here."""
    with av.open(str(file)) as container:
        sound = np.concatenate([one.to_ndarray().ravel() for one in container.decode(audio=0)])
        rate = container.streams.audio[0].rate
    wave = part(opened, SoundBox).waveform
    shown = pixels(wave)
    ground = shown[2, shown.shape[1] // 2]
    heights = (np.abs(shown - ground).sum(2) > 30).sum(0)
    bars = heights[: len(heights) // 3 * 3].reshape(-1, 3).max(1)
    swing = [np.ptp(one) for one in np.array_split(sound.astype(float), len(bars))]
    assert np.corrcoef(bars, swing)[0, 1] > 0.9
    seconds = round(len(sound) / rate - 0.5)
    assert f"0:{seconds:02d}" in visible_text(part(opened, SoundBox))


def playback(hands: Hands, opened: Any) -> None:
    """Heard from where the waveform is clicked; paused by the button; another item is silence."""
    box = part(opened, SoundBox)
    button = box.findChild(PlayButton)
    heads: list[float] = []
    box._player.moved.connect(lambda _path, second, _total: heads.append(second))

    def playing() -> bool:
        return box._player.playing

    wave = box.waveform
    hands.click(wave, wave.rect().center())
    hands.wait(lambda: playing() and len(heads) > 2)
    middle = box._seconds / 2
    assert middle - 0.1 < heads[-1] < middle + 2
    assert button.accessibleName() == "Pause"
    hands.click(button)
    hands.wait(lambda: not playing())
    assert button.accessibleName() == "Play"
    stood = heads[-1]
    hands.click(button)
    hands.wait(lambda: heads[-1] > stood)
    hands.press(wave, Qt.Key.Key_Left)
    hands.wait(lambda: heads[-1] < stood)
    look_at(hands, opened, 2)
    assert not playing()
    hands.click(button)
    hands.wait(playing)
    hands.window.show_page("time")
    assert not playing()


# --- film -----------------------------------------------------------------------------------------


def test_a_film_plays_in_the_inspector(window: MainWindow, qtbot: QtBot) -> None:
    folder = samples.ensure("video", items=8, users=12)
    items = rows_of(folder / "items.csv")
    hands = Hands(window, qtbot)
    opened = hands.open(folder)
    said = look_at(hands, opened, 3)
    assert items[3]["title"] in said
    box = part(opened, VideoBox)
    assert box.isVisible()
    assert not part(opened, ItemPicture).isVisible()
    with av.open(str(folder / items[3]["video"])) as container:
        frames = [(one.time, one.to_ndarray(format="rgb24")) for one in container.decode(video=0)]
    times, pictures = zip(*frames, strict=True)

    def second() -> float:
        """Time of the film's frame that the box looks most like."""
        shown = pixels(box)
        return times[int(np.argmax([likeness(shown, one) for one in pictures]))]

    hands.press(box, Qt.Key.Key_Space)
    hands.wait(lambda: box._player.playing and second() > 1.0)
    early = second()
    hands.wait(lambda: second() > early + 0.5)
    hands.click(box)
    hands.wait(lambda: not box._player.playing)
    assert abs(second() - box._seconds) < 0.4
    # The sign for play stands in its middle.
    assert likeness(pixels(box), pictures[times.index(second())]) > 0.85


# --- features, and media that are broken ----------------------------------------------------------


def test_precomputed_features_are_told_as_they_are_in_the_file(
    window: MainWindow, qtbot: QtBot, tmp_path: Path
) -> None:
    (tmp_path / "x.inter").write_text("userID\titemID\n0\t0\n0\t1\n1\t0\n1\t2\n")
    seen = np.array([[3, 0, 4, 0], [np.nan] * 4, [0, 0, 0, 2]], np.float32)
    np.save(tmp_path / "image_feat.npy", seen)
    read = np.random.default_rng(0).normal(size=(3, 384)).astype(np.float32)
    np.save(tmp_path / "text_feat.npy", read)
    hands = Hands(window, qtbot)
    opened = hands.open(tmp_path)
    for row, image in enumerate(
        ("width 4, length 5, 50 % zeros", "missing (width 4)", "width 4, length 2, 75 % zeros")
    ):
        said = look_at(hands, opened, row)
        assert image in said
        assert f"width 384, length {np.sqrt((read[row] ** 2).sum()):.3g}, 0 % zeros" in said
        assert "Precomputed features" in said


@pytest.fixture
def odd(tmp_path: Path) -> Path:
    """Items with a sound, with a broken one, and one with nothing but an id; no times."""
    rate = 8000
    for name in ("a", "c"):
        make.wav(tmp_path / f"{name}.wav", make.tone(1.0, 440, rate), rate)
    (tmp_path / "b.wav").write_bytes(b"RIFF no sound at all")
    lines = ["item,title,audio,price", "a,Ant,a.wav,2.5", "b,Bee,b.wav,1000000", "c,Cat,c.wav,"]
    (tmp_path / "items.csv").write_text("\n".join([*lines, "d,,,"]) + "\n")
    (tmp_path / "interactions.csv").write_text("user,item\nu,a\nu,b\nv,a\n")
    return tmp_path


def test_what_is_broken_is_told_for_the_item_it_belongs_to(
    window: MainWindow, qtbot: QtBot, odd: Path
) -> None:
    hands = Hands(window, qtbot)
    opened = hands.open(odd)
    sound = part(opened, SoundBox)
    button = sound.findChild(PlayButton)
    said = look_at(hands, opened, 0)
    assert "2 by 2 users" in said
    assert "between" not in said  # the log has no times
    assert "0:01" in visible_text(sound)

    said = look_at(hands, opened, 1)
    assert "1000000" in said.splitlines()
    assert "b.wav" in visible_text(sound)
    hands.click(button)
    hands.wait(lambda: not button.isEnabled())

    # What is answered on b comes while c is looked at already.
    for row in (0, 1, 2):
        hands.click_index(opened.items.grid, opened.items.model.index(row))
    hands.answered()
    assert "b.wav" not in visible_text(sound)
    assert "0:01" in visible_text(sound)
    assert button.isEnabled()

    said = look_at(hands, opened, 3)
    assert said.splitlines()[0] == "d"
    assert not sound.isVisible()
    assert "0 by 0 users" in said
