"""The jobs that are killed, each with what it needs before, as words of the command line."""

from __future__ import annotations

import hashlib
import json
import shutil
import threading
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

from core import network, workspace

Words = tuple[str, ...]

_SAMPLE = ("sample", "shop", "--items", "16", "--users", "12")
_ENCODE = ("encode", "{sample}")
_TRAIN = ("train", "{sample}", "--preset", "quick", "--set", "epochs=3")
_SHORT = ("--set", "epochs=2", "--set", "family_seconds=4")
_BENCH = ("bench", "run", "--device", "fake", "--no-ceilings", "--seconds", "1")


@dataclass(frozen=True)
class Job:
    """A command and what has to be there before; `{sample}` and `{home}` are folders.

    Attributes:
        before: commands.
        words: the command.
        made: which files of the workspace it makes, each time with the same bytes.

    """

    before: tuple[Words, ...]
    words: Words
    made: str = ""


JOBS: Mapping[str, Job] = {
    "sample": Job((), _SAMPLE, "samples/*/*"),
    "unzip": Job((_SAMPLE,), ("open", "{home}/packed.zip"), "catalogs/*/*.arrow"),
    "snapshot": Job((_SAMPLE,), ("open", "{home}/copy"), "catalogs/*/*.arrow"),
    "encode": Job((_SAMPLE,), _ENCODE, "features/items/*/*/*.bin"),
    "train": Job((_SAMPLE, _ENCODE), _TRAIN, "runs/*/*/*.safetensors"),
    "auto": Job((_SAMPLE, _ENCODE), ("train", "{sample}", "--preset", "auto", *_SHORT)),
    "search": Job(
        (_SAMPLE, _ENCODE),
        ("search", "{sample}", "--field", "lr", "--trials", "2", *_TRAIN[2:4], *_SHORT[:2]),
    ),
    "report": Job((_SAMPLE, _ENCODE, _TRAIN), ("report", "{sample}", "-o", "{home}/out.html")),
    "bundle": Job((_SAMPLE, _ENCODE, _TRAIN), ("bundle", "{sample}", "-o", "{home}/out.triptych")),
    "bench": Job((), (*_BENCH, "--out", "{home}/result.json")),
    "fetch": Job((), ("encoders", "fetch", "some/model", "--yes"), "hub/*/snapshots/*/*"),
}

_WEIGHTS = bytes(range(256)) * (1 << 14)
_FILES = {"config.json": b'{"model_type": "bert"}', "model.safetensors": _WEIGHTS}
_COMMIT = "0123456789abcdef0123456789abcdef01234567"


def made(home: Path, job: str) -> set[str]:
    """Hashes of what the job made; its names tell when, or how often it was tried."""
    pattern = JOBS[job].made
    files = [path for path in home.glob(pattern) if path.is_file()] if pattern else []
    return {hashlib.sha256(path.read_bytes()).hexdigest() for path in files}


def prepare(home: Path, hub: str) -> None:
    """Put beside the workspace's files what jobs are told to read."""
    workspace.write_json(home / "network.json", network.Network(hub=hub).model_dump())
    sample = home / "samples/shop-16-12-0"
    if sample.is_dir() and not (home / "packed.zip").exists():
        shutil.make_archive(str(home / "packed"), "zip", sample)
        shutil.copytree(sample, home / "copy")


def again(home: Path, words: Words) -> Words:
    """The same, or what goes on where a training or a search was."""
    if words[0] == "train":
        for record in home.glob("runs/*/*/run.json"):
            status = workspace.read_json(record) or {}
            if status.get("status") != "finished":
                return ("train", "{sample}", "--resume", str(record.parent))
    if words[0] == "search":
        for asked in home.glob("searches/*/*/search.json"):
            return (*words, "--resume", str(asked.parent))
    return words


@contextmanager
def hub() -> Iterator[str]:
    """A model hub on this machine that sends one repository, slowly; its address."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), _Hub)
    server.daemon_threads = True
    server.handle_error = lambda *_: None  # type: ignore[method-assign]  # who is killed leaves
    threading.Thread(target=partial(server.serve_forever, 0.05), daemon=True).start()
    try:
        yield f"http://127.0.0.1:{server.server_port}"
    finally:
        server.shutdown()


class _Hub(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def do_HEAD(self) -> None:
        self._answer()

    def do_GET(self) -> None:
        self._answer()

    def log_message(self, *_words: object) -> None:
        pass

    def _answer(self) -> None:
        data = _FILES.get(self.path.rpartition("/")[2])
        if data is None:
            data = _about()
        start = int(self.headers.get("Range", "bytes=0-")[6:-1])
        self.send_response(206 if start else 200)
        if start:
            self.send_header("Content-Range", f"bytes {start}-{len(data) - 1}/{len(data)}")
        self.send_header("Content-Length", str(len(data) - start))
        self.end_headers()
        if self.command == "GET":
            pause = threading.Event()
            for begin in range(start, len(data), 1 << 18):
                self.wfile.write(data[begin : begin + (1 << 18)])
                pause.wait(0.1)


def _about() -> bytes:
    siblings = [
        {
            "rfilename": name,
            "size": len(data),
            "blobId": hashlib.sha1(f"blob {len(data)}\0".encode() + data).hexdigest(),
        }
        for name, data in _FILES.items()
    ]
    return json.dumps({"id": "some/model", "sha": _COMMIT, "siblings": siblings}).encode()
