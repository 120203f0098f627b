"""The judge of people's files: each of its verdicts can fail, and says who saw what."""

from __future__ import annotations

import gzip
from collections.abc import Mapping
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from benchmarks.cases import counting, mutations, shapes, siblings, themes, worlds
from benchmarks.cases import expected as truth
from benchmarks.cases import folder as folders
from benchmarks.cases.judge import Fact, judge
from benchmarks.cases.seen import Entry, Met, Seen, look_and_read

#: Beside the checkout, or beside that of which this is a worktree.
PLACES = [above / "shared" / "cases" for above in Path(__file__).parents[3:5]]
CASES = next((place for place in PLACES if place.is_dir()), PLACES[0])
TABLE = {
    "items": {"a": {"title": "Red", "image": "a.png"}, "b": {"title": "Blue"}},
    "log": [
        ["u", "a", "2020-01-05", {"rating": 5, "wish": True}],
        ["u", "b", "2020-01-06", {"rating": 1, "wish": False}],
    ],
    "columns": {"time": "seen_on"},
}
GOOD = ("right", "asked")
TIMES = (1578182400.0, 1578268800.0)


def right() -> Seen:
    return Seen(
        items={"a": {"title": "Red", "image": "a.png"}, "b": {"title": "Blue"}},
        users=["u"],
        log=[
            Met("u", "a", TIMES[0], {"rating": 5.0, "wish": True}),
            Met("u", "b", TIMES[1], {"rating": 1.0, "wish": False}),
        ],
    )


def verdict(seen: Seen, **keys: object) -> str:
    return judge(truth.read({**TABLE, **keys}), seen, ["items.csv", "interactions.csv"]).name


def told(row: str, line: int = 2, kept: bool = False, column: str | None = None) -> Entry:
    return Entry("interactions.csv", line, column, "It is no time.", row, kept)


def test_what_is_true_is_right() -> None:
    assert verdict(right()) == "right"


@pytest.mark.parametrize(
    "change",
    [
        {"items": {"a": {"title": "Green", "image": "a.png"}, "b": {"title": "Blue"}}},
        {"items": {"a": {"title": "Red", "image": "b.png"}, "b": {"title": "Blue"}}},
        {"items": {**right().items, "c": {}}},
        {"log": [right().log[0], replace(right().log[1], time=TIMES[0])]},
        {"log": [right().log[0], replace(right().log[1], user="v")]},
        {"log": [*right().log, right().log[0]]},
        {"log": [right().log[0], replace(right().log[1], fields={"rating": 5.0, "wish": False})]},
        {"log": [right().log[0], replace(right().log[1], fields={"rating": 1.0, "wish": True})]},
    ],
    ids=["title", "picture", "item", "time", "user", "twice", "rating", "wish"],
)
def test_what_is_not_true_is_silently_wrong_whatever_is_said_elsewhere(
    change: Mapping[str, object],
) -> None:
    seen = replace(right(), **change)  # type: ignore[arg-type]
    assert verdict(seen) == "silently wrong"
    said = replace(seen, said=["In items.csv the columns were read so: 'id' as item."])
    assert verdict(said) == "silently wrong"
    assert verdict(replace(said, said=["It is not UTF-8."]), doubt=["UTF-8"]) == "wrong"


@pytest.mark.parametrize(
    "change",
    [
        {"items": {"a": {"title": "Red"}, "b": {"title": "Blue"}}},
        {"items": {"a": {"title": "Red", "image": "a.png"}}},
        {"log": right().log[:1]},
        {"log": [right().log[0], replace(right().log[1], time=None)]},
        {"log": [right().log[0], replace(right().log[1], fields={"wish": False})]},
    ],
    ids=["picture", "item", "interaction", "time", "rating"],
)
def test_what_is_gone_is_silently_lost(change: Mapping[str, object]) -> None:
    assert verdict(replace(right(), **change)) == "silently lost"  # type: ignore[arg-type]


def test_a_row_in_quarantine_is_clumsy_only_if_it_is_that_row() -> None:
    seen = replace(right(), log=right().log[:1])
    assert verdict(replace(seen, quarantine=[told("u,b,6 Jan")])) == "clumsy"
    assert verdict(replace(seen, quarantine=[told("u,a,5 Jan", kept=True)])) == "silently lost"


