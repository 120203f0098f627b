"""Triptych beside its peers, in one interleaved run.

`python -m benchmarks.peers train`  training against Cornac's BPR and VBPR
`python -m benchmarks.peers topk`   exact top-K against faiss
`python -m benchmarks.peers race`   plain BPR against Cornac's: ceilings, and time to quality
`python -m benchmarks.peers knn`    the graph of like items against faiss

In every round each contender runs once, in random order. Times are processor time, which other
work on the machine disturbs least. Ratios are pseudo-medians over the rounds with 95 % intervals.
Needs the extra `peers`.
"""

from __future__ import annotations

import argparse
import contextlib
import io
import sys
import time
from collections.abc import Callable, Mapping
from functools import partial

import numpy as np
import psutil
import torch

from benchmarks import ceilings, statistics
from benchmarks.devices.real import HostDevice
from benchmarks.peers import knn, race, topk, training
from benchmarks.schema import Ceiling
from core.training.config import SplitConfig
from core.training.data import prepare

Times = dict[str, dict[tuple[int, int], float]]
Contenders = dict[str, Callable[[float, int], training.Trained]]


class Processor(HostDevice):
    """The host by processor time: the roof in the same unit as what stands below it."""

    def now(self) -> float:
        return time.process_time()


def main(argv: list[str] | None = None) -> int:
    """Measure and print."""
    parser = argparse.ArgumentParser(
        prog="python -m benchmarks.peers",
        description=__doc__,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("what", choices=("train", "race", "topk", "knn"))
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--threads", type=int, default=1)
    parser.add_argument("--dim", type=int, default=64)
    parser.add_argument(
        "--items", type=int, help="default: 6,710 (train), 1,000,000 (topk), 100,000 (knn)"
    )
    parser.add_argument("--users", type=int, default=9308, help="of the training data")
    parser.add_argument("--epochs", type=int, default=3)
    parser.add_argument("--batches", type=int, nargs="+", default=[100, 1024])
    options = parser.parse_args(argv)
    torch.set_num_threads(options.threads)
    found = ceilings.measure(Processor(), torch.device("cpu"), "fp32", options.threads, seconds=3)
    print(f"load average {psutil.getloadavg()[0]:.1f}, {options.threads} thread(s)")
    print(
        f"ceilings: {found.gemm_flops_per_s / 1e9:.0f} GFLOP/s matrix product, "
        f"{found.gather_bytes_per_s / 1e9:.1f} GB/s gather"
    )
    {"train": _train, "race": _race, "topk": _topk, "knn": _knn}[options.what](options, found)
    print(f"load average at the end {psutil.getloadavg()[0]:.1f}")
    return 0


def interleaved(calls: Mapping[str, Callable[[], float]], rounds: int) -> Times:
    """Seconds that each call reports, by (0, round); the order is drawn anew in each round."""
    rng = np.random.default_rng(0)
    times: Times = {name: {} for name in calls}
    for number in range(rounds):
        for name in rng.permutation(list(calls)):
            times[name][0, number] = calls[name]()
    return times


def _ratio(times: Times, peer: str, ours: str) -> str:
    """How many times as fast as the peer."""
    found = statistics.paired(times[ours], times[peer])
    return f"{found.value:.2f}x [{found.low:.2f}, {found.high:.2f}]"


def _topk(options: argparse.Namespace, roof: Ceiling) -> None:
    items = options.items or 1_000_000
    print(f"{items} items, d {options.dim}, K {training.K}")
    for users in (1, 4, 16, 64, 256):
        calls, same = topk.contenders(items, options.dim, users, training.K, seed=0)
        timed = {name: partial(topk.seconds, call) for name, call in calls.items()}
        times = interleaved(timed, options.rounds)
        middle = {name: 1e3 * float(np.median(list(t.values()))) for name, t in times.items()}
        rate = 2 * users * items * options.dim / middle["triptych"] * 1e3
        print(
            f"{users:4d} users: faiss {middle['faiss']:7.1f} ms, ours {middle['triptych']:7.1f} ms,"
            f" (the product alone, in one piece, {middle['product']:.1f} ms), "
            f"{_ratio(times, 'faiss', 'triptych')}, {100 * same:.2f} % of places alike, "
            f"{rate / roof.gemm_flops_per_s:.2f} of the matrix product's ceiling"
        )


def _knn(options: argparse.Namespace, roof: Ceiling) -> None:
    items, k = options.items or 100_000, 10
    calls = knn.contenders(items, options.dim, k, seed=0)
    found: dict[str, np.ndarray] = {}

    def timed(name: str) -> float:
        begun = time.process_time()
        found[name] = calls[name]()
        return time.process_time() - begun

    times = interleaved({name: partial(timed, name) for name in calls}, options.rounds)
    middle = {name: float(np.median(list(t.values()))) for name, t in times.items()}
    same = float((found["faiss"] == found["triptych"]).mean())
    rate = 2 * items**2 * options.dim / middle["triptych"]
    print(
        f"{items} items, d {options.dim}, {k} neighbours: faiss {middle['faiss']:.1f} s, ours "
        f"{middle['triptych']:.1f} s, {_ratio(times, 'faiss', 'triptych')}, {100 * same:.2f} % "
        f"alike, {rate / roof.gemm_flops_per_s:.2f} of the matrix product's ceiling"
    )


def _train(options: argparse.Namespace, roof: Ceiling) -> None:
    items = options.items or 6710
    world = training.world(options.users, items, 9, width=128)
    data = prepare(world.catalog, SplitConfig(kind="random"))
    image = world.features.stores["image"].batch.tokens[:, 0].numpy()
    print(
        f"{options.users} users, {items} items, {len(data.users)} training interactions, d "
        f"{options.dim}, {options.epochs} epochs, one negative an interaction"
    )
    for batch in options.batches:
        for kind in ("bpr", "vbpr"):
            shape = options.dim, batch, options.epochs
            theirs = partial(training.cornac, f"cornac-{kind}", data, image, *shape)
            ours = partial(training.ours, world, kind == "vbpr", *shape)
            contenders: Contenders = {f"triptych-{kind}": ours, f"cornac-{kind}": theirs}
            _against(contenders, options, batch, len(data.users), roof)


def _race(options: argparse.Namespace, roof: Ceiling) -> None:
    items, batch = options.items or 6710, options.batches[-1]
    world = training.world(options.users, items, 9, width=128)
    data = prepare(world.catalog, SplitConfig(kind="random"))
    image = world.features.stores["image"].batch.tokens[:, 0].numpy()
    runs: dict[str, Callable[[int, float], training.Trained]] = {
        "cornac-bpr": lambda epochs, rate: training.cornac(
            "cornac-bpr", data, image, options.dim, batch, epochs, rate, 1
        ),
        "triptych-bpr": lambda epochs, rate: training.ours(
            world, False, options.dim, batch, epochs, rate, 1
        ),
    }
    curves = {}
    for name, run in runs.items():
        tried = {}
        for rate in training.RATES[name]:
            with contextlib.redirect_stdout(io.StringIO()):
                tried[rate] = race.curve(partial(_swapped, run, rate), race.LENGTHS)
        rate = max(tried, key=lambda rate: race.best(tried[rate]))
        curves[name] = tried[rate]
        last = tried[rate][-1]
        print(
            f"{name:12} best validation recall@20 {race.best(tried[rate]):.4f} (learning rate "
            f"{rate:g}), {len(data.users) * last.epochs / last.seconds:,.0f} interactions/s"
        )
    for level in sorted({race.best(points) for points in curves.values()}):
        for name, points in curves.items():
            at = race.reached(points, level)
            told = "never" if at is None else f"{at.seconds:.2f} s ({at.epochs} epochs)"
            print(f"  recall {level:.4f}: {name:12} {told}")
    rates = {
        name: len(data.users) * points[-1].epochs / points[-1].seconds
        for name, points in curves.items()
    }
    moved = race.moved_per_second(options.users, items, options.dim)
    print(
        f"ceiling of moving the three rows out and in by torch: {moved:,.0f} triples/s; "
        + ", ".join(f"{name} at {rate / moved:.2f}" for name, rate in rates.items())
    )


def _swapped(
    run: Callable[[int, float], training.Trained], rate: float, epochs: int
) -> training.Trained:
    return run(epochs, rate)


def _against(
    contenders: Contenders,
    options: argparse.Namespace,
    batch: int,
    interactions: int,
    roof: Ceiling,
) -> None:
    """Choose learning rates by validation, then time and test."""
    mine, peer = contenders
    quiet = contextlib.redirect_stdout(io.StringIO())  # Cornac prints whatever it is told
    recalls: dict[str, list[float]] = {name: [] for name in contenders}
    with quiet:
        rates = {name: _best_rate(name, run) for name, run in contenders.items()}

    def timed(name: str) -> float:
        seed = len(recalls[name]) + 1
        with contextlib.redirect_stdout(io.StringIO()):
            found = contenders[name](rates[name], seed)
        recalls[name].append(found.test)
        return found.seconds

    times = interleaved({name: partial(timed, name) for name in contenders}, options.rounds)
    total = interactions * options.epochs
    print(f"batch {batch}, against {peer}: {_ratio(times, peer, mine)}")
    for name in contenders:
        speed = total / float(np.median(list(times[name].values())))
        # Three rows an interaction, read and written; with Adam its two moments as well.
        copies = 2 if name == "cornac-bpr" else 6
        share = speed * copies * 3 * 4 * options.dim / roof.gather_bytes_per_s
        print(
            f"  {name:12} {speed:12,.0f} interactions/s, recall@20 {np.mean(recalls[name]):.4f} "
            f"(learning rate {rates[name]:g}), rows at {share:.2f} of the gather ceiling"
        )


def _best_rate(name: str, run: Callable[[float, int], training.Trained]) -> float:
    """The learning rate with the best validation."""
    return max(training.RATES[name], key=lambda rate: run(rate, 0).valid)


if __name__ == "__main__":
    sys.exit(main())
