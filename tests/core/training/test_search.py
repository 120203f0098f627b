"""Search: planted objectives whose best is known, resuming after a kill, tiny real trainings."""

from __future__ import annotations

import math
import sqlite3
from contextlib import closing
from pathlib import Path

import psutil
import pytest

from core.errors import UserError
from core.fusion.config import ConcatConfig, TransformerConfig
from core.progress import Reporter
from core.training.config import SplitConfig, TrainConfig
from core.training.presets import PRESETS
from core.training.run import layout
from core.training.search import search, searches, searchspace
from core.training.search.searches import SearchConfig
from core.training.search.searchspace import Axis
from core.training.train import train
from tests.core.training.world import Recording, make

LR = Axis(field="learning_rate", kind="float", low=1e-5, high=1.0, log=True)
DROPOUT = Axis(field="fusion.dropout", kind="float", low=0.0, high=0.5)


def planted(config: TrainConfig, _folder: Path, _reporter: Reporter) -> float:
    """Best at a learning rate of 0.01; dropout matters a tenth as much."""
    off = abs(math.log10(config.learning_rate) + 2)
    return 1 - off / 5 - 0.02 * abs(config.fusion.dropout - 0.25)  # type: ignore[union-attr]


@pytest.mark.parametrize("name", PRESETS)
def test_every_axis_of_every_preset_is_valid_at_both_ends(name: str) -> None:
    config = PRESETS[name].config
    found = searchspace.axes(config)
    assert {"learning_rate", "batch_size"} <= {axis.field for axis in found}
    assert not {"seed", "split.kind", "device", "epochs"} & {axis.field for axis in found}
    searchspace.checked(found, config)
    for axis in found:
        for value in axis.choices or (axis.low, axis.high):
            exact = int(value) if axis.kind == "int" else value
            if axis.field.rpartition(".")[2] not in ("dim", "heads"):  # these depend on each other
                searchspace.applied(config, {axis.field: exact})


def test_the_prefilled_range_holds_the_present_value() -> None:
    config = TrainConfig()
    for axis in searchspace.axes(config):
        again = searchspace.parse(f"{axis.field}={searchspace.as_text(axis)}", config)
        assert again == axis
        value = layout.flat(config.model_dump())[axis.field]
        if axis.kind == "choice":
            assert value in axis.choices
        elif value > 0:
            assert axis.low <= value <= axis.high


@pytest.mark.parametrize(
    ("entry", "axis"),
    [
        ("lr=1e-4:0.1", Axis(field="learning_rate", kind="float", low=1e-4, high=0.1, log=True)),
        ("fusion.dropout=0.1:0.4", Axis(field="fusion.dropout", kind="float", low=0.1, high=0.4)),
        ("batch_size=256,1024", Axis(field="batch_size", kind="choice", choices=(256, 1024))),
        ("item_embedding", Axis(field="head.item_embedding", kind="choice", choices=(False, True))),
    ],
)
def test_axes_as_people_type_them(entry: str, axis: Axis) -> None:
    assert searchspace.parse(entry, TrainConfig()) == axis


@pytest.mark.parametrize("entry", ["nonsense", "seed", "lr=fast", "lr=0.1", "lr=0.1:0.01"])
def test_what_cannot_be_searched_is_refused(entry: str) -> None:
    with pytest.raises(UserError):
        searchspace.parse(entry, TrainConfig())


def test_ranges_beyond_the_field_are_refused(tmp_path: Path) -> None:
    wide = Axis(field="fusion.dropout", kind="float", low=0.0, high=7.0)
    with pytest.raises(UserError, match=r"fusion\.dropout"):
        search.search(SearchConfig(axes=(wide,)), tmp_path, planted)


def test_the_planted_best_is_found_and_the_field_that_matters_is_named(tmp_path: Path) -> None:
    config = SearchConfig(axes=(LR, DROPOUT), trials=40, pruner="none")
    told = search.search(config, tmp_path, planted)
    best = told.config.learning_rate
    assert 0.003 < best < 0.03
    assert told.trials[told.best].score == max(t.score for t in told.trials)
    assert told.importance["learning_rate"] > 0.6
    assert sum(told.importance.values()) == pytest.approx(1)


class Killed(BaseException):
    """Stands for a process that is gone."""


def test_a_killed_search_goes_on_and_tries_the_cut_off_settings_again(tmp_path: Path) -> None:
    config = SearchConfig(axes=(LR,), trials=6, pruner="none")
    asked: list[float] = []

    def dies(config: TrainConfig, folder: Path, reporter: Reporter) -> float:
        asked.append(config.learning_rate)
        if len(asked) == 4:
            raise Killed
        return planted(config, folder, reporter)

    with pytest.raises(Killed):
        search.search(config, tmp_path, dies)
    told = search.search(config, tmp_path, dies)
    scored = [trial for trial in told.trials if trial.state == "complete"]
    assert len(scored) == 6
    assert asked[4] == asked[3]
    assert len(set(asked)) == 6


