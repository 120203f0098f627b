"""Medians with bootstrap intervals, and verdicts that may say "inconclusive".

Samples taken in one visit to a point share the state of the machine, so they are not independent:
the bootstrap resamples processes, then rounds, then samples within a round (hierarchical
bootstrap, Davison & Hinkley 1997, section 3.8; Kalibera & Jones 2013 for benchmarks). Needs
numpy only.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Literal

import numpy as np

from core.text import Text

#: latency: as measured. work: latency less the waiting for a core that others held, where the
#: kernel counts it, else latency. burst: calls back to back. device: between events.
Quantity = Literal["latency", "work", "burst", "device"]
Verdict = Literal["faster", "slower", "same", "inconclusive"]

RESAMPLES = 2000
CONFIDENCE = 0.95
#: Verdicts are surer than intervals: a table of fifty rows should hold one false one, not three.
VERDICT_CONFIDENCE = 0.98
#: A difference below this is of no use to anybody; an interval inside it means "same".
MARGIN = 0.03
#: Fewest rounds a verdict may rest on.
MIN_ROUNDS = 5


@dataclass(frozen=True)
class Estimate:
    """A number and the interval it lies in with the given confidence."""

    value: float
    low: float
    high: float
    confidence: float = CONFIDENCE

    @property
    def relative_width(self) -> float:
        """Half the interval's width over the value; infinite for a value of zero or unknown."""
        width = self.high - self.low
        return width / (2 * self.value) if self.value and self.known else float("inf")

    @property
    def known(self) -> bool:
        """Whether there is an interval: low and high are one number where none can be had."""
        return self.high > self.low

    @property
    def ends(self) -> tuple[float | None, float | None]:
        """Low and high for other programs; None where there is no interval."""
        return (self.low, self.high) if self.known else (None, None)

    def mapped(self, value: float, low: float, high: float, *others: Estimate) -> Estimate:
        """What follows from this number and others; without an interval where one has none."""
        if all(one.known for one in (self, *others)):
            return Estimate(value, low, high, self.confidence)
        return Estimate(value, value, value, self.confidence)


@dataclass(frozen=True)
class Comparison:
    """The candidate's time over the baseline's (below 1 is faster), and what may be said of it."""

    ratio: Estimate
    verdict: Verdict
    reason: Text
    paired: bool

    @property
    def speedup(self) -> Estimate:
        """The baseline's time over the candidate's: above 1 is faster."""
        return Estimate(
            1 / self.ratio.value, 1 / self.ratio.high, 1 / self.ratio.low, self.ratio.confidence
        )


#: Samples of one point: processes, of rounds, of samples.
Nested = Sequence[Sequence[Sequence[float]]]


def bootstrap(
    samples: Nested,
    rng: np.random.Generator,
    statistic: Callable[[np.ndarray], np.ndarray] = lambda rows: np.median(rows, axis=1),
    resamples: int = RESAMPLES,
) -> np.ndarray:
    """The statistic of `resamples` hierarchical resamples, float64 [resamples].

    A level with a single unit is kept as it is: with one process, rounds are resampled.

    Args:
        samples: processes of rounds of samples; empty rounds are ignored.
        rng: random state.
        statistic: [resamples, n] -> [resamples].
        resamples: how many.

    Raises:
        ValueError: there is no sample.

    """
    processes = [[np.asarray(r, np.float64) for r in p if len(r)] for p in samples]
    processes = [p for p in processes if p]
    if not processes:
        raise ValueError("no samples")
    # Every draw has the same number of samples, so that all resamples stand in one array.
    per_round = max(len(r) for p in processes for r in p)
    per_process = max(len(p) for p in processes)
    n_processes = len(processes)
    rounds = np.array([len(p) for p in processes])
    table = np.full((n_processes, per_process, per_round), np.nan)
    counts = np.ones((n_processes, per_process), np.int64)
    for i, process in enumerate(processes):
        for j, values in enumerate(process):
            table[i, j, : len(values)] = values
            counts[i, j] = len(values)
    shape = (resamples, n_processes)
    which = rng.integers(n_processes, size=shape) if n_processes > 1 else np.zeros(shape, np.int64)
    wide = (resamples, n_processes, per_process)
    chosen = (rng.random(wide) * rounds[which][..., None]).astype(np.int64)
    if per_process == 1:
        chosen[:] = 0
    full = (resamples, n_processes, per_process, per_round)
    within = (rng.random(full) * counts[which[..., None], chosen][..., None]).astype(np.int64)
    drawn = table[which[..., None, None], chosen[..., None], within]
    return np.asarray(statistic(drawn.reshape(resamples, -1)))


