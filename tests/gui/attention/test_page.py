"""The attention page as a person uses it, over real arrays from a fake engine."""

from __future__ import annotations

import csv
import io
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import polars as pl
import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QImage
from pytestqt.qtbot import QtBot

from core.contracts.attention import (
    CATALOG_PROOF,
    LISTEN,
    MAPS,
    MEDIA,
    POINTING,
    PROOF,
    AttributeScore,
    CatalogProofAnswer,
    Effect,
    ItemParams,
    Judge,
    ListenAnswer,
    MediaAnswer,
    PairScore,
    PointingAnswer,
    ProofAnswer,
    ShareEffect,
)
from core.contracts.showcase import Showcase, ShownItem
from core.errors import UserError
from core.worker.messages import Failed
from gui.pages.attention import evidence, ground_truth
from gui.pages.attention.map_slice import ITEM_VECTOR, Choice, Focus, look
from gui.pages.attention.page import AttentionPage
from gui.session import Session
from gui.widgets.items.catalog_rows import CatalogRows
from gui.widgets.items.item_bar import find
from tests.gui.attention_fixture import Asked, catalog, make_arrays, maps_answer, open_catalog
from tests.gui.conftest import visible_text
from tests.gui.typed import features, run


def point_at_word(qtbot: QtBot, page: AttentionPage, token: int) -> QPoint:
    place: QPoint = page.view.strip.rectangle(token).center().toPoint()
    qtbot.mouseMove(page.view.strip, place)
    return place


# --- empty states ------------------------------------------------------------------------------


def test_each_missing_thing_is_named_and_its_button_leads_there(
    qtbot: QtBot, page: AttentionPage, session: Session
) -> None:
    wanted: list[str] = []
    session.page_wanted.connect(wanted.append)
    steps = [
        (lambda: None, "catalog", "catalog"),
        (lambda: open_catalog(session, catalog()), "encoded", "features"),
        (lambda: session.set_features(features("/f")), "trained", "training"),
    ]
    for do, word, key in steps:
        do()
        assert word in page.empty.sentence.text()
        assert not page.content.isVisible()
        qtbot.mouseClick(page.empty.button, Qt.MouseButton.LeftButton)
        assert wanted[-1] == key
    session.set_run(run("/runs/1"))
    assert page.content.isVisible()
    assert not page.empty.isVisible()


def test_refusal_takes_the_place_of_the_maps(
    page: AttentionPage,
    session: Session,
    asked: Asked,
) -> None:
    asked.answers[MAPS.name] = lambda _params: Failed(
        job="engine", message="This run fuses by 'concat'.", remedy="Train a Transformer."
    )
    open_catalog(session, catalog())
    session.set_features(features("/f"))
    session.set_run(run("/runs/1"))
    assert "concat" in page.empty.sentence.text()
    assert "Train a Transformer" in page.empty.sentence.text()
    assert not page.content.isVisible()


# --- one item ----------------------------------------------------------------------------------


def test_maps_are_fetched_once_per_item_whatever_the_mouse_does(
    qtbot: QtBot,
    ready: AttentionPage,
    asked: Asked,
) -> None:
    for token in range(5):
        point_at_word(qtbot, ready, token)
    for key in (Qt.Key.Key_Left, Qt.Key.Key_Down, Qt.Key.Key_Right):
        qtbot.keyClick(ready.view.strip, key)
    assert asked.count(MAPS) == 1
    assert asked.count(MEDIA) == 1
    ready.bar.next.click()
    assert asked.questions[-1] == (MAPS.name, ItemParams(item=1))


def above_uniform(weights: np.ndarray) -> np.ndarray:
    """What lies above what all would get if they were equal; the strongest is 1."""
    above = np.clip(weights - 1 / len(weights), 0, None)
    return above / above.max()


def test_hover_previews_in_all_modalities_and_leaving_goes_back(
    qtbot: QtBot, ready: AttentionPage
) -> None:
    before = ready.view.picture._strength.copy()
    point_at_word(qtbot, ready, 2)
    expected = make_arrays()["pairs/text/image"][0, :, 2].mean(0)
    shown = ready.view.picture._strength
    np.testing.assert_allclose(shown / shown.max(), above_uniform(expected), atol=1e-4)
    audio = make_arrays()["pairs/text/audio"][0, :, 2].mean(0)
    lane = ready.view.time._lanes["audio"].strength
    np.testing.assert_allclose(lane / lane.max(), above_uniform(audio), atol=1e-4)
    ready.view.strip.hovered.emit("text", -1)
    np.testing.assert_allclose(ready.view.picture._strength, before)


