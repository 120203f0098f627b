"""Time synchronisation: by how much one track runs behind another, and whether to believe it.

An offset is positive when the same moment comes later on the other track's clock:
t_other = rate * t_reference + offset. An estimate that is not trusted changes nothing.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

import numpy as np
from numpy.typing import ArrayLike
from scipy import ndimage, signal

from core.errors import UserError
from core.media.agreement import agreement, lead
from core.media.audio import Sound
from core.media.tracks import RATE, Envelope
from core.text import Text

Method = Literal["timestamps", "marker", "correlation", "warping", "hand"]

#: Peak over second peak. Unrelated music stayed below 1.8 in 60 trials, music under noise of its
#: own power stayed above 3.7 in 60.
TRUSTED = 2.0
#: Peaks closer than this to the best one are the same peak.
_SAME_PEAK_S = 0.15
#: The envelope says little above this; noise says much.
_CUTOFF_HZ = 15.0
#: Power to which the lead in agreement counts as confidence: a rival with 87 % of it is too much.
#: Loops and choruses had nearly all of it or more, what belongs together at most 83 %.
_LEAD = 5
#: And no lead makes more than this of a weak peak.
_HELP = 1.2
_BLUR_S = 0.025
_OVERLAP_S = 5.0
#: A long overlap is worth little more than a short one: choruses fit each other at the wrong lag.
_LENGTH = 0.15
_BIN_S = 0.010
_MAX_PAIRS = 4_000_000
#: Fewer beginnings than this fit anywhere: with two or three, 1 unrelated pair in 60 was trusted.
MIN_EVENTS = 4


@dataclass(frozen=True)
class Offset:
    """An estimate.

    Attributes:
        offset_s: seconds that the other track is late.
        rate: seconds of the other track per second of the reference; 1 without drift.
        confidence: how far the best answer stands above the second best; 1 means not at all.
        trusted: whether it is to be applied.
        method: how it was found.
        reason: one plain sentence for the user.
        rate_error: standard error of the rate.
    """

    offset_s: float
    rate: float
    confidence: float
    trusted: bool
    method: Method
    reason: Text
    rate_error: float = 0.0

    def to_reference(self, times: ArrayLike) -> np.ndarray:
        """Times of the other track on the reference clock; unchanged if not trusted."""
        times = np.asarray(times, np.float64)
        return (times - self.offset_s) / self.rate if self.trusted else times


def by_hand(offset_s: float, rate: float = 1.0) -> Offset:
    """An offset that the user set."""
    return Offset(
        offset_s,
        rate,
        np.inf,
        True,
        "hand",
        Text("Set by hand to {offset_s:+.3f} s.", offset_s=offset_s),
    )


def by_correlation(
    reference: Envelope, other: Envelope, max_shift_s: float = 30.0, min_events: int = MIN_EVENTS
) -> Offset:
    """Compare what begins when: generalised cross-correlation with phase transform.

    Knapp and Carter, "The generalized correlation method for estimation of time delay", 1976.
    Its lag must also lead by the plain correlation of what overlaps: whitened, the ends of two
    loops outweigh what they hold. All lags compete, also those too far to be believed.

    Args:
        reference: the track whose clock counts.
        other: the track that may be late.
        max_shift_s: larger offsets are not believed.
        min_events: with fewer beginnings on either track nothing is believed.

    """
    if not (reference.eventful and other.eventful):
        quiet = Text("the reference") if not reference.eventful else Text("the other track")
        return _distrusted(
            "correlation", Text("Nothing begins on {quiet}, so there is no evidence.", quiet=quiet)
        )
    fewest = min(len(reference.onsets), len(other.onsets))
    if fewest < min_events:
        return _distrusted("correlation", _too_few(fewest))
    offset, confidence = best_lag(reference, other)
    if abs(offset) > max_shift_s:
        return _distrusted(
            "correlation",
            Text("The tracks lie more than {max_shift_s:.0f} s apart.", max_shift_s=max_shift_s),
        )
    one, two = (ndimage.gaussian_filter1d(e.values, _BLUR_S * RATE) for e in (reference, other))
    lags, strength = agreement(one, two, round(_OVERLAP_S * RATE), _LENGTH)
    at = (offset - other.start_s + reference.start_s) * RATE
    ahead = lead(strength, lags, at, _SAME_PEAK_S * RATE)
    confidence = min(confidence * min(ahead, _HELP), ahead**_LEAD)
    return judged("correlation", offset, confidence, Text("the onsets of both tracks"))


def best_lag(reference: Envelope, other: Envelope, within_s: float = np.inf) -> tuple[float, float]:
    """The strongest lag of GCC-PHAT in seconds, and how far it stands above the second one.

    Only lags within `within_s` are compared, of which there must be one.
    """
    lags, strength = phat(reference.values, other.values)
    shift = lags / RATE + other.start_s - reference.start_s
    near = np.abs(shift) <= within_s
    shift, strength = shift[near], strength[near]
    best = int(np.argmax(strength))
    apart = np.abs(shift - shift[best]) > _SAME_PEAK_S
    second = float(strength[apart].max(initial=0.0))
    confidence = float(strength[best]) / max(second, 1e-12)
    return float(shift[best]) + vertex(strength, best) / RATE, confidence


def phat(a: np.ndarray, b: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """GCC-PHAT of two envelopes at RATE.

    Returns:
        Lags in samples in rising order (positive: b is late), and the strength of each.

    """
    n = 1 << (len(a) + len(b) - 1).bit_length()
    cross = np.fft.rfft(b, n) * np.conj(np.fft.rfft(a, n))
    size = np.abs(cross)
    hz = np.arange(len(cross)) * RATE / n
    # Where neither track has power the phase is noise; the floor keeps it from being amplified.
    weight = np.exp(-((hz / _CUTOFF_HZ) ** 2)) / (size + 1e-3 * size.max() + 1e-12)
    strength = np.fft.irfft(cross * weight, n)
    lags = np.arange(n)
    lags[lags > n // 2] -= n
    order = np.argsort(lags)
    lags, strength = lags[order], strength[order]
    possible = (lags > -len(a)) & (lags < len(b))
    return lags[possible], strength[possible]


def by_marker(
    reference: Sound, other: Sound, marker: Sound | None = None, max_shift_s: float = 60.0
) -> Offset:
    """Find the same sync marker on both tracks.

    Args:
        reference: one track.
        other: the other track, at the same rate.
        marker: what the marker sounds like; None for the 2-pop, one film frame of 1 kHz.
        max_shift_s: larger offsets are not believed.

    Raises:
        UserError: the tracks have different rates.

    """
    if reference.rate != other.rate:
        raise UserError(
            Text(
                "The tracks have {rate} and {other} samples a second.",
                rate=reference.rate,
                other=other.rate,
            ),
            "Load both at one rate.",
        )
    wanted = two_pop(reference.rate) if marker is None else marker
    places = []
    for name, sound in ((Text("reference"), reference), (Text("other track"), other)):
        time, confidence = find_marker(sound, wanted)
        if confidence < TRUSTED:
            return _distrusted(
                "marker", Text("No marker stands out on the {name}.", name=name), confidence
            )
        places.append((time, confidence))
    offset = places[1][0] - places[0][0]
    confidence = min(places[0][1], places[1][1])
    if abs(offset) > max_shift_s:
        return _distrusted(
            "marker", Text("The markers lie {offset:.1f} s apart.", offset=abs(offset)), confidence
        )
    return judged("marker", offset, confidence, Text("the marker on both tracks"))


def find_marker(sound: Sound, marker: Sound) -> tuple[float, float]:
    """Normalised matched filter.

    Returns:
        The second at which the marker begins on the sound's clock, and peak over second peak.

    """
    x, m = sound.samples.astype(np.float64), marker.samples.astype(np.float64)
    if len(x) < len(m):
        return 0.0, 0.0
    match = signal.fftconvolve(x, m[::-1], mode="valid")
    power = np.convolve(x * x, np.ones(len(m)), mode="valid") if len(x) < 4096 else _running(x, m)
    # Against the power under the marker: a loud passage is no better match for being loud.
    floor = 1e-3 * float(power.max()) + 1e-12
    score = np.abs(signal.hilbert(match)) / np.sqrt(np.maximum(power, floor) * float(m @ m))
    best = int(np.argmax(score))
    apart = np.abs(np.arange(len(score)) - best) > max(len(m), round(_SAME_PEAK_S * sound.rate))
    second = float(score[apart].max(initial=0.0))
    return sound.start_s + best / sound.rate, float(score[best]) / max(second, 1e-12)


def two_pop(rate: int) -> Sound:
    """One film frame (1/24 s) of 1 kHz."""
    t = np.arange(round(rate / 24)) / rate
    return Sound((0.5 * np.sin(2 * np.pi * 1000 * t)).astype(np.float32), rate)


def by_timestamps(reference: ArrayLike, other: ArrayLike, max_shift_s: float = 60.0) -> Offset:
    """The difference that most pairs of timestamps agree on.

    Both lists hold times (seconds) of the same happenings; some may be missing on either side.
    """
    a = np.sort(np.asarray(reference, np.float64).ravel())
    b = np.sort(np.asarray(other, np.float64).ravel())
    a, b = a[np.isfinite(a)], b[np.isfinite(b)]
    if len(a) < 2 or len(b) < 2:
        return _distrusted("timestamps", Text("There are fewer than two timestamps to compare."))
    if len(a) * len(b) > _MAX_PAIRS:
        return _distrusted(
            "timestamps",
            Text("{a} and {b} timestamps are too many to compare by pairs.", a=len(a), b=len(b)),
        )
    difference = np.sort((b[None, :] - a[:, None]).ravel())
    difference = difference[np.abs(difference) <= max_shift_s]
    if len(difference) == 0:
        return _distrusted(
            "timestamps",
            Text("No two timestamps lie within {max_shift_s:.0f} s.", max_shift_s=max_shift_s),
        )
    # Votes: how many differences lie within a bin around each difference.
    left = np.searchsorted(difference, difference - _BIN_S, "left")
    right = np.searchsorted(difference, difference + _BIN_S, "right")
    votes = right - left
    best = int(np.argmax(votes))
    apart = np.abs(difference - difference[best]) > _SAME_PEAK_S
    second = int(votes[apart].max(initial=0))
    offset = float(np.median(difference[left[best] : right[best]]))
    # Half of the shorter list, or dense lists would always agree somewhere.
    needed = max(MIN_EVENTS, -(-min(len(a), len(b)) // 2))
    if votes[best] < needed:
        return _distrusted(
            "timestamps",
            Text(
                "At best {votes} pairs of timestamps agree; {needed} are needed.",
                votes=int(votes[best]),
                needed=needed,
            ),
        )
    confidence = float(votes[best]) / max(second, 1)
    agree = Text("{votes} pairs of timestamps", votes=int(votes[best]))
    return judged("timestamps", offset, confidence, agree)


def _running(x: np.ndarray, m: np.ndarray) -> np.ndarray:
    total = np.concatenate([[0.0], np.cumsum(x * x)])
    power: np.ndarray = total[len(m) :] - total[: -len(m)]
    return power


def vertex(values: np.ndarray, k: int) -> float:
    """Where the parabola through a peak and its neighbours has its top, in samples from k."""
    if not 0 < k < len(values) - 1:
        return 0.0
    left, middle, right = (float(v) for v in values[k - 1 : k + 2])
    bend = left - 2 * middle + right
    return 0.0 if bend >= 0 else float(np.clip(0.5 * (left - right) / bend, -0.5, 0.5))


def judged(method: Method, offset: float, confidence: float, evidence: Text) -> Offset:
    """The offset, trusted if its confidence is high enough, with a sentence that says why."""
    if confidence < TRUSTED:
        reason = Text(
            "The best shift ({offset:+.3f} s) is only {confidence:.1f} times as good as "
            "the next one; {trusted:.0f} are needed, so nothing was changed.",
            offset=offset,
            confidence=confidence,
            trusted=TRUSTED,
        )
        return Offset(offset, 1.0, confidence, False, method, reason)
    side = Text("late") if offset > 0 else Text("early")
    reason = Text(
        "By {evidence} the other track is {offset:.3f} s {side}.",
        evidence=evidence,
        offset=abs(offset),
        side=side,
    )
    return Offset(offset, 1.0, confidence, True, method, reason)


def _too_few(count: int) -> Text:
    return Text.counted(
        "Only {n} beginning is on one track and {needed} are needed.",
        "Only {n} beginnings are on one track and {needed} are needed.",
        count,
        needed=MIN_EVENTS,
    )


def _distrusted(method: Method, why: Text, confidence: float = 0.0) -> Offset:
    return Offset(0.0, 1.0, confidence, False, method, Text("{why} Nothing was changed.", why=why))
