"""The rule for wishes is chosen on the Reading tab and kept with the plan."""

from core.catalog.opening import reopening, snapshot
from gui.pages.catalog.page import CatalogPage
from gui.pages.catalog.wish_row import WishRow


def put(folder, stars=(1, 2, 3, 4, 5, 5)):
    rows = "".join(f"u{n},i{n},{star}\n" for n, star in enumerate(stars))
    (folder / "ratings.csv").write_text(f"user,item,rating\n{rows}")
    return folder


def words(box):
    return [box.itemText(place) for place in range(box.count())]


def test_each_threshold_says_how_many_wishes_remain(qtbot, session, tmp_path):
    row = WishRow()
    qtbot.addWidget(row)
    row.show()
    row.set_catalog(snapshot.load(reopening.snapshot_of(put(tmp_path))))
    (box,) = row.thresholds.values()
    assert words(box) == [
        "however rated: 6 wishes in all",
        "rated 2 or more: 5 wishes in all",
        "rated 3 or more: 4 wishes in all",
        "rated 4 or more: 3 wishes in all",
        "rated 5 or more: 2 wishes in all",
    ]
    assert box.currentData() == 4


def test_what_is_chosen_is_kept_with_the_plan(qtbot, session, engine, tmp_path, monkeypatch):
    path = put(tmp_path)
    page = CatalogPage(session)
    qtbot.addWidget(page)
    session.workbench.catalog.snapshot = reopening.snapshot_of(path)
    session.workbench.catalog.source = str(path)
    session.catalog = snapshot.load(session.snapshot)
    session.catalog_changed.emit()
    asked = []
    monkeypatch.setattr(session, "open_path", lambda path, plan: asked.append((path, plan)))
    page.opened.reading.wishes.chosen.emit("rating", 3.0)
    ((where, plan),) = asked
    assert where == str(path)
    page.opened.reading.wishes.weighed.emit("none")
    assert asked[-1][1].weighting == "none"
    again = snapshot.load(reopening.snapshot_of(path, plan=plan))
    assert dict(again.wish.at_least) == {"rating": 3.0}
    assert len(again.wished) == 4
    # The next time nothing is said, and it is still so.
    later = snapshot.load(reopening.snapshot_of(path))
    assert dict(later.wish.at_least) == {"rating": 3.0}
    assert len(later.interactions) == 6


def test_what_happened_more_often_weighs_as_chosen(qtbot, session, tmp_path):
    row = WishRow()
    qtbot.addWidget(row)
    row.show()
    row.set_catalog(snapshot.load(reopening.snapshot_of(put(tmp_path))))
    assert row.weighting.isHidden()  # nothing happened twice
    (tmp_path / "plays").mkdir()
    (tmp_path / "plays" / "plays.csv").write_text("user,item,plays\nann,x,3\nbob,x,1\nbob,y,9\n")
    row.set_catalog(snapshot.load(reopening.snapshot_of(tmp_path / "plays")))
    row._show()
    assert not row.weighting.isHidden()
    assert row.weighting.currentData() == "log"
    assert "10 times 3.5" in row.sentence.text()
    with qtbot.waitSignal(row.weighed) as heard:
        row.weighting.activated.emit(row.weighting.findData("linear"))
    assert heard.args == ["log"]