def test_click_pins_shift_adds_second_click_and_escape_let_go(
    qtbot: QtBot, ready: AttentionPage
) -> None:
    strip = ready.view.strip
    place = point_at_word(qtbot, ready, 1)
    qtbot.mouseClick(strip, Qt.MouseButton.LeftButton, pos=place)
    assert ready.view.pin == Focus("text", (1,))
    other = strip.rectangle(3).center().toPoint()
    qtbot.mouseClick(strip, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.ShiftModifier, other)
    assert ready.view.pin == Focus("text", (1, 3))
    expected = make_arrays()["pairs/text/image"][0][:, [1, 3]].mean((0, 1))
    shown = ready.view.picture._strength
    np.testing.assert_allclose(shown / shown.max(), above_uniform(expected), atol=1e-4)
    qtbot.mouseClick(strip, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.ShiftModifier, place)
    assert ready.view.pin == Focus("text", (3,))
    qtbot.keyClick(strip, Qt.Key.Key_Escape)
    assert ready.view.pin == Focus()


def test_patches_and_seconds_ask_too(qtbot: QtBot, ready: AttentionPage) -> None:
    patch = ready.view.picture.rectangle(4).center().toPoint()
    qtbot.mouseClick(ready.view.picture, Qt.MouseButton.LeftButton, pos=patch)
    assert ready.view.pin == Focus("image", (4,))
    second = ready.view.time.rectangle(2).center().toPoint()
    qtbot.mouseClick(ready.view.time, Qt.MouseButton.LeftButton, pos=second)
    assert ready.view.pin == Focus("audio", (2,))
    expected = make_arrays()["pairs/audio/text"][0, :, 2].mean(0)
    for word in ready.view.words["text"]:  # its pieces share its weight
        expected[list(word.tokens)] = expected[list(word.tokens)].mean()
    shown = ready.view.strip._strength
    np.testing.assert_allclose(shown / shown.max(), above_uniform(expected), atol=1e-4)


def test_arrow_keys_walk_heads_and_layers(qtbot: QtBot, ready: AttentionPage) -> None:
    strip = ready.view.strip
    qtbot.keyClick(strip, Qt.Key.Key_Right)
    assert ready.controls.display.choice.heads == 0
    qtbot.keyClick(strip, Qt.Key.Key_Left)
    qtbot.keyClick(strip, Qt.Key.Key_Left)
    assert ready.controls.display.choice.heads == "max"
    qtbot.keyClick(strip, Qt.Key.Key_Down)
    assert ready.controls.display.choice.layer == 1
    assert "layer 2 of 2" in _legend_of_pin(ready)
    qtbot.keyClick(strip, Qt.Key.Key_Up)
    assert ready.controls.display.choice.layer == 0


def _legend_of_pin(page: AttentionPage) -> str:
    page.view.set_pin(Focus("text", (1,)))
    return page.footer.legend.text()


def test_matrix_click_filters_and_the_legend_tells_what_is_hidden(
    qtbot: QtBot, ready: AttentionPage
) -> None:
    cell = ready.view.matrix.rectangle(0, 1).center().toPoint()
    qtbot.mouseClick(ready.view.matrix, Qt.MouseButton.LeftButton, pos=cell)
    assert ready.controls.display.choice.pair == (ITEM_VECTOR, "image")
    assert ready.view.strip._strength.max() == 0
    assert ready.view.picture._strength.max() > 0
    legend = ready.footer.legend.text()
    assert "text" in legend
    assert "audio" in legend
    assert legend.count("not shown") == 2
    qtbot.keyClick(ready.view.strip, Qt.Key.Key_Escape)
    assert ready.controls.display.choice.pair is None
    assert ready.view.strip._strength.max() > 0


