"""Health of the histories: repeats, times and their order, bots, users with too little."""

from __future__ import annotations

import numpy as np
import polars as pl

from core.catalog.schema import Catalog
from core.media.findings import EXAMPLES, Finding, Severity, of_others
from core.text import Text

K_CORE = 5
#: Faster than this nobody reads, watches or buys.
_PER_MINUTE, _PER_DAY = 60, 2000
_MINUTE_MS, _DAY_MS = 60_000, 86_400_000
#: 1 January 1995: before it nobody clicked.
_FIRST_MS = 788_918_400_000
#: Share of rows out of order below which a file is meant to be in order of time.
_ACCIDENT = 0.05
#: A machine with a timer: gaps this even, over at least so many events.
_EVEN, _EVEN_EVENTS = 0.02, 30


def duplicate_interactions(catalog: Catalog) -> list[Finding]:
    """Rows of the log that say the same twice."""
    log = catalog.interactions
    keys = ["user", "item", "timestamp", "event"]
    # Rows stand sorted by user and time, so only neighbours can be the same.
    follows = pl.lit(True)
    for name in ("user", "timestamp"):
        follows &= pl.col(name).eq_missing(pl.col(name).shift(1))
    near = log.with_row_index("row").filter(follows | follows.shift(-1, fill_value=False))
    again = near.filter(~pl.struct(keys).is_first_distinct())
    return of_others(
        "duplicate-interactions",
        "warning",
        "interactions",
        again["row"].to_numpy(),
        again["item"].to_numpy(),
        Text.counted(
            "{n:,} interaction is logged twice with the same user, item, time and event.",
            "{n:,} interactions are logged twice with the same user, item, time and event.",
            len(again["row"].to_numpy()),
        ),
        Text("Keep one of each; repeated rows make some users and items count double."),
    )


def timestamps(catalog: Catalog, now_ms: int) -> list[Finding]:
    """Times that cannot be."""
    log = catalog.interactions
    times = log["timestamp"]
    if times.null_count() == len(times):
        return []
    items = log["item"].to_numpy()
    found: list[Finding] = []
    missing, future, old = (
        np.flatnonzero(mask.fill_null(False).to_numpy())
        for mask in (times.is_null(), times > now_ms + _DAY_MS, times < _FIRST_MS)
    )
    checks: tuple[tuple[str, Severity, np.ndarray, Text, Text], ...] = (
        (
            "timestamps-missing",
            "warning",
            missing,
            Text.counted(
                "{n:,} interaction has no time.",
                "{n:,} interactions have no time.",
                len(missing),
            ),
            Text("They are taken for the oldest of their user. Export them with their time."),
        ),
        (
            "timestamps-in-the-future",
            "error",
            future,
            Text.counted(
                "{n:,} interaction is dated in the future.",
                "{n:,} interactions are dated in the future.",
                len(future),
            ),
            Text("Check the unit (seconds or milliseconds) and the time zone of the export."),
        ),
        (
            "timestamps-too-old",
            "error",
            old,
            Text.counted(
                "{n:,} interaction is dated before 1995.",
                "{n:,} interactions are dated before 1995.",
                len(old),
            ),
            Text(
                "Check the unit of the time column; zero stands for an unknown time in many "
                "exports."
            ),
        ),
    )
    for key, severity, rows, sentence, action in checks:
        found += of_others(
            key, severity, "interactions", rows, items[rows], sentence, action, _days(times, rows)
        )
    return found


def _days(times: pl.Series, rows: np.ndarray) -> list[str]:
    stamps = times.gather(rows[:EXAMPLES]).cast(pl.Datetime("ms")).dt.strftime("%Y-%m-%d %H:%M")
    return [stamp for stamp in stamps.to_list() if stamp is not None]


def out_of_order(catalog: Catalog) -> list[Finding]:
    """Rows that stood in their file after something the same user did later."""
    log = catalog.interactions
    mask = log.get_column("late", default=None)
    if mask is None:
        return []
    rows = np.flatnonzero(mask.to_numpy())
    share = len(rows) / len(log)
    # A table sorted by item is out of order throughout; single rows in a log are an accident.
    accident = share < _ACCIDENT
    return of_others(
        "timestamps-out-of-order",
        "warning" if accident else "note",
        "interactions",
        rows,
        log["item"].to_numpy()[rows],
        Text.counted(
            "{n:,} interaction ({share:.2%}) stood in the file after a later one of the same user.",
            "{n:,} interactions ({share:.2%}) stood in the file after a later one of the "
            "same user.",
            len(rows),
            share=share,
        ),
        Text(
            "Histories are read in order of time. Of a log this says that clocks differ or "
            "rows were added afterwards: check these times, or leave the rows out."
        )
        if accident
        else Text(
            "Nothing needs to be done: the file is in another order, and histories are read "
            "in order of time."
        ),
        _days(log["timestamp"], rows),
    )