def test_a_file_or_column_named_as_not_used_is_clumsy() -> None:
    seen = replace(right(), log=[replace(met, time=None) for met in right().log])
    assert verdict(replace(seen, said=["The column 'seen_on' is not used."])) == "clumsy"
    assert verdict(replace(seen, said=["The column 'seen_on' was read."])) == "silently lost"
    empty = replace(right(), log=[])
    assert verdict(replace(empty, said=["interactions.csv cannot be read."])) == "clumsy"
    assert verdict(replace(empty, unused={"interactions.csv": "two readings"})) == "clumsy"
    assert verdict(replace(empty, said=["No histories were found."])) == "silently lost"
    assert verdict(replace(empty, said=["my-interactions.csv is not used."])) == "silently lost"


def test_what_is_said_of_other_rows_or_of_columns_does_not_tell_a_loss() -> None:
    keys = {"items": {"a": {}, "1": {}}, "log": [["u", "a"], ["u", "1"]]}
    seen = Seen(items={"a": {}, "1": {}}, users=["u"], log=[Met("u", "a", None, {})])
    assert verdict(replace(seen, quarantine=[told("u,1,6 Jan")]), **keys) == "clumsy"
    assert verdict(replace(seen, quarantine=[told("u,10", kept=True)]), **keys) == "silently lost"
    columns = "In interactions.csv these columns are not used: page."
    assert verdict(replace(seen, said=[columns]), **keys) == "silently lost"
    kept = replace(seen, items={"a": {}}, quarantine=[told("u,x", kept=True)])
    assert verdict(kept, items=None, log=None, n_items=[2]) == "silently lost"
    gone = replace(kept, quarantine=[told("u,x")])
    assert verdict(gone, items=None, log=None, n_items=[2]) == "clumsy"


def test_words_kept_under_another_name_are_clumsy_and_not_lost() -> None:
    items = {"a": {"name": "Red", "image": "a.png"}, "b": {"title": "Blue"}}
    assert verdict(replace(right(), items=items)) == "clumsy"
    items["a"]["name"] = "Rot"
    assert verdict(replace(right(), items=items)) == "silently lost"


def test_who_says_that_ratings_are_not_used_has_said_it_of_wishes() -> None:
    log = [replace(met, fields={"wish": True}) for met in right().log]
    seen = replace(right(), log=log)
    assert verdict(seen, columns={"rating": "stars"}) == "silently wrong"
    said = replace(seen, said=["In interactions.csv these columns are not used: 'stars'."])
    assert verdict(said, columns={"rating": "stars"}) == "wrong"
    said = replace(seen, said=["In interactions.csv these columns are not used: page, stars."])
    assert verdict(said, columns={"rating": "stars"}) == "wrong"
    said = replace(seen, said=["The stars of interactions.csv could not be read: pages."])
    assert verdict(said, columns={"rating": "stars"}) == "silently wrong"


def test_a_question_excuses_what_it_is_about_and_nothing_else() -> None:
    seen = replace(right(), log=[replace(met, time=0.0) for met in right().log])
    assert verdict(replace(seen, questions=["Is 'seen_on' day first?"])) == "asked"
    assert verdict(replace(seen, questions=["Is 'stars' a rating?"])) == "silently wrong"
    gone = replace(right(), log=right().log[:1])
    times = "interactions.csv 'timestamp' Are the times day first?"
    assert verdict(replace(gone, questions=[times])) == "silently lost"
    assert verdict(replace(gone, questions=["interactions.csv 'user' Which names the user?"])) == (
        "asked"
    )
    also = replace(seen, questions=["Is 'seen_on' day first?"], items={"a": {}, "b": {}})
    assert verdict(also) == "silently lost"
    assert verdict(replace(seen, questions=["Month first?"]), asks={"time": ["Month"]}) == "asked"


def test_a_refusal_must_name_a_file_and_a_reason() -> None:
    assert verdict(Seen(refused="items.csv has no column that names the item.")) == "refused"
    assert verdict(Seen(refused="This cannot be opened.")) == "clumsy"
    assert verdict(Seen(refused="No reader knows what to do (looked at: items.csv).")) == "clumsy"
    assert verdict(Seen(refused="the 'id'"), refusal=["user"]) == "clumsy"


def test_a_traceback_is_a_crash() -> None:
    assert verdict(Seen(crashed="Traceback\nKeyError: 'x'")) == "crashed"