def test_legend_names_kind_unit_and_whose_score(ready: AttentionPage) -> None:
    assert "where it looked" in ready.footer.legend.text()
    ready.controls.kind.button("relevance").click()
    legend = ready.footer.legend.text()
    assert "what moved the score" in legend
    assert "7 people" in legend
    assert not ready.controls.head.isEnabled()
    ready.controls.kind.button("rollout").click()
    ready.view.set_pin(Focus("image", (0,)))
    flow = make_arrays()["flow/rollout"]
    assert f"{flow[5, 5] / flow[5].sum():.0%} stays with the token" in ready.footer.legend.text()


def test_who_points_at_a_token_sees_where_it_looked(ready: AttentionPage) -> None:
    """Relevance is of the item; one view begins and ends with it."""
    ready.controls.kind.button("relevance").click()
    of_item = ready.footer.legend.text()
    view = ready.view
    view.set_pin(Focus("text", (1,)))
    assert "where it looked" in ready.footer.legend.text()
    assert "score" not in ready.footer.legend.text()
    assert ready.controls.kind.value == "raw", "what is lit is what is shown"
    assert ready.controls.head.isEnabled()
    assert view.maps is not None
    assert ready._shown is not None
    seen = look(view.maps, Choice("raw"), Focus("text", (1,))).weights["image"]
    np.testing.assert_allclose(ready._shown.look.weights["image"], seen)
    view.clear_pin()
    assert ready.footer.legend.text() == of_item
    assert ready.controls.kind.value == "relevance"
    view.set_pin(Focus("text", (1,)))
    ready.controls.kind.button("relevance").click()
    assert ready.footer.legend.text() == of_item, "who asks what moved the score asks of the item"


def test_truth_is_drawn_only_when_asked_for(ready: AttentionPage) -> None:
    assert ready.view.picture._truth == ()
    ready.controls.truth.setChecked(True)
    assert [r.name for r in ready.view.picture._truth] == ["red"]
    assert [(s.start, s.end) for s in ready.view.strip._truth] == [(2, 5)]
    assert [(t.begin, t.end) for t in ready.view.time._truth] == [(0.5, 1.5)]


def test_the_telling_word_is_the_one_with_the_smallest_place() -> None:
    held = catalog()
    assert held.truth is not None
    both = held.truth.vstack(
        held.truth.head(1).with_columns(
            value=pl.lit("box"), char_start=pl.lit(14, pl.Int32), char_end=pl.lit(17, pl.Int32),
            x1=pl.lit(20.0, pl.Float32),
        )
    )  # fmt: skip
    spans = np.array([[0, 1], [2, 5], [6, 10], [11, 13], [14, 17]])
    assert ground_truth.telling_words(held, 0, spans) == (1,)
    assert ground_truth.telling_words(replace(held, truth=both), 0, spans) == (4,)
    horn = held.truth.with_columns(
        char_start=pl.when(pl.col("value") == "horn").then(6).otherwise("char_start"),
        char_end=pl.when(pl.col("value") == "horn").then(10).otherwise("char_end"),
    )
    assert ground_truth.telling_words(replace(held, truth=horn), 0, spans) == (2,)
    assert ground_truth.telling_words(held, 1, spans) == ()
    assert ground_truth.telling_words(catalog(truth=False), 0, spans) == ()


def test_without_truth_there_is_no_pointing_game(page: AttentionPage, session: Session) -> None:
    open_catalog(session, catalog(truth=False))
    session.set_features(features("/f"))
    session.set_run(run("/runs/1"))
    assert not page.controls.truth.isVisible()
    assert not page.panels.isTabVisible(page.panels.indexOf(page.panels.pointing))


def test_precomputed_features_show_shares_alone_and_say_why(
    page: AttentionPage,
    session: Session,
    asked: Asked,
) -> None:
    def one_token(params: ItemParams) -> Any:
        told = maps_answer(params, {"image": 1, "audio": 1})
        for places in told.maps.positions.values():
            places[:] = np.nan
        return told

    asked.answers[MAPS.name] = one_token
    asked.answers[MEDIA.name] = lambda p: MediaAnswer(item=p.item)
    open_catalog(session, catalog())
    session.set_features(features("/f"))
    session.set_run(run("/runs/1"))
    said = visible_text(page)
    assert "one token for the whole item" in said
    assert not page.view.picture.isVisible()
    assert not page.view.time.isVisible()
    assert page.view.matrix.isVisible()