def split_order(catalog: Catalog) -> list[Finding]:
    """Labels of train and test that put the past after the future."""
    log = catalog.interactions.with_row_index("row")
    if log["split"].null_count() == len(log) or log["timestamp"].null_count() == len(log):
        return []
    last = log.filter(pl.col("split") == 0).group_by("user").agg(last=pl.col("timestamp").max())
    early = (
        log.filter(pl.col("split") > 0)
        .join(last, on="user", how="inner", maintain_order="left")
        .filter(pl.col("timestamp") < pl.col("last"))
    )
    return of_others(
        "split-out-of-order",
        "warning",
        "interactions",
        early["row"].to_numpy(),
        early["item"].to_numpy(),
        Text.counted(
            "{n:,} interaction labelled validation or test is older than something the same "
            "user did in the training part.",
            "{n:,} interactions labelled validation or test are older than something the "
            "same user did in the training part.",
            len(early["row"].to_numpy()),
        ),
        Text("Results on this split look into the future; prefer leave-last-out or a time split."),
    )


def bots(catalog: Catalog) -> list[Finding]:
    """Users who act faster, or more evenly, than people do."""
    log = catalog.interactions.filter(pl.col("timestamp").is_not_null())
    times, users = log["timestamp"].to_numpy(), log["user"].to_numpy()
    if len(times) < 2 or np.all(times % _DAY_MS == 0):
        return []  # dates without a time of day say nothing about speed
    why: dict[int, Text] = {}
    for limit, span, word in (
        (_PER_MINUTE, _MINUTE_MS, Text("minute")),
        (_PER_DAY, _DAY_MS, Text("day")),
    ):
        if len(times) > limit:
            fast = (times[limit:] - times[:-limit] <= span) & (users[limit:] == users[:-limit])
            for user in np.unique(users[limit:][fast]).tolist():
                why.setdefault(
                    user, Text("more than {limit:,} events in one {word}", limit=limit, word=word)
                )
    gap = np.diff(times).astype(np.float64)
    same = users[1:] == users[:-1]
    who, gap = users[1:][same], gap[same]
    n = np.bincount(who, minlength=len(catalog.users))
    mean = np.bincount(who, gap, len(catalog.users)) / np.maximum(n, 1)
    spread = np.sqrt(
        np.bincount(who, (gap - mean[who]) ** 2, len(catalog.users)) / np.maximum(n, 1)
    )
    even = (n >= _EVEN_EVENTS) & (mean > 0) & (spread < _EVEN * mean)
    for user in np.flatnonzero(even).tolist():
        why.setdefault(
            user, Text("one event every {seconds:.0f} s, like a clock", seconds=mean[user] / 1000)
        )
    rows = np.array(sorted(why), np.int64)
    names = catalog.users["user"].gather(rows[:EXAMPLES]).to_list()
    details = [
        Text("{name}: {why}", name=name, why=why[row])
        for name, row in zip(names, rows.tolist(), strict=False)
    ]
    items = log["item"].to_numpy()[np.isin(users, rows)]
    return of_others(
        "bots",
        "warning",
        "users",
        rows,
        items,
        Text.counted(
            "{n:,} user has the habits of a machine.",
            "{n:,} users have the habits of a machine.",
            len(rows),
        ),
        Text("Exclude them: their clicks teach the model what a crawler visits."),
        details,
    )


def sparse(catalog: Catalog, k: int = K_CORE) -> list[Finding]:
    """Users and items with little history, and what a k-core would keep."""
    log = catalog.interactions
    width = max(1, len(catalog.items))
    pairs = np.sort(log["user"].to_numpy().astype(np.int64) * width + log["item"].to_numpy())
    pairs = pairs[np.diff(pairs, prepend=-1) > 0]  # np.unique hashes: ten times slower here
    user, item = pairs // width, pairs % width
    of_user = np.bincount(user, minlength=len(catalog.users))
    rows = np.flatnonzero((of_user > 0) & (of_user < k))
    users, items, left = core_size(user, item, k)
    return of_others(
        "users-below-core",
        "note",
        "users",
        rows,
        np.empty(0, np.int64),
        Text.counted(
            "{n:,} user has fewer than {k} different items. A {k}-core would keep {users:,} "
            "users, {items:,} items and {left:,} interactions.",
            "{n:,} users have fewer than {k} different items. A {k}-core would keep "
            "{users:,} users, {items:,} items and {left:,} interactions.",
            len(rows),
            k=k,
            users=users,
            items=items,
            left=left,
        ),
        Text("Keep them for realism, or filter to the core to compare with published numbers."),
    )


def core_size(user: np.ndarray, item: np.ndarray, k: int) -> tuple[int, int, int]:
    """Users, items and pairs of the largest part in which everyone has at least k pairs."""
    while len(user):
        keep = (np.bincount(user)[user] >= k) & (np.bincount(item)[item] >= k)
        if keep.all():
            break
        user, item = user[keep], item[keep]
    return len(np.unique(user)), len(np.unique(item)), len(user)
