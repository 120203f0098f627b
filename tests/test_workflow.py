"""The workflow for GitHub does what `make test` does, on what pyproject.toml names."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

import pytest
import yaml

ROOT = Path(__file__).resolve().parents[1]


@pytest.fixture(scope="module")
def job() -> dict:
    told = yaml.safe_load((ROOT / ".github/workflows/test.yml").read_text(encoding="utf-8"))
    assert set(told["jobs"]) == {"test"}
    return told["jobs"]["test"]


def recipe(target: str) -> list[str]:
    """The commands of a target of the Makefile, without the folder of its environment."""
    text = (ROOT / "Makefile").read_text(encoding="utf-8")
    found = re.search(rf"^{re.escape(target)}:.*\n((?:\t.*\n)+)", text, re.MULTILINE)
    assert found is not None
    lines = (line.strip().removeprefix("@") for line in found[1].splitlines())
    return [line.replace("$(BIN)/", "").replace(" $(ARGS)", "") for line in lines]


def test_its_commands_are_those_of_the_makefile(job: dict) -> None:
    steps = {step["name"]: step["run"] for step in job["steps"] if "run" in step}
    making = [line for line in recipe("$(READY)") if line.startswith("python -m pip")]
    assert steps["Install"].splitlines() == making
    assert steps["Check"].splitlines() == recipe("check")
    (testing,) = recipe("test")
    setting, _, command = testing.partition(" ")
    assert steps["Test"] == command
    assert setting == f"QT_QPA_PLATFORM={job['env']['QT_QPA_PLATFORM']}"
    (libraries,) = recipe("system")
    assert steps["System libraries"] == f"sudo {libraries}"


def test_it_runs_what_the_package_says_it_runs_on(job: dict) -> None:
    about = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    told = re.findall(r"Python :: (3\.\d+)", "\n".join(about["classifiers"]))
    assert job["strategy"]["matrix"]["python"] == told
    assert about["requires-python"] == f">={told[0]}"
    systems = {"ubuntu": "Linux", "windows": "Windows", "macos": "MacOS"}
    for name in job["strategy"]["matrix"]["os"]:
        system = systems.pop(name.removesuffix("-latest"))
        assert any(c.startswith("Operating System") and system in c for c in about["classifiers"])
    assert not systems