def test_item_of_other_pages_is_followed(ready: AttentionPage, session: Session) -> None:
    session.select_item(2)
    assert ready.view.row == 2
    assert ready.bar.search.text() == "Striped mug"


def test_selected_user_can_judge(
    ready: AttentionPage,
    session: Session,
    asked: Asked,
) -> None:
    session.select_user(1)
    ready.controls.judge.setCurrentIndex(1)
    assert asked.questions[-1] == (MAPS.name, ItemParams(item=0, user=1))
    assert asked.count(MEDIA) == 1


def test_search_finds_titles_before_texts() -> None:
    rows = CatalogRows(catalog())
    assert find(rows, "RED") == [0, 2]
    assert find(rows, "blue night") == [1]
    assert find(rows, "b") != []
    assert find(rows, "nothing like it") == []
    assert find(rows, "  ") == []


def test_search_box_opens_the_item_with_enter(
    qtbot: QtBot, ready: AttentionPage, session: Session
) -> None:
    ready.bar.search.setFocus()
    ready.bar.search.selectAll()
    qtbot.keyClicks(ready.bar.search, "mug")
    qtbot.keyClick(ready.bar.search, Qt.Key.Key_Return)
    assert session.item == 2
    assert not ready.bar.matches.isVisible()


# --- heads, proof, pointing ----------------------------------------------------------------------


def test_tile_click_looks_through_that_head(qtbot: QtBot, ready: AttentionPage) -> None:
    tiles = ready.panels.heads.tiles
    assert len(tiles._tiles) == 6
    number = next(i for i, t in enumerate(tiles._tiles) if (t.layer, t.head) == (1, 2))
    place = tiles.rectangle(number).center().toPoint()
    qtbot.mouseClick(tiles, Qt.MouseButton.LeftButton, pos=place)
    choice = ready.controls.display.choice
    assert (choice.kind, choice.layer, choice.heads) == ("raw", 1, 2)


def test_heads_sort_by_a_statistic_and_export_all_of_them(ready: AttentionPage) -> None:
    ready.panels.heads.sort.setCurrentIndex(ready.panels.heads.sort.findData("peak"))
    pair = ready.panels.heads.pair.currentData()
    peak = make_arrays()[f"pairs/{pair[0]}/{pair[1]}"].max(-1).mean(-1)
    shown = [(t.layer, t.head) for t in ready.panels.heads.tiles._tiles]
    assert shown == sorted(shown, key=lambda place: -peak[place])
    table = list(csv.DictReader(io.StringIO(ready.panels.heads.csv())))
    assert len(table) == 6
    assert float(table[4]["peak"]) == pytest.approx(float(peak[1, 1]), rel=1e-5)


def test_tables_name_item_run_word_and_place(ready: AttentionPage, asked: Asked) -> None:
    asked.answers[PROOF.name] = proof_answer
    ready.view.set_pin(Focus("text", (4,)))
    ready.panels.proof.wanted.emit(0.2, "relevance")
    for panel in (ready.panels.heads, ready.panels.proof):
        row = next(csv.DictReader(io.StringIO(panel.csv())))
        assert (row["item"], row["run"]) == ("a", "1")
        assert (row["word"], row["place"]) == ("box.", "text 16 20")
    ready.view.set_pin(Focus("image", (0, 1)))
    row = next(csv.DictReader(io.StringIO(ready.panels.heads.csv())))
    assert row["word"] == ""
    assert row["place"] == "image 0 0 50 40; image 50 0 100 40"
    assert ready.panels.film.origin() == ready.view.origin()


def test_heads_by_entropy_begin_with_the_one_that_looks_at_one_token(
    ready: AttentionPage, session: Session
) -> None:
    """Entropy is diffuseness: a list that begins with the largest hides the telling heads."""
    pair = ready.panels.heads.pair.currentData()
    weights = make_arrays()[f"pairs/{pair[0]}/{pair[1]}"].astype(np.float64)
    diffuse = -(weights * np.log(np.maximum(weights, 1e-30))).sum(-1).mean(-1)
    ready.panels.heads.sort.setCurrentIndex(ready.panels.heads.sort.findData("entropy"))
    shown = [(t.layer, t.head) for t in ready.panels.heads.tiles._tiles]
    assert shown[0] == np.unravel_index(diffuse.argmin(), diffuse.shape)
    assert shown[-1] == np.unravel_index(diffuse.argmax(), diffuse.shape)