def interval(
    draws: np.ndarray, value: float, units: int, confidence: float = CONFIDENCE
) -> Estimate:
    """The percentile interval of bootstrap draws around the estimate.

    That of few units is too narrow: it is widened by the Student factor t(n-1) / z,
    sqrt(n / (n - 1)) (Hesterberg 2015, section 5.1). One unit has no interval at all: how far
    another would lie from it, nothing tells.

    Args:
        draws: on the scale the widening is to be even on; logarithms of times.
        value: the estimate, on that scale.
        units: independent ones that were resampled, see `independent`.
        confidence: of the interval.

    """
    if units < 2:
        return Estimate(value, value, value, confidence)
    tail = 100 * (1 - confidence) / 2
    wide = value + widening(units, confidence) * (draws - value)
    low, high = np.percentile(wide, [tail, 100 - tail])
    return Estimate(value, float(min(low, value)), float(max(high, value)), confidence)


def median(
    samples: Nested,
    seed: int = 0,
    confidence: float = CONFIDENCE,
    resamples: int = RESAMPLES,
) -> Estimate:
    """Median of all samples, which are positive, with its hierarchical bootstrap interval."""
    everything = np.concatenate([np.asarray(r, np.float64) for p in samples for r in p])
    middle = float(np.median(everything))
    if everything.min() <= 0:  # a clock that stood still
        return Estimate(middle, middle, middle, confidence)
    draws = np.log(bootstrap(samples, np.random.default_rng(seed), resamples=resamples) / middle)
    ratio = exponential(interval(draws, 0.0, independent(samples), confidence))
    return Estimate(middle, middle * ratio.low, middle * ratio.high, confidence)


def spread(samples: Nested) -> float:
    """Noise between rounds: the interquartile range of round medians over their median."""
    medians = [float(np.median(r)) for p in samples for r in p if len(r)]
    if len(medians) < 2:
        return 0.0
    low, middle, high = np.percentile(medians, [25, 50, 75])
    return float((high - low) / middle) if middle else 0.0


def paired(
    baseline: dict[tuple[int, int], float],
    candidate: dict[tuple[int, int], float],
    seed: int = 0,
    confidence: float = CONFIDENCE,
) -> Estimate:
    """Ratio candidate / baseline from rounds both were measured in.

    Points of one run are visited in random order in every round. What slows the machine during
    a round slows both, so the ratio within a round is steadier than the ratio of the medians.

    Args:
        baseline: mean seconds by (process, round).
        candidate: the same.
        seed: of the bootstrap.
        confidence: of the interval.

    Returns:
        exp(pseudo-median of log ratios) and its interval over processes and rounds. Under no
        difference the log ratios are symmetric, so the pseudo-median (Hodges & Lehmann 1963) is
        as robust as the median and needs a third fewer rounds.

    Raises:
        ValueError: they share no round.

    """
    shared = sorted(baseline.keys() & candidate.keys())
    if not shared:
        raise ValueError("no round in common")
    logs: dict[int, list[float]] = {}
    for key in shared:
        logs.setdefault(key[0], []).append(float(np.log(candidate[key] / baseline[key])))
    everything = np.concatenate([np.asarray(v) for v in logs.values()])
    centre = float(pseudo_median(everything[None])[0])
    nested = [[[value] for value in values] for values in logs.values()]
    rng = np.random.default_rng(seed)
    units = len(logs) if len(logs) > 1 else len(everything)
    return exponential(interval(bootstrap(nested, rng, pseudo_median), centre, units, confidence))


