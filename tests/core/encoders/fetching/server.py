"""A server on 127.0.0.1 that speaks as model hubs and package indexes do, and fails as they do.

Whatever it is asked is kept, headers included, so that a test can say who saw a token.
"""

from __future__ import annotations

import hashlib
import json
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qs, unquote, urlsplit

COMMIT = "0123456789abcdef0123456789abcdef01234567"


@dataclass
class Asked:
    """A request that came."""

    method: str
    path: str
    headers: dict[str, str]


@dataclass
class Server:
    """What the server has, and how it fails.

    Attributes:
        files: bytes by path of the URL.
        pages: documents by path of the URL: content type and text.
        moved: path -> address of another server that has it.
        statuses: path -> what is answered to it instead, used up one by one.
        cuts: path -> after how many bytes the connection breaks, used up one by one.
        deaf: whether it sends all of a file, whatever range was asked for.
        asked: what came.
    """

    url: str = ""
    files: dict[str, bytes] = field(default_factory=dict)
    pages: dict[str, tuple[str, str]] = field(default_factory=dict)
    moved: dict[str, str] = field(default_factory=dict)
    statuses: dict[str, list[int]] = field(default_factory=dict)
    cuts: dict[str, list[int]] = field(default_factory=dict)
    deaf: bool = False
    asked: list[Asked] = field(default_factory=list)

    def ranges(self, path: str) -> list[str]:
        """The ranges that were asked for, of every request of a file in turn."""
        gets = [one for one in self.asked if one.method == "GET" and one.path == path]
        return [one.headers.get("range", "") for one in gets]

    @property
    def tokens(self) -> set[str]:
        """Every login that came."""
        return {value for one in self.asked for name, value in one.headers.items()
                if name in ("authorization", "cookie")}  # fmt: skip

    def add_repository(
        self, repo: str, files: dict[str, bytes], licence: str = "apache-2.0"
    ) -> None:
        """As huggingface.co has it: safetensors in LFS, the rest in git."""
        siblings: list[dict[str, Any]] = []
        for path, data in files.items():
            self.files[f"/{repo}/resolve/{COMMIT}/{path}"] = data
            self.files[f"/{repo}/resolve/main/{path}"] = data
            one: dict[str, Any] = {"rfilename": path, "size": len(data), "blobId": git(data)}
            if path.endswith(".safetensors"):
                one["lfs"] = {"sha256": sha(data), "size": len(data), "pointerSize": 134}
            siblings.append(one)
        about = {
            "id": repo, "sha": COMMIT, "siblings": siblings, "private": False, "downloads": 0,
            "likes": 0, "tags": [], "cardData": {"license": licence},
        }  # fmt: skip
        self.pages[f"/api/models/{repo}/revision/main"] = ("application/json", json.dumps(about))

    def add_to_modelscope(self, repo: str, files: dict[str, bytes]) -> None:
        """As modelscope.cn has it."""
        listed = [
            {"Path": path, "Size": len(data), "Sha256": sha(data), "Type": "blob"}
            for path, data in files.items()
        ]
        listed.append({"Path": "onnx", "Size": 0, "Sha256": "", "Type": "tree"})
        answer = {"Code": 200, "Success": True, "Data": {"Files": listed}}
        self.pages[f"/api/v1/models/{repo}/repo/files"] = ("application/json", json.dumps(answer))
        for path, data in files.items():
            self.files[f"/api/v1/models/{repo}/repo?{path}"] = data

    def add_wheel(self, project: str, file: str, data: bytes, html: bool = False) -> None:
        """As an index has it, in the new form or the old."""
        self.files[f"/files/{file}"] = data
        page = f"/simple/{project}/"
        if html:
            text = f'<html><a href="../../files/{file}#sha256={sha(data)}">{file}</a></html>'
            self.pages[page] = ("text/html", text)
        else:
            one = {"filename": file, "url": f"/files/{file}", "hashes": {"sha256": sha(data)}}
            text = json.dumps({"meta": {"api-version": "1.0"}, "name": project, "files": [one]})
            self.pages[page] = ("application/vnd.pypi.simple.v1+json", text)


def sha(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()


def git(data: bytes) -> str:
    return hashlib.sha1(f"blob {len(data)}\0".encode() + data).hexdigest()


@contextmanager
def serving() -> Iterator[Server]:
    """A server with nothing in it."""
    state = Server()

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def log_message(self, *_args: object) -> None:
            pass

        def do_HEAD(self) -> None:
            self._answer()

        def do_GET(self) -> None:
            self._answer()

        def _answer(self) -> None:
            parts = urlsplit(self.path)
            path = unquote(parts.path)
            if "FilePath" in (query := parse_qs(parts.query)):
                path = f"{path}?{query['FilePath'][0]}"
            headers = {name.lower(): value for name, value in self.headers.items()}
            state.asked.append(Asked(self.command, path, headers))
            if statuses := state.statuses.get(path):
                self._send(statuses.pop(0), b"", {})
            elif path in state.moved:
                self._send(302, b"", {"Location": state.moved[path]})
            elif path in state.pages:
                kind, text = state.pages[path]
                self._send(200, text.encode(), {"Content-Type": kind})
            elif path in state.files:
                self._file(path, state.files[path], headers.get("range", ""))
            else:
                self._send(404, b"", {})

        def _file(self, path: str, data: bytes, asked: str) -> None:
            told = {"ETag": f'"{sha(data)}"', "X-Repo-Commit": COMMIT, "Accept-Ranges": "bytes"}
            start = int(asked.removeprefix("bytes=").rstrip("-")) if asked else 0
            if asked and not state.deaf:
                told["Content-Range"] = f"bytes {start}-{len(data) - 1}/{len(data)}"
                self._send(206, data[start:], told, path)
            else:
                self._send(200, data, told, path)

        def _send(self, status: int, data: bytes, told: dict[str, str], path: str = "") -> None:
            self.send_response(status)
            for name, value in told.items():
                self.send_header(name, value)
            self.send_header("Content-Length", str(len(data)))
            self.end_headers()
            if self.command == "HEAD":
                return
            cuts = state.cuts.get(path)
            if cuts:
                self.wfile.write(data[: cuts.pop(0)])
                self.wfile.flush()
                self.close_connection = True
            else:
                self.wfile.write(data)

    class Quiet(ThreadingHTTPServer):
        def handle_error(self, *_args: object) -> None:
            """Clients leave in the middle of an answer: that is what the tests are about."""

    http = Quiet(("127.0.0.1", 0), Handler)
    http.daemon_threads = True
    thread = threading.Thread(target=http.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    state.url = f"http://127.0.0.1:{http.server_port}"
    try:
        yield state
    finally:
        http.shutdown()
        thread.join()
        http.server_close()