def proof_answer(params):
    shares = np.linspace(0, 1, 5)
    return ProofAnswer(
        item=params.item,
        judge=Judge(who="choosers", people=7),
        share=params.share,
        tokens=6,
        by_map=0.5,
        by_chance=0.1,
        times=5.0,
        shares=shares,
        strongest=2 - 2 * shares,
        weakest=2 - 0.1 * shares,
        random=np.tile(2 - shares, (4, 1)),
    )


def test_proof_is_by_relevance_and_outlives_another_map(
    qtbot: QtBot,
    ready: AttentionPage,
    asked: Asked,
) -> None:
    asked.answers[PROOF.name] = proof_answer
    ready.panels.setCurrentWidget(ready.panels.proof)
    qtbot.mouseClick(ready.panels.proof.run, Qt.MouseButton.LeftButton)
    assert asked.questions[-1][1].weights is None
    assert "5.0 × chance" in ready.panels.proof.verdict.text()
    ready.controls.walk_heads(1)
    assert "5.0 × chance" in ready.panels.proof.verdict.text()
    ready.session.select_item(1)
    assert "Is this map true?" in ready.panels.proof.verdict.text()


def test_proof_of_the_map_on_screen_sends_it_and_falls_with_it(
    qtbot: QtBot,
    ready: AttentionPage,
    asked: Asked,
) -> None:
    asked.answers[PROOF.name] = proof_answer
    ready.controls.set_pair(("text", "image"))
    ready.view.set_pin(Focus("text", (0,)))
    ready.panels.setCurrentWidget(ready.panels.proof)
    ready.panels.proof.by.setCurrentIndex(ready.panels.proof.by.findData("screen"))
    qtbot.mouseClick(ready.panels.proof.run, Qt.MouseButton.LeftButton)
    params = asked.questions[-1][1]
    expected = make_arrays()["pairs/text/image"][0, :, 0].mean(0)
    np.testing.assert_allclose(params.weights["image"], expected, rtol=1e-5)
    assert list(params.weights) == ["image"]
    assert ready.panels.proof.csv().count("\n") == 6
    ready.controls.walk_heads(1)
    assert "Is this map true?" in ready.panels.proof.verdict.text()


def test_catalog_proof_tells_the_ratio_over_all_items(
    qtbot: QtBot,
    ready: AttentionPage,
    asked: Asked,
) -> None:
    whole = Effect(items=32, by_map=0.4, by_chance=0.1, times=4.0, low=3.1, high=5.2, won=31)
    effect = ShareEffect(share=0.2, **dict(whole))
    answer = CatalogProofAnswer(
        effect=effect,
        effects=[effect.model_copy(update={"share": 0.1, "times": 6.5})],
        area=whole,
        shares=np.array([0, 0.1, 0.2]),
        by_map=np.array([0, 0.3, 0.4]),
        by_chance=np.array([0, 0.05, 0.1]),
    )
    asked.answers[CATALOG_PROOF.name] = lambda _p: answer
    ready.panels.setCurrentWidget(ready.panels.proof)
    qtbot.mouseClick(ready.panels.proof.catalog, Qt.MouseButton.LeftButton)
    said = ready.panels.proof.verdict.text()
    assert "4.0 × chance (95 %: 3.1 to 5.2)" in said
    assert "31 of them" in said
    assert "At 10% masked: 6.5 × chance." in said
    table = list(csv.DictReader(io.StringIO(ready.panels.proof.csv())))
    assert [float(row["by_map"]) for row in table] == [0, 0.3, 0.4]
    assert ready.panels.proof.plot.isVisibleTo(ready.panels.proof)
    ready.session.appearance.changed.emit()
    assert ready.panels.proof.verdict.text() == said


def test_proof_refusal_is_said_in_place(
    qtbot: QtBot,
    ready: AttentionPage,
    asked: Asked,
) -> None:
    asked.answers[PROOF.name] = lambda _p: Failed(job="engine", message="Only one token.")
    ready.panels.setCurrentWidget(ready.panels.proof)
    qtbot.mouseClick(ready.panels.proof.run, Qt.MouseButton.LeftButton)
    assert "Only one token." in ready.panels.proof.verdict.text()
    assert ready.panels.proof.run.isEnabled()