@pytest.mark.parametrize(
    ("keys", "worst"),
    [
        ({"unused": ["orders.csv"]}, "silently lost"),
        ({"left": ["price"]}, "silently lost"),
        ({"says": ["twice"]}, "silently lost"),
        ({"warns": ["one off"]}, "silently wrong"),
        ({"quarantine": {"interactions.csv": [7]}}, "silently lost"),
        ({"n_users": [2]}, "silently lost"),
        ({"n_users": [0]}, "silently wrong"),
        ({"features": {"image": 2}}, "silently lost"),
        ({"has": {"image": 2}}, "silently lost"),
        ({"has": {"image": 0}}, "silently wrong"),
        ({"order": {"u": ["b", "a"]}}, "silently wrong"),
        ({"each": {"title": ["Red", "Red"]}}, "silently wrong"),
    ],
)
def test_what_must_be_said_or_there(keys: Mapping[str, object], worst: str) -> None:
    assert verdict(right(), **keys) == worst


def test_other_readings_are_as_right() -> None:
    other = replace(right(), items={"a": {"title": "Rot"}, "b": {"title": "Blue"}})
    assert verdict(other, **{"or": [{"items": {"a": {"title": "Rot"}, "b": {}}}]}) == "right"


def test_told_is_no_value_that_somebody_speaks_of() -> None:
    log = [["u", "a", ["told", "2020-01-05"]], ["u", "b", "2020-01-06"]]
    seen = replace(right(), log=[replace(right().log[0], time=None), right().log[1]])
    assert verdict(seen, log=log) == "silently lost"
    assert verdict(replace(seen, quarantine=[told("u,a,?", kept=True)]), log=log) == "right"
    assert verdict(right(), log=log) == "right"


def test_facts_of_media_count() -> None:
    case = truth.read(TABLE)
    for lost, said, name in (
        (True, True, "clumsy"),
        (True, False, "silently lost"),
        (False, True, "wrong"),
        (False, False, "silently wrong"),
    ):
        assert judge(case, right(), more=[Fact("media", lost, said, "x")]).name == name


def test_a_misspelt_key_is_refused() -> None:
    with pytest.raises(ValueError, match="itmes"):
        truth.read({"itmes": {}})


def test_every_case_that_is_written_down_can_be_read() -> None:
    for name in truth.all_of():
        if not name.startswith("_"):
            assert truth.of(name.replace("*", "x")) is not None


def test_the_product_is_seen_as_it_is(tmp_path: Path) -> None:
    (tmp_path / "items.csv").write_text("item,title\na,Red\nb,b\n")
    (tmp_path / "interactions.csv").write_text(
        "user,item,timestamp,rating\nu,a,2020-01-05,5\nu,zzz,2020-01-05,5\n"
    )
    seen = look_and_read(tmp_path)
    assert seen.items == {"a": {"title": "Red"}, "b": {}}
    assert [(met.user, met.item, met.time) for met in seen.log] == [("u", "a", TIMES[0])]
    assert seen.log[0].fields["rating"] == 5
    assert [(one.file, one.line, one.kept) for one in seen.quarantine] == [
        ("interactions.csv", 3, False)
    ]
    assert look_and_read(tmp_path / "nothing").refused


@pytest.mark.parametrize(
    ("name", "data", "between"),
    [
        ("a.csv", b"user,item\nu,1\nu,2\n", (2, 2)),
        ("a.csv.gz", gzip.compress(b"user,item\nu,1\nu,2\n", mtime=0), (2, 2)),
        ("a.csv", b'item,title\n1,"a\nb"\n2,c\n', (2, 3)),
        ("a.csv", b'user,item\nu,"1\nu,2\nu,3\n', (3, 3)),
        ("a.dat", b"1::2::3\n1::3::4\n", (1, 2)),
        ("a.jsonl", b'{"a":1}\n\n{"a":2}\n', (2, 2)),
        ("a.json", b'[{"a":1},\n{"a":2},{}]', (3, 3)),
        ("a.csv", "user,item\nu,1\n".encode("utf-16"), (1, 1)),
        ("a.csv", "user,item\nu,1".encode("utf-32") + b"\n1,5", (1, 2)),
        ("a.csv", b"user,item\r\n\r\nu,1\r\n", (1, 1)),
        ("a.csv", "user,item\nu,1\n".encode("utf-16-le"), None),
        ("a.json", b'{"a":\n1}', None),
        ("a.gz", b"\x1f\x8bnothing", None),
    ],
)
def test_rows_are_counted_without_the_product(
    tmp_path: Path, name: str, data: bytes, between: tuple[int, int] | None
) -> None:
    (tmp_path / name).write_bytes(data)
    assert counting.rows(tmp_path / name) == between


CELLS = (
    "In log.csv each of 3 columns is one item or user, "
    "and each of 3 filled cells was read as a row."
)


