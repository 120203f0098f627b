from __future__ import annotations

import itertools
import os
import subprocess
import sys
import threading
import time
from collections.abc import Sequence
from pathlib import Path
from types import SimpleNamespace

import numpy as np
import pytest
import torch

from core.encoders import fitting
from core.encoders.base import identity
from core.encoders.inputs import Inputs, inputs_of
from core.encoders.pipeline import encode_modality
from core.encoders.store import FeatureStore
from core.encoders.tokens import TokenBatch
from core.errors import UserError
from core.failures import machines
from core.progress import Cancelled, Reporter
from tests.core.encoders.make import Recorder, WordEncoder, catalog, vector, words

TEXTS = [f"item {'and ' * (i % 4)}number{i}" for i in range(23)]


def source(texts: list, root: Path) -> Inputs:
    return inputs_of(catalog(root, {"text": texts}), "text", WordEncoder.loading)


def encode(
    texts: list,
    home: Path,
    encoder: WordEncoder | None = None,
    reporter: Reporter | None = None,
    flush_seconds: float = 10,
) -> FeatureStore | None:
    return encode_modality(
        source(texts, home), encoder or WordEncoder(), home, reporter or Recorder(), flush_seconds
    )


def check(store: FeatureStore, texts: list) -> None:
    """Every row holds the words of its own text, at their places."""
    assert store.n_items == len(texts)
    for row, text in enumerate(texts):
        tokens, positions = store.item(row)
        found = words(text or "")
        assert len(tokens) == len(found)
        for token, position, (word, begin, end) in zip(tokens, positions, found, strict=True):
            np.testing.assert_array_equal(token, vector(word, WordEncoder.width))
            assert position[:2].tolist() == [begin, end]


def test_rows_keep_their_order_though_batches_are_sorted(tmp_path: Path) -> None:
    store = encode(TEXTS, tmp_path)
    assert store is not None
    check(store, TEXTS)
    assert (store.modality, store.encoder) == ("text", "words")


def test_missing_texts_are_masked(tmp_path: Path) -> None:
    texts = ["a b", None, "", "c"]
    store = encode(texts, tmp_path)
    assert store is not None
    check(store, texts)
    assert store.present.tolist() == [True, False, False, True]
    assert store.failures == ()


def test_equal_texts_are_encoded_once(tmp_path: Path) -> None:
    encoder = WordEncoder()
    texts = ["same words"] * 5 + ["others"] + ["same words"] * 5
    store = encode(texts, tmp_path, encoder)
    assert store is not None
    check(store, texts)
    assert sorted(encoder.seen) == ["others", "same words"]


def test_another_catalog_takes_over_what_it_shares(tmp_path: Path) -> None:
    encode(TEXTS, tmp_path)
    encoder = WordEncoder()
    texts = ["new one", *TEXTS[5:], "new two"]
    store = encode(texts, tmp_path, encoder)
    assert store is not None
    check(store, texts)
    assert sorted(encoder.seen) == ["new one", "new two"]


def test_another_revision_starts_afresh(tmp_path: Path) -> None:
    encode(TEXTS, tmp_path)
    encoder = WordEncoder()
    encoder.revision = "2"
    encode(TEXTS, tmp_path, encoder)
    assert sorted(encoder.seen) == sorted(TEXTS)


def test_batches_that_are_encoded_at_once_keep_their_places(tmp_path: Path) -> None:
    class Two(WordEncoder):
        at_once = 2
        meeting = threading.Barrier(2, timeout=20)
        calls = itertools.count()

        def encode(self, inputs):
            if next(self.calls) < 2:
                self.meeting.wait()  # neither goes on before the other is there
            return super().encode(inputs)

    recorder = Recorder()
    store = encode(TEXTS + TEXTS[:3], tmp_path, Two(), recorder)
    assert store is not None
    check(store, TEXTS + TEXTS[:3])
    done = [step[1] for step in recorder.steps]
    assert done == sorted(done)


def test_stop_keeps_what_was_made(tmp_path: Path) -> None:
    first, second = WordEncoder(), WordEncoder()
    assert encode(TEXTS, tmp_path, first, Recorder(stop_at=10)) is None
    store = encode(TEXTS, tmp_path, second)
    assert store is not None
    check(store, TEXTS)
    assert 0 < len(first.seen) < len(TEXTS)
    assert sorted(first.seen + second.seen) == sorted(TEXTS)


def test_cancel_ends_the_threads(tmp_path: Path) -> None:
    class Impatient(Reporter):
        def checkpoint(self) -> bool:
            raise Cancelled

    with pytest.raises(Cancelled):
        encode(TEXTS, tmp_path, reporter=Impatient())


def test_progress_reaches_the_total(tmp_path: Path) -> None:
    recorder = Recorder()
    encode(TEXTS, tmp_path, reporter=recorder)
    done = [step[1] for step in recorder.steps]
    assert done == sorted(done)
    assert recorder.steps[-1] == ("encoding text", len(TEXTS), len(TEXTS))


def test_parts_go_once_the_store_is_whole(tmp_path: Path) -> None:
    encode(TEXTS[:9], tmp_path, flush_seconds=0)
    store = encode(TEXTS, tmp_path, flush_seconds=0)
    assert store is not None
    left = sorted(path.name for path in store.folder.parent.iterdir())
    assert len(left) == 2
    assert not any(name.startswith(("part-", ".")) for name in left)


