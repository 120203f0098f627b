"""Which of the ways to find an offset to believe, for two tracks of one item."""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np

from core.media import lines, sync, warp
from core.media.reading import Track
from core.media.sameness import by_sameness
from core.media.sync import Offset
from core.text import Text

#: Estimates that both deserve trust must put every moment within this.
AGREE_S = 0.12
#: Drift that moves the end of a track by less is left to the plain offset.
_DRIFT_S = 0.04
#: And it must be this many of its standard errors: a few windows with few beginnings are always a
#: little askew. What half a minute gains by it says nothing, the end of the track is minutes away.
_DRIFT_ERRORS = 4


@dataclass(frozen=True)
class Estimate:
    """What was found about one track.

    Attributes:
        offset: the answer, trusted or not.
        tried: every method that could be asked, in the order they were.
        checked: whether there was enough on both tracks to compare at all.
    """

    offset: Offset
    tried: tuple[Offset, ...] = ()
    checked: bool = True


def reference() -> Estimate:
    """Of the track whose clock all others are laid on."""
    return Estimate(
        Offset(0.0, 1.0, 1.0, True, "timestamps", Text("This track is the common clock."))
    )


def between(a: Track, b: Track) -> Estimate:
    """By how much track `b` runs behind the reference `a`.

    Timestamps of one container are kept. Else, where both have sound, the sounds are compared
    (marker, correlation, warping); lists of moments are also compared time by time.
    """
    if a.file == b.file:
        return Estimate(_one_container(a, b))
    one, two = a.beginnings, b.beginnings
    tried: list[Offset] = []
    if a.sound is not None and b.sound is not None:
        tried.append(sync.by_marker(a.sound, b.sound))
    found = sync.by_correlation(one, two)
    if not found.trusted and a.sound is not None and b.points:
        told = lines.by_lines(a.sound, b.cues)
        found = told if told.trusted else found
    if not found.trusted:
        same = by_sameness(one, two)
        found = same if same is not None and same.trusted else found
    tried.append(found)
    if a.points or b.points:
        tried.append(sync.by_timestamps(a.moments, b.moments))
    else:
        tried.append(warp.by_warping(one, two))
    fewest = min(len(one.onsets), len(two.onsets))
    return choose(tuple(tried), b.start_s, b.end_s, checked=fewest >= sync.MIN_EVENTS)


def choose(tried: tuple[Offset, ...], start_s: float, end_s: float, *, checked: bool) -> Estimate:
    """The most exact of the trusted estimates, if all of them tell the same.

    Args:
        tried: estimates of one track.
        start_s: where the track begins on its own clock.
        end_s: where it ends.
        checked: see :class:`Estimate`.

    """
    by = {offset.method: offset for offset in tried if offset.trusted}
    drifting = by.get("warping")
    if drifting is not None:
        drift = abs(drifting.rate - 1)
        if drift * (end_s - start_s) < _DRIFT_S:
            drifting = None
        elif drift < _DRIFT_ERRORS * drifting.rate_error:
            # Neither a drift nor, once one is taken out, a witness of an offset.
            del by["warping"]
            drifting = None
    if drifting is not None:
        # One number cannot tell a drift, so the others are not asked to agree with it.
        best, others = drifting, []
    elif by:
        order = ("marker", "correlation", "timestamps", "warping")
        ranked = [by[name] for name in order if name in by and abs(by[name].rate - 1) < 1e-9]
        ranked = ranked or [by["warping"]]
        best, others = ranked[0], ranked[1:]
    else:
        unsure = (offset for offset in tried if not offset.trusted)
        return Estimate(max(unsure, key=lambda offset: offset.confidence), tried, checked)
    ends = np.array([start_s, end_s])
    for other in others:
        apart = float(np.abs(best.to_reference(ends) - other.to_reference(ends)).max())
        if apart > AGREE_S:
            reason = Text(
                "By {method} it is {offset_s:+.3f} s off, by {other} {other_s:+.3f} "
                "s: they disagree, so nothing was changed.",
                method=best.method,
                offset_s=best.offset_s,
                other=other.method,
                other_s=other.offset_s,
            )
            return Estimate(replace(best, trusted=False, reason=reason), tried, checked)
    return Estimate(best, tried, checked)


def _one_container(a: Track, b: Track) -> Offset:
    late = b.start_s - a.start_s
    reason = Text("Both tracks share the clock of one container.")
    if abs(late) >= 0.001:
        side = Text("later") if late > 0 else Text("earlier")
        begins = Text(
            "By its timestamps this one begins {late:.3f} s {side}.", late=abs(late), side=side
        )
        reason = Text.joined(" ", (reason, begins))
    return Offset(0.0, 1.0, 1.0, True, "timestamps", reason)