@pytest.mark.parametrize(
    ("seen", "outcome"),
    [
        (right(), None),
        (replace(right(), log=right().log[:1]), "lost"),
        (replace(right(), roles={"log.csv": "log", "x.bin": "log"}), "uncounted"),
        (replace(right(), log=[*right().log, right().log[0]]), "too many"),
        (replace(right(), log=right().log[:1], quarantine=[told("u,b")]), None),
        (replace(right(), log=right().log[:1], quarantine=[told("u,b", kept=True)]), "lost"),
        (replace(right(), log=right().log[:1], quarantine=2 * [told("u,b")]), None),
        (replace(right(), log=[], quarantine=2 * [told("u,b")]), "lost"),
        (replace(right(), log=[], said=["log.csv is not read: why."]), None),
        (replace(right(), log=[], said=["my-log.csv is not read: why."]), "lost"),
        (replace(right(), items={"a": {}}), "lost"),
        (replace(right(), log=[*right().log, right().log[0]], said=[CELLS]), None),
        (replace(right(), said=[CELLS]), "lost"),
    ],
)
def test_a_row_that_is_neither_kept_nor_told_is_found(
    tmp_path: Path, seen: Seen, outcome: str | None
) -> None:
    (tmp_path / "log.csv").write_text("user,item\nu,a\nu,b\n")
    (tmp_path / "items.csv").write_text("item,title\na,Red\nb,Blue\n")
    (tmp_path / "x.bin").write_bytes(bytes(99))
    roles = {"log.csv": "log", "items.csv": "items"}
    entries = [replace(one, file="log.csv") for one in seen.quarantine]
    found = mutations.unaccounted(tmp_path, replace(seen, quarantine=entries), roles)
    assert (found[0] if found else None) == outcome


def test_a_look_at_every_shape_finds_what_lies_there() -> None:
    found = {one.shape: one for one in shapes.looks(10)}
    assert set(found) == set(shapes.SHAPES)
    readers = {shape: one.reader for shape, one in found.items()}
    assert readers["pictures named after ids"] == readers["a table a day"] == "table"
    assert readers["class folders"] == readers["names without a suffix"] == "folder"


def test_a_mutation_is_made_again_from_its_number(tmp_path: Path) -> None:
    case = tmp_path / "cases" / "D8-small"
    case.mkdir(parents=True)
    (case / "items.csv").write_text("item,title\na,Red\nb,Blue\n")
    (case / "interactions.csv").write_text("user,item\nu,a\nu,b\n")

    def done(*numbers: int) -> list[tuple[str, ...]]:
        found = mutations.runs(tmp_path / "cases", 0, range(*numbers), tmp_path / "keep")
        return [(*run.done, run.outcome) for run in found]

    assert done(5, 12) == done(0, 12)[5:]


def test_siblings_differ_and_are_made_the_same_each_time(tmp_path: Path) -> None:
    made = siblings.siblings()
    assert len({one.name for one in made}) == len(made) >= 100
    for one in (made[0], made[-1]):
        for place in ("one", "two"):
            (tmp_path / one.name / place).mkdir(parents=True)
            one.write(tmp_path / one.name / place)
        first, second = (
            {path.name: path.read_bytes() for path in (tmp_path / one.name / place).iterdir()}
            for place in ("one", "two")
        )
        assert first == second
        assert first


def test_what_is_true_of_a_sibling_is_what_it_was_made_from() -> None:
    """The clocks of all themes, read back by hand."""
    for theme in themes.THEMES:
        made = worlds.world(theme)
        log = worlds.truth(made).log or []
        assert len(log) == len(made.log) == 40
        for row, (user, item, time, _), line in zip(log, made.met, made.log, strict=True):
            assert row[:2] == [user, item] == [line[theme.user], line[theme.item]]
            shift = timedelta(hours=3) if "+03:00" in str(line[theme.time]) else timedelta()
            told = datetime.fromisoformat(str(row[2])) + shift
            assert theme.clock(told.replace(tzinfo=UTC)) == line[theme.time]
            assert abs(told.replace(tzinfo=UTC) - time) < timedelta(days=1)


@pytest.mark.skipif(not CASES.is_dir(), reason=f"the cases are not in {CASES}")
def test_all_cases_are_right_or_asked_about() -> None:
    found = list(folders.outcomes(CASES))
    assert len(found) > 150
    bad = {one.case: one.verdict.why for one in found if one.verdict.name not in GOOD}
    assert bad == {}