def test_numbers_that_are_none_are_a_bug_and_not_stored(tmp_path: Path) -> None:
    class Broken(WordEncoder):
        def encode(self, inputs):
            batch = super().encode(inputs)
            batch.tokens[0, 0, 0] = float("nan")
            return batch

    with pytest.raises(FloatingPointError, match="words"):
        encode(TEXTS, tmp_path, Broken())
    encoder = WordEncoder()
    store = encode(TEXTS, tmp_path, encoder)
    assert store is not None
    check(store, TEXTS)


def test_large_numbers_stay_finite_in_half_precision(tmp_path: Path) -> None:
    class Loud(WordEncoder):
        def encode(self, inputs):
            batch = super().encode(inputs)
            batch.tokens[0, 0, 0] = 1e6
            return batch

    store = encode(["a"], tmp_path, Loud())
    assert store is not None
    assert store.item(0)[0][0, 0] == 65504


SCRIPT = """
import sys
from pathlib import Path
from tests.core.encoders.make import WordEncoder
from tests.core.encoders.test_pipeline import TEXTS, encode
home, log = Path(sys.argv[1]), Path(sys.argv[2])
encode(TEXTS, home, WordEncoder(log, pause=0.05), flush_seconds=0)
"""


def test_a_killed_encode_resumes_where_it_stopped(tmp_path: Path) -> None:
    home, log = tmp_path / "home", tmp_path / "log"
    home.mkdir()
    name = identity(WordEncoder.name, WordEncoder.revision, WordEncoder.preprocessing)
    process = subprocess.Popen(
        [sys.executable, "-c", SCRIPT, str(home), str(log)],
        cwd=Path(__file__).parents[3],
        env={**os.environ, "PYTHONPATH": "."},
    )
    try:
        while process.poll() is None and len(list((home / name).glob("part-*"))) < 7:
            time.sleep(0.01)
        assert process.poll() is None, "it ended before it could be killed"
        process.kill()
        process.wait()
    finally:
        process.kill()
    kept = sum(FeatureStore(path).n_items for path in (home / name).glob("part-*"))
    before = log.read_text().splitlines()
    assert 7 <= kept <= len(before) < len(TEXTS)

    encoder = WordEncoder()
    store = encode(TEXTS, home, encoder)

    assert store is not None
    check(store, TEXTS)
    assert len(encoder.seen) == len(TEXTS) - kept
    whole = encode(TEXTS, tmp_path / "other")
    assert whole is not None
    for file in ("tokens.bin", "positions.bin", "offsets.bin", "digests.bin", "pooled.bin"):
        assert (store.folder / file).read_bytes() == (whole.folder / file).read_bytes()


def test_a_damaged_part_is_encoded_again(tmp_path: Path) -> None:
    assert encode(TEXTS, tmp_path, reporter=Recorder(stop_at=12), flush_seconds=0) is None
    (part, *_) = sorted(tmp_path.glob("words-*/part-*"))
    (part / "tokens.bin").write_bytes(b"\0")
    store = encode(TEXTS, tmp_path)
    assert store is not None
    check(store, TEXTS)


@pytest.mark.parametrize("file", ["store.json", "offsets.bin", "tokens.bin", "positions.bin"])
def test_a_store_that_cannot_be_read_is_made_again(file: str, tmp_path: Path) -> None:
    first = encode(TEXTS, tmp_path)
    assert first is not None
    (first.folder / file).write_bytes(b"[")
    again = encode(TEXTS, tmp_path)
    assert again is not None
    check(again, TEXTS)


def test_what_was_condemned_leaves_no_copy(tmp_path: Path) -> None:
    first = encode(TEXTS, tmp_path)
    assert first is not None
    tokens = bytearray((first.folder / "tokens.bin").read_bytes())
    tokens[0] ^= 1
    (first.folder / "tokens.bin").write_bytes(tokens)
    with pytest.raises(UserError, match="damaged"):
        FeatureStore(first.folder).item(0)
    again = encode(TEXTS, tmp_path)
    assert again is not None
    check(again, TEXTS)
    assert [path.name for path in again.folder.parent.iterdir()] == [again.folder.name]


class Narrow(WordEncoder):
    """Its device holds two texts at once."""

    def encode(self, inputs: Sequence[str]) -> TokenBatch:
        if len(inputs) > 2:
            raise torch.OutOfMemoryError("CUDA out of memory.")
        return super().encode(inputs)


class Broken(WordEncoder):
    """No text fits."""

    def encode(self, inputs: Sequence[str]) -> TokenBatch:
        raise RuntimeError("[enforce fail] DefaultCPUAllocator: can't allocate memory")


def test_what_does_not_fit_is_encoded_in_halves(tmp_path: Path) -> None:
    encoder, reporter = Narrow(), Recorder()
    encoder.batch_size = 5
    store = encode(TEXTS, tmp_path, encoder, reporter)
    assert store is not None
    check(store, TEXTS)
    warnings = [str(line) for level, line in reporter.lines if level == "warning"]
    assert warnings == ["Memory is short: 'words' takes 2 items at a time from here on."]


def test_one_item_that_does_not_fit_says_so(tmp_path: Path) -> None:
    with pytest.raises(RuntimeError) as raised:
        encode(TEXTS, tmp_path, Broken())
    assert "not enough memory" in str(machines(raised.value))


def test_batches_shrink_before_the_machine_runs_out(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A system that has no memory left ends a process without an error to catch."""
    monkeypatch.setattr(
        fitting.psutil, "virtual_memory", lambda: SimpleNamespace(available=100 << 20)
    )
    encoder = fitting.Fitting(WordEncoder(), Recorder())
    assert [len(part) for part in encoder.encode(["a", "b", "c"])] == [1, 1, 1]