def pseudo_median(rows: np.ndarray) -> np.ndarray:
    """Median of all pairwise means of each row, [resamples, n] -> [resamples]."""
    i, j = np.triu_indices(rows.shape[1])
    # In pieces: n (n + 1) / 2 means a row would not fit for long runs.
    step = max(1, 4_000_000 // len(i))
    parts = [
        np.median((rows[at : at + step, i] + rows[at : at + step, j]) / 2, axis=1)
        for at in range(0, len(rows), step)
    ]
    return np.concatenate(parts)


def unpaired(
    baseline: Nested, candidate: Nested, seed: int = 0, confidence: float = CONFIDENCE
) -> Estimate:
    """Ratio of medians candidate / baseline of two runs that share nothing."""
    rng = np.random.default_rng(seed)
    logs = np.log(bootstrap(candidate, rng)) - np.log(bootstrap(baseline, rng))
    value = np.log(median(candidate, seed).value / median(baseline, seed).value)
    units = min(independent(baseline), independent(candidate))
    return exponential(interval(logs, float(value), units, confidence))


def judge(
    ratio: Estimate,
    rounds: int,
    *,
    paired: bool,
    margin: float = MARGIN,
    doubts: Sequence[str] = (),
) -> Comparison:
    """What may be said of a ratio.

    faster / slower: the interval leaves out 1, and the difference is at least `margin`.
    same: the interval lies within 1 +- margin.
    inconclusive: anything else, with the reason.

    Args:
        ratio: candidate / baseline.
        rounds: independent rounds it rests on.
        paired: whether both were measured in the same rounds.
        margin: smallest difference of interest.
        doubts: reasons from flags that forbid a verdict of difference.

    """
    change = 100 * (ratio.value - 1)
    told = Text("{percent:+.1f} % time", percent=change)
    if ratio.known:
        told = Text(
            "{percent:+.1f} % time ({low:+.1f} % to {high:+.1f} %)",
            percent=change,
            low=100 * (ratio.low - 1),
            high=100 * (ratio.high - 1),
        )
    if rounds < MIN_ROUNDS:
        why = Text(
            "{difference}: only {rounds} rounds; a verdict needs {min_rounds}",
            difference=told,
            rounds=rounds,
            min_rounds=MIN_ROUNDS,
        )
        return Comparison(ratio, "inconclusive", why, paired)
    percent = 100 * margin
    if 1 - margin <= ratio.low and ratio.high <= 1 + margin:
        why = Text("{difference}, within +-{margin:g} %", difference=told, margin=percent)
        return Comparison(ratio, "same", why, paired)
    apart = ratio.high < 1 or ratio.low > 1
    if apart and doubts:
        why = Text("{difference}: {doubts}", difference=told, doubts=Text.joined("; ", doubts))
        return Comparison(ratio, "inconclusive", why, paired)
    if apart and abs(ratio.value - 1) >= margin:
        verdict: Verdict = "faster" if ratio.value < 1 else "slower"
        return Comparison(ratio, verdict, told, paired)
    if apart:
        why = Text(
            "{difference}: below the {margin:g} % that matter", difference=told, margin=percent
        )
        return Comparison(ratio, "inconclusive", why, paired)
    why = Text("{difference}: no difference is as likely as one that matters", difference=told)
    return Comparison(ratio, "inconclusive", why, paired)


def power_law(x: Sequence[float], y: Sequence[float], seed: int = 0) -> tuple[Estimate, float]:
    """Fit y = c x^a by least squares on logarithms.

    Returns:
        The exponent a with an interval from Student's t on the residuals (exact for log-normal
        noise), and c. With two points the interval is infinite.

    Raises:
        ValueError: fewer than two different x, or values that are not positive.

    """
    u, v = np.log(np.asarray(x, np.float64)), np.log(np.asarray(y, np.float64))
    if len(np.unique(u)) < 2 or not (np.isfinite(u).all() and np.isfinite(v).all()):
        raise ValueError("a power law needs two different positive sizes and positive costs")
    centred = u - u.mean()
    slope = float(centred @ v / (centred @ centred))
    intercept = float(v.mean() - slope * u.mean())
    freedom = len(u) - 2
    if freedom < 1:
        return Estimate(slope, float("-inf"), float("inf")), float(np.exp(intercept))
    residual = v - intercept - slope * u
    error = np.sqrt(residual @ residual / freedom / (centred @ centred))
    half = float(_student(freedom, CONFIDENCE) * error)
    return Estimate(slope, slope - half, slope + half), float(np.exp(intercept))


def exponential(found: Estimate) -> Estimate:
    """An estimate of a logarithm as one of the number."""
    low, value, high = (float(np.exp(v)) for v in (found.low, found.value, found.high))
    return Estimate(value, low, high, found.confidence)


def independent(samples: Nested) -> int:
    """Independent units: processes, or the rounds of a single one.

    Samples of one round are none: they share what the machine was like during that visit.
    """
    processes = [p for p in samples if any(len(r) for r in p)]
    if len(processes) > 1:
        return len(processes)
    return sum(1 for p in processes for r in p if len(r))


def widening(n: int, confidence: float) -> float:
    """Factor by which a percentile interval from n units is too narrow; n is 2 or more."""
    return float(np.sqrt(n / (n - 1)) * _student(n - 1, confidence) / _student(10_000, confidence))


def _student(freedom: int, confidence: float) -> float:
    """Two-sided quantile of Student's t."""
    # scipy takes 0.3 s to import; the window imports this module before it needs the number.
    from scipy.special import stdtrit

    return float(stdtrit(freedom, 0.5 + confidence / 2))