def test_pointing_game_shows_hits_beside_chance(
    qtbot: QtBot,
    ready: AttentionPage,
    asked: Asked,
) -> None:
    score = {"hits": 45, "games": 50, "chance": 0.2, "low": 0.8, "high": 0.95}
    colour = AttributeScore(attribute="colour", **score)
    pair = PairScore(query="text", key="image", attributes=[colour], **score)
    asked.answers[POINTING.name] = lambda p: PointingAnswer(item=p.item, items=64, pairs=[pair])
    ready.panels.setCurrentWidget(ready.panels.pointing)
    qtbot.mouseClick(ready.panels.pointing.catalog, Qt.MouseButton.LeftButton)
    assert asked.questions[-1][1].item is None
    assert "90%" in ready.panels.pointing.verdict.text()
    assert "20%" in ready.panels.pointing.verdict.text()
    assert ready.panels.pointing.table.rowCount() == 2


# --- playback -------------------------------------------------------------------------------


def test_volume_follows_the_pin(
    ready: AttentionPage,
    asked: Asked,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    played: list[tuple[str, float]] = []
    player = ready.view.player
    monkeypatch.setattr(player._player, "play", lambda path, at: played.append((str(path), at)))
    asked.answers[LISTEN.name] = lambda p: ListenAnswer(item=p.item, file="/h/1.wav")
    ready.view.set_pin(Focus("text", (2,)))
    player.button.click()
    player.gain.setChecked(True)
    player.button.click()
    expected = make_arrays()["pairs/text/audio"][0, :, 2].mean(0)
    np.testing.assert_allclose(asked.questions[-1][1].weights, expected, rtol=1e-5)
    begin = ready.view.maps.positions["audio"][int(expected.argmax()), 0]
    assert played == [("/nowhere/a.wav", pytest.approx(begin)), ("/h/1.wav", pytest.approx(begin))]
    asked.answers[LISTEN.name] = lambda _p: Failed(job="engine", message="No sound.")
    player.button.click()
    assert not player.gain.isChecked()
    assert player.said.text() == "No sound."


# --- comparison, export, evidence -----------------------------------------------------------


def test_two_items_share_the_map_and_keep_their_own_pins(
    qtbot: QtBot,
    ready: AttentionPage,
    asked: Asked,
) -> None:
    qtbot.mouseClick(ready.compare.button, Qt.MouseButton.LeftButton)
    second = ready.compare.second
    assert second.isVisible()
    assert second.row == 1
    second.set_pin(Focus("text", (0,)))
    assert ready.view.pin == Focus()
    ready.controls.walk_heads(1)
    assert second.display.choice.heads == 0
    qtbot.mouseClick(ready.compare.button, Qt.MouseButton.LeftButton)
    assert not second.isVisible()
    assert ready.panels.isVisible()


def test_another_run_shows_the_same_item_beside_and_as_a_signed_difference(
    qtbot: QtBot,
    ready: AttentionPage,
    asked: Asked,
) -> None:
    qtbot.mouseClick(ready.compare.button, Qt.MouseButton.LeftButton)
    offered = [ready.compare.what.itemData(n) for n in range(ready.compare.what.count())]
    assert offered == [None, "own", "/runs/2"]
    ready.compare.what.setCurrentIndex(2)
    assert asked.questions[-1] == (MAPS.name, ItemParams(item=0))
    assert asked.runs[-1] == "/runs/2"
    ready.compare.difference.setChecked(True)
    assert not ready.compare.second.isVisible()
    ready.view.set_pin(Focus("text", (2,)))
    mine, other = make_arrays(seed=0), make_arrays(seed=100)
    expected = (mine["pairs/text/image"] - other["pairs/text/image"])[0, :, 2].mean(0)
    np.testing.assert_allclose(ready._shown.look.weights["image"], expected, atol=1e-6)
    assert ready.view.picture._shade.palette == "signed"
    assert np.sign(ready.view.picture._strength).tolist() == np.sign(expected).tolist()
    assert "run 2" in ready.footer.said.text()
    ready.session.select_item(1)
    assert ready.compare.second.row == 1
    assert "run 2" in ready.footer.said.text()
    ready.compare.difference.setChecked(False)
    assert ready.view.picture._shade.palette == "hue"


def test_csv_holds_the_weights_on_screen(ready: AttentionPage) -> None:
    ready.view.set_pin(Focus("text", (2,)))
    table = list(csv.DictReader(io.StringIO(ready.csv())))
    assert len(table) == 15
    image = [float(row["weight"]) for row in table if row["modality"] == "image"]
    expected = make_arrays()["pairs/text/image"][0, :, 2].mean(0)
    np.testing.assert_allclose(image, expected, rtol=1e-5)


@pytest.mark.parametrize("ending", ["png", "svg", "csv"])
def test_page_is_exported(ready: AttentionPage, tmp_path: Path, ending: str) -> None:
    path = tmp_path / f"map.{ending}"
    ready.export.save(path)
    head = path.read_bytes()[:400]
    assert {"png": b"\x89PNG", "svg": b"<svg", "csv": b"modality"}[ending] in head


def test_evidence_reopens_as_it_was_looked_at(
    ready: AttentionPage, session: Session, tmp_path: Path
) -> None:
    path = tmp_path / "map.npz"
    ready.controls.look_through(1, 2)
    ready.view.set_pin(Focus("audio", (3,)))
    expected = ready.view.strip._strength.copy()
    ready.evidence.save(path)
    held = evidence.load(path)
    assert held.meta.facts.model == "0123456789abcdef"
    ready.controls.look_through(0, 0)
    ready.bar.next.click()
    notices: list[str] = []
    session.notice.connect(lambda kind, text, _details: notices.append(f"{kind}: {text}"))
    ready.evidence.open(path)
    assert ready.view.row == 0
    assert ready.view.pin == Focus("audio", (3,))
    assert ready.controls.display.choice.heads == 2
    np.testing.assert_allclose(ready.view.strip._strength, expected)
    assert "0123456789abcdef" in notices[-1]


def test_what_a_file_tells_about_its_maps_is_found_again(
    ready: AttentionPage, tmp_path: Path
) -> None:
    path = tmp_path / "map.npz"
    ready.evidence.save(path)
    with np.load(path) as held:
        arrays = dict(held)
    arrays["summary/whole/text/image"] = np.ones((2, 3, 6), np.float32)
    np.savez(path, **arrays)
    ready.evidence.open(path)
    assert ready.view.maps is not None
    expected = make_arrays()["pairs/text/image"].mean(2)
    found = ready.view.maps.summary.pairs["text"]["image"].whole
    np.testing.assert_allclose(found, expected, rtol=1e-5)


@pytest.mark.parametrize("damage", ["rubbish", "foreign", "cut", "pickle", "shapes", "pin"])
def test_files_that_are_no_evidence_are_refused(
    ready: AttentionPage, session: Session, tmp_path: Path, damage: str
) -> None:
    path = tmp_path / "map.npz"
    ready.evidence.save(path)
    if damage == "rubbish":
        path.write_bytes(b"\x00\x01" * 500)
    elif damage == "foreign":
        np.savez(path, meta=np.frombuffer(b'{"format": "else"}', np.uint8))
    elif damage == "cut":
        path.write_bytes(path.read_bytes()[:-300])
    elif damage == "pickle":
        np.savez(path, meta=np.array([{"a": 1}], dtype=object))
    elif damage == "shapes":
        with np.load(path) as held:
            arrays = dict(held)
        arrays["pairs/text/image"] = arrays["pairs/text/image"][..., :-1]
        np.savez(path, **arrays)
    else:
        held = evidence.load(path)
        meta = held.meta.model_copy(update={"pin_modality": "image", "pin_tokens": (99,)})
        evidence.save(path, evidence.Evidence(meta, held.maps))
    with pytest.raises(UserError, match="not an evidence file"):
        evidence.load(path)
    shown = ready.view.maps
    notices: list[str] = []
    session.notice.connect(lambda kind, _text, _details: notices.append(kind))
    ready.evidence.open(path)
    assert notices == ["error"]
    assert ready.view.maps is shown


def test_relevance_is_told_in_multiples_of_uniform(ready: AttentionPage) -> None:
    ready.controls.kind.button("relevance").click()
    assert ready._shown is not None
    scale = ready._shown.scale
    assert scale.uniform is not None
    told = ready.footer.colour_bar.accessibleName()
    assert f"{scale.top / scale.uniform:.3g} ×" in told
    ready.controls.kind.button("raw").click()
    assert "×" not in ready.footer.colour_bar.accessibleName()


def test_the_item_is_shown_inside_models_by_a_button(
    qtbot: QtBot, ready: AttentionPage, session: Session
) -> None:
    session.select_item(1)
    with qtbot.waitSignal(session.page_wanted) as wanted:
        ready.inside.click()
    assert wanted.args == ["inside"]
    assert session.item == 1


def test_a_map_is_taken_along_with_its_legend_at_twice_the_size(
    ready: AttentionPage, tmp_path: Path
) -> None:
    ready.export.save(tmp_path / "map.png")
    picture = QImage(str(tmp_path / "map.png"))
    assert picture.size() == ready.shown_map.size() * 2
    assert ready.shown_map.isAncestorOf(ready.footer)
    assert not ready.shown_map.isAncestorOf(ready.controls)
    steps = [range(0, side, 37) for side in (picture.width(), picture.height())]
    assert len({picture.pixel(x, y) for x in steps[0] for y in steps[1]}) > 5


def test_pointing_at_a_token_moves_no_share(ready: AttentionPage) -> None:
    matrix = ready.view.matrix
    before = [matrix.rectangle(row, 1) for row in range(4)]
    hint = matrix.sizeHint()
    ready.view._hovered("text", 1)
    assert len(matrix._rows) == 5
    assert [matrix.rectangle(row, 1) for row in range(4)] == before
    assert matrix.rectangle(4, 1).bottom() <= matrix.height()
    ready.view.set_pin(Focus("text", (1, 2)))
    assert [matrix.rectangle(row, 1) for row in range(4)] == before
    assert matrix.sizeHint() == hint


def test_what_points_right_is_asked_as_it_was_counted(
    ready: AttentionPage, session: Session
) -> None:
    def find(row: int, *tokens: int) -> None:
        item = ShownItem(row=row, games=1, hits=1, asking="text", tokens=tokens)
        session.preparing.found = Showcase(item=item, user=None, k=10)
        session.preparing_changed.emit()

    view = ready.view
    assert view.row is not None
    find(view.row + 1, 2)
    assert view.pin == Focus()  # another item's
    find(view.row, 2)
    assert view.pin == Focus("text", (2,))
    assert ready.controls.truth.isChecked()
    find(view.row, 1)  # learned on meanwhile
    assert view.pin == Focus("text", (1,))
    view.set_pin(Focus("text", (0,)))
    find(view.row, 2)
    assert view.pin == Focus("text", (0,))  # a person's own stays


# --- captions ------------------------------------------------------------------------------------


def test_captions_are_words_of_their_own_on_the_page_and_in_what_is_saved(
    page: AttentionPage, session: Session, asked: Asked, tmp_path: Path
) -> None:
    said = "red sock, blue bo"
    lengths = {"text": 5, "image": 6, "captions": 4}
    asked.answers[MAPS.name] = lambda params: maps_answer(params, lengths)
    held = catalog()
    items = held.items.with_columns(captions=pl.Series([said, None, "A mug"]))
    open_catalog(session, replace(held, items=items))
    session.set_features(features("/features"))
    session.set_run(run("/runs/1", title="one"))
    page.shown()
    page.controls.look_through(0, "mean")
    strips = page.view.strips
    assert {name: strip.count for name, strip in strips.items()} == {"text": 5, "captions": 4}
    assert strips["captions"].isVisibleTo(page)
    assert "Captions" in visible_text(page)
    strips["captions"].pinned.emit("captions", 2, False)
    assert page.view.pin == Focus("captions", (2,))
    words = page.view.origin()[2]
    assert words
    assert any(word in said for word in words.split())
    assert any(row.split(",")[2] == "captions" for row in page.csv().splitlines())
    assert page.view.texts["captions"] == said
    kept = tmp_path / "map.npz"
    page.evidence.save(kept)
    assert evidence.load(kept).meta.captions == said
    page.view.show_item(1, None)  # one without captions
    assert not strips["captions"].isVisibleTo(page)
