"""Repositories of a model hub: the Hugging Face hub, its mirrors, and ModelScope.

The files lie where Hugging Face tools look for them, so that what was fetched here is found by
them and the other way round. Only safetensors and what describes them are taken.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import quote, urlencode

from core import launch, network, workspace
from core.encoders import digests
from core.encoders.fetching.plan import Plan, Wanted
from core.encoders.fetching.refusals import refused, telling
from core.errors import UserError
from core.network import Network
from core.text import Text

if TYPE_CHECKING:
    from httpx2 import Client

#: Beside weights: what configures models, tokenizers and processors, and code of their own, which
#: is only brought: it runs if a person says so.
_DESCRIBES = re.compile(r"([0-9]+_\w+/)?[^/]+\.(json|txt|model|jinja|tiktoken|py)|README\.md")
_WEIGHTS = re.compile(r"([0-9]+_\w+/)?[^/]+\.safetensors")
_SHARD = re.compile(r".+-\d+-of-\d+\.safetensors")
_WHOLE = "model.safetensors"
_COMMIT = re.compile(r"[0-9a-f]{7,64}")


@dataclass(frozen=True)
class Listed:
    """A file of a repository; see `Wanted` for size and digest."""

    path: str
    size: int
    digest: str


@dataclass(frozen=True)
class Repository:
    """What a hub says of a repository.

    Attributes:
        commit: names its state.
        licence: as its card states it.
        files: all of them.

    """

    commit: str
    licence: str
    files: tuple[Listed, ...]


def plan(
    repo: str, revision: str, names: Sequence[str], cache: Path, settings: Network, client: Client
) -> Plan:
    """How to get a repository into the cache of Hugging Face tools.

    Args:
        repo: owner/name.
        revision: branch, tag or commit.
        names: files that are wanted; none: those that a safe loader can use.
        cache: the folder with all repositories.
        settings: which hub.
        client: that asks.

    Raises:
        UserError: the hub may not or cannot be asked, refuses, or lacks a file.

    """
    if variable := launch.offline_by():
        raise UserError(
            Text(
                "{variable} is set in your environment: no model hub is asked.", variable=variable
            ),
            "Unset it and start Triptych again, or name a folder that holds the model's files.",
        )
    scope = "modelscope" in network.host(settings.endpoint) or settings.endpoint.startswith(_FORM)
    endpoint = settings.endpoint.removeprefix(_FORM)
    with telling(endpoint, repo):
        found = (_of_modelscope if scope else _of_hub)(repo, revision, settings, client)
    if not _COMMIT.fullmatch(found.commit):  # it names a folder
        raise UserError(
            Text("{host} names no state of {repo}.", host=network.host(endpoint), repo=repo),
            "Choose another source in the settings.",
        )
    folder = cache / f"models--{repo.replace('/', '--')}"
    snapshot = folder / "snapshots" / found.commit
    token = settings.token
    login = {"Authorization": f"Bearer {token}"} if token else {}

    def url(path: str) -> str:
        if scope:
            asked = urlencode({"Revision": _branch(revision), "FilePath": path})
            return f"{endpoint}/api/v1/models/{repo}/repo?{asked}"
        return f"{endpoint}/{repo}/resolve/{found.commit}/{quote(path)}"

    def finish() -> None:
        digests.note(snapshot, {one.path: one.digest for one in chosen})
        workspace.write_atomic(folder / "refs" / revision, found.commit.encode())

    chosen = [_inside(snapshot, one, repo) for one in _chosen(repo, names, found.files)]
    return Plan(
        source=network.host(endpoint),
        licence=found.licence,
        wanted=tuple(
            Wanted(url(one.path), snapshot / one.path, one.size, one.digest, login)
            for one in chosen
        ),
        folder=snapshot,
        finish=finish,
    )


#: Before the address of a hub that speaks ModelScope's language under another name.
_FORM = "modelscope+"


def needed(names: Sequence[str]) -> list[str]:
    """Which files of a repository a loader of safetensors needs."""
    weights = [name for name in names if _WEIGHTS.fullmatch(name)]
    if _WHOLE in weights:
        weights = [name for name in weights if name == _WHOLE or "/" in name]
    elif f"{_WHOLE}.index.json" in names:
        weights = [name for name in weights if _SHARD.fullmatch(name)]
    return [*(name for name in names if _DESCRIBES.fullmatch(name)), *weights] if weights else []


def _chosen(repo: str, names: Sequence[str], files: Sequence[Listed]) -> list[Listed]:
    by_path = {one.path: one for one in files}
    wanted = names or needed(list(by_path))
    lacking = [name for name in wanted if name not in by_path]
    if lacking or not wanted:
        raise UserError(
            Text(
                "The repository {repo} has no {file}.",
                repo=repo,
                file=lacking[0] if lacking else "*.safetensors",
            ),
            "Only safetensors are loaded: choose another revision, or a model that has them.",
        )
    return [by_path[name] for name in wanted]


def _inside(folder: Path, listed: Listed, repo: str) -> Listed:
    # The file itself may be a link to a blob, as Hugging Face's tools make them; it is replaced.
    parent, _, name = listed.path.rpartition("/")
    strange = name in ("", ".", "..") or "\\" in name or "\0" in name
    if strange or workspace.inside(folder, parent or ".") is None:
        raise UserError(
            Text("The repository {repo} names a file outside its folder.", repo=repo),
            "Choose another source in the settings.",
        )
    return listed


def _of_hub(repo: str, revision: str, settings: Network, _client: Client) -> Repository:
    from huggingface_hub import HfApi
    from huggingface_hub.errors import HfHubHTTPError, HFValidationError

    api = HfApi(endpoint=settings.endpoint, token=settings.token or False)
    try:
        info = api.model_info(repo, revision=revision, files_metadata=True)
    except HFValidationError as error:
        raise UserError(
            Text("'{repo}' is no name of a repository.", repo=repo), "It is: owner/name."
        ) from error
    except HfHubHTTPError as error:
        raise refused(error.response.status_code, settings.endpoint, repo) from error
    licence = getattr(info.card_data, "license", "") or ""
    files = tuple(
        Listed(
            one.rfilename,
            one.size or 0,
            f"sha256:{one.lfs.sha256}" if one.lfs else f"git:{one.blob_id}",
        )
        for one in info.siblings or ()
    )
    if not info.sha:
        raise ValueError("no commit")
    return Repository(info.sha, str(licence), files)


def _of_modelscope(repo: str, revision: str, settings: Network, client: Client) -> Repository:
    endpoint = settings.endpoint.removeprefix(_FORM)
    asked = urlencode({"Revision": _branch(revision), "Recursive": "true"})
    answer = client.get(f"{endpoint}/api/v1/models/{repo}/repo/files?{asked}")
    answer.raise_for_status()
    files = tuple(
        Listed(one["Path"], int(one["Size"]), f"sha256:{one['Sha256']}")
        for one in answer.json()["Data"]["Files"]
        if one["Type"] != "tree"
    )
    # It names commits file by file: what is in them names the whole.
    content = "".join(f"{one.path}\0{one.digest}\0" for one in files)
    return Repository(hashlib.sha1(content.encode(), usedforsecurity=False).hexdigest(), "", files)


def _branch(revision: str) -> str:
    return "master" if revision == "main" else revision
