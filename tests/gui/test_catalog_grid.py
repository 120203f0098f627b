import numpy as np
import pytest
from PySide6.QtCore import QAbstractListModel, QPoint, QSize, Qt
from PySide6.QtWidgets import QStyledItemDelegate

from gui.widgets.items.card_grid import CardGrid
from gui.widgets.items.catalog_rows import CatalogRows
from gui.widgets.media.thumbnails import SIZES, Thumbnails
from tests.gui.catalogs import make


class Many(QAbstractListModel):
    """As many rows as wanted; remembers which ones anybody looked at."""

    def __init__(self, count):
        super().__init__()
        self.count = count
        self.looked = set()

    def rowCount(self, _parent=None):
        return self.count

    def data(self, index, role=Qt.ItemDataRole.DisplayRole):
        self.looked.add(index.row())
        return str(index.row())


class Plain(QStyledItemDelegate):
    """Paints by asking for the text."""

    def paint(self, painter, option, index):
        painter.drawText(option.rect, 0, str(index.data()))


@pytest.fixture
def grid(qtbot):
    made = CardGrid(QSize(100, 120), 10)
    made.setItemDelegate(Plain(made))
    made.resize(500, 400)
    qtbot.addWidget(made)
    made.show()
    return made


def test_every_card_is_found_where_it_is(grid):
    model = Many(1000)
    grid.setModel(model)
    for offset in (0, 777, 5000):
        grid.verticalScrollBar().setValue(offset)
        for row in grid.visible_rows():
            cell = grid.visualRect(model.index(row))
            assert grid.indexAt(cell.center()).row() == row
            assert cell.width() >= 100
            assert cell.right() <= grid.viewport().width()


def test_gaps_belong_to_no_card(grid):
    model = Many(40)
    grid.setModel(model)
    first, second = (grid.visualRect(model.index(n)) for n in (0, 1))
    between = QPoint((first.right() + second.left()) // 2 + 1, first.center().y())
    assert not grid.indexAt(between).isValid()


def test_a_million_items_touch_only_what_is_on_screen(grid):
    model = Many(1_000_000)
    grid.setModel(model)
    bar = grid.verticalScrollBar()
    bar.setValue(bar.maximum())
    grid.grab()
    assert grid.visible_rows()[-1] == 999_999
    assert len(model.looked) < 100
    cell = grid.visualRect(model.index(999_999))
    assert cell.bottom() <= grid.viewport().height()


def test_keys_walk_and_the_card_stays_in_view(grid, qtbot):
    model = Many(95)
    grid.setModel(model)
    grid.setCurrentIndex(model.index(0))
    columns = grid.columns
    for key, row in (
        (Qt.Key.Key_Right, 1),
        (Qt.Key.Key_Down, 1 + columns),
        (Qt.Key.Key_Left, columns),
        (Qt.Key.Key_Up, 0),
        (Qt.Key.Key_Up, 0),
        (Qt.Key.Key_End, 94),
        (Qt.Key.Key_Home, 0),
    ):
        qtbot.keyClick(grid, key)
        assert grid.currentIndex().row() == row
        cell = grid.visualRect(grid.currentIndex())
        assert cell.top() >= 0
        assert cell.bottom() <= grid.viewport().height()


def test_an_empty_grid_has_nothing_to_choose(grid, qtbot):
    grid.setModel(Many(0))
    qtbot.keyClick(grid, Qt.Key.Key_Down)
    assert not grid.currentIndex().isValid()
    assert len(grid.visible_rows()) == 0


def test_thumbnails_come_from_a_thread_and_are_kept(qtbot, tmp_path):
    path = make(tmp_path).root / "images/0.png"
    thumbnails = Thumbnails()
    with qtbot.waitSignal(thumbnails.ready):
        assert thumbnails.get(path, 20) is None
    picture = thumbnails.get(path, 20)
    assert picture is not None
    assert picture.toImage().pixelColor(5, 5).name() == "#ff0000"
    # Landscape stays landscape, and no side is longer than asked for.
    assert picture.height() < picture.width() <= SIZES[0]
    assert thumbnails.used == 4 * picture.width() * picture.height()


def test_a_broken_picture_is_told_once_and_not_tried_again(qtbot, tmp_path):
    path = make(tmp_path).root / "images/3.png"
    thumbnails = Thumbnails()
    with qtbot.waitSignal(thumbnails.ready):
        thumbnails.get(path, 20)
    assert "3.png" in thumbnails.problem(path)
    with qtbot.assertNotEmitted(thumbnails.ready, wait=50):
        assert thumbnails.get(path, 20) is None


def test_thumbnails_stay_within_their_budget(qtbot, tmp_path):
    root = make(tmp_path).root
    one = 4 * 96 * 72
    thumbnails = Thumbnails(budget=3 * one)
    for n in (0, 1, 2, 6, 7):
        with qtbot.waitSignal(thumbnails.ready):
            thumbnails.get(root / f"images/{n}.png", 20)
    assert thumbnails.used <= 3 * one
    assert thumbnails.get(root / "images/7.png", 20) is not None
    assert thumbnails.get(root / "images/0.png", 20) is None


def test_histories_are_slices_of_the_table(tmp_path):
    catalog = make(tmp_path)
    rows = CatalogRows(catalog)
    for user in range(rows.users):
        table = catalog.interactions.filter(user=user)
        history = rows.history(user)
        assert history.items.tolist() == table["item"].to_list()
        assert history.timestamps.tolist() == table["timestamp"].to_list()
        assert len(history) == table.height
        assert np.isnan(history.ratings).all()


def test_fingerprints_show_the_order_of_features(tmp_path):
    catalog = make(tmp_path)
    features = np.full((30, 16), np.nan, np.float32)
    features[0] = np.arange(16)
    catalog = type(catalog)(**{**vars(catalog), "features": {"audio": features}})
    rows = CatalogRows(catalog)
    square = rows.fingerprint(0)["audio"]
    assert square.shape == (4, 4)
    assert square.ravel().tolist() == pytest.approx((np.arange(16) / 15).tolist())
    assert rows.fingerprint(1) == {}
    assert rows.modalities_of(0) == ("text", "image", "audio")
    assert rows.modalities_of(4) == ("text",)