@pytest.mark.parametrize("left", ["DELETE FROM studies", "DROP TABLE studies", "DROP TABLE trials"])
def test_a_search_that_was_killed_while_its_list_was_made_begins(tmp_path: Path, left: str) -> None:
    config = SearchConfig(axes=(LR,), trials=1, pruner="none")

    def dies(_config: TrainConfig, _folder: Path, _reporter: Reporter) -> float:
        raise Killed

    with pytest.raises(Killed):
        search.search(config, tmp_path, dies)
    tables = ("trials", "study_directions", "studies")
    with closing(sqlite3.connect(tmp_path / "study.db")) as file:
        for command in (*map("DELETE FROM {}".format, tables), left):
            file.execute(command)
        file.commit()
    if left.startswith("DELETE"):
        assert searches.summary(tmp_path).trials == ()
    assert [trial.state for trial in search.search(config, tmp_path, planted).trials] == [
        "complete"
    ]


def test_stop_keeps_the_finished_trials_and_leaves_the_half_one_for_later(tmp_path: Path) -> None:
    config = SearchConfig(axes=(LR,), trials=5)

    def steps(config: TrainConfig, folder: Path, reporter: Reporter) -> float:
        reporter.checkpoint()
        return planted(config, folder, reporter)

    told = search.search(config, tmp_path, steps, Recording(stop_at=4))
    states = [trial.state for trial in told.trials]
    assert states[:2] == ["complete", "fail"]
    told = search.search(config, tmp_path, steps)
    assert [trial.state for trial in told.trials].count("complete") == 5
    assert told.trials[2].values == told.trials[1].values


def test_hopeless_trials_end_early(tmp_path: Path) -> None:
    epochs: dict[float, int] = {}

    def slow(config: TrainConfig, _folder: Path, reporter: Reporter) -> float:
        score = planted(config, _folder, reporter)
        for epoch in range(1, 11):
            epochs[config.learning_rate] = epoch
            reporter.metric(epoch, float(epoch), {"valid/ndcg@20": score})
            stop = reporter.checkpoint()
            assert type(stop) is bool
            if stop:
                break
        return score

    told = search.search(SearchConfig(axes=(LR,), trials=20), tmp_path, slow)
    by_state: dict[str, list[float]] = {}
    for trial in told.trials:
        by_state.setdefault(trial.state, []).append(trial.score)
        assert trial.epochs == epochs[trial.values["learning_rate"]]
    assert min(len(scores) for scores in by_state.values()) > 0
    assert max(by_state["pruned"]) < max(by_state["complete"])


def test_settings_that_do_not_go_together_are_told_and_counted(tmp_path: Path) -> None:
    base = TrainConfig(fusion=TransformerConfig(dim=8, heads=2))
    heads = Axis(field="fusion.heads", kind="choice", choices=(3,))
    told = search.search(SearchConfig(base=base, axes=(heads,), trials=2), tmp_path, planted)
    assert [trial.state for trial in told.trials] == ["fail", "fail"]
    assert "do not divide" in told.trials[0].why
    assert told.best is None


def test_real_trainings_are_judged_by_validation_and_never_see_the_test_part(
    tmp_path: Path,
) -> None:
    catalog, features, _ = make()
    base = TrainConfig(
        fusion=ConcatConfig(dim=8, hidden=8), epochs=2, batch_size=512, ks=(10,), device="cpu",
        split=SplitConfig(kind="random"),
    )  # fmt: skip

    def objective(config: TrainConfig, folder: Path, reporter: Reporter) -> float:
        summary = train(catalog, features, config, folder, reporter, test=False)
        return float(summary.validation["ndcg@10"])

    rates = Axis(field="learning_rate", kind="choice", choices=(1e-6, 0.02))
    config = SearchConfig(base=base, axes=(rates,), trials=6, pruner="none")
    told = search.search(config, tmp_path, objective)
    assert told.config.learning_rate == 0.02
    for trial in (tmp_path / "trials").iterdir():
        info = layout.read_record(trial)
        assert info.summary is not None
        assert not info.summary.test
        assert info.summary.validation
    heavy = (layout.MODEL, layout.VECTORS, layout.LAST)
    kept = {p.parent.name for p in (tmp_path / "trials").rglob("*") if p.name in heavy}
    assert kept == {f"{told.best:04d}"}
    # What is damaged is made again: the trials say what the list said.
    study = tmp_path / "study.db"
    whole = study.read_bytes()
    assert not [f for f in psutil.Process().open_files() if f.path == str(study)]  # none is kept
    for left in (b"", whole[: len(whole) // 2] + b"\x00" * 4096):
        study.write_bytes(left)
        with pytest.raises(UserError, match="damaged"):
            searches.summary(tmp_path)
    more = search.search(config.model_copy(update={"trials": 7}), tmp_path, objective)
    assert (tmp_path / "study.db.damaged").exists()
    assert len(more.trials) == 7
    for before, after in zip(told.trials, more.trials, strict=False):
        assert (after.number, after.state, after.values) == (
            before.number, before.state, before.values,
        )  # fmt: skip
        assert after.score == pytest.approx(before.score)
    assert more.config.learning_rate == 0.02
