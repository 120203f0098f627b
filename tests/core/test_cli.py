"""The shell: the whole path on a small catalog, and what a person does wrong."""

from __future__ import annotations

import contextlib
import io
import json
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from core.cli import main
from core.cli.common import encoded, show
from core.contracts.features import FailedItem
from core.progress import Reporter
from core.text import Text


def program(*words: str | Path) -> subprocess.CompletedProcess[str]:
    """A process of its own, as a person starts it."""
    return subprocess.run(
        [sys.executable, "-m", "core.cli", *map(str, words)], capture_output=True, text=True
    )


def triptych(*words: str | Path) -> subprocess.CompletedProcess[str]:
    """The same in this process, which has imported torch already."""
    argv = ["triptych", *map(str, words)]
    out, err, code = io.StringIO(), io.StringIO(), 0
    with (
        pytest.MonkeyPatch.context() as patch,
        contextlib.redirect_stdout(out),
        contextlib.redirect_stderr(err),
    ):
        patch.setattr(sys, "argv", argv)
        try:
            main()
        except SystemExit as left:
            code = left.code if isinstance(left.code, int) else int(left.code is not None)
    return subprocess.CompletedProcess(argv, code, out.getvalue(), err.getvalue())


Program = Callable[..., subprocess.CompletedProcess[str]]


def answer(*words: str | Path, start: Program = triptych) -> Any:
    run = start(*words)
    assert run.returncode == 0, run.stderr
    return json.loads(run.stdout)


@pytest.fixture
def catalog(tmp_path: Path) -> Path:
    rng = np.random.default_rng(1)
    groups = np.arange(40) % 4
    rows = ["user_id:token\titem_id:token\ttimestamp:float"]
    for user in range(80):
        liked = rng.permutation(np.flatnonzero(groups == user % 4))[:8]
        rows += [f"u{user}\t{item}\t{1_700_000_000 + i}" for i, item in enumerate(liked)]
    folder = tmp_path / "groups"
    folder.mkdir()
    (folder / "groups.inter").write_text("\n".join(rows) + "\n")
    features = np.eye(4)[groups] + rng.normal(0, 0.1, (40, 4))
    np.save(folder / "image_feat.npy", features.astype(np.float32))
    return folder


def test_histories_alone_are_trained_on(catalog: Path) -> None:
    """No preset and no step called "encode": ids are all there is."""
    (catalog / "image_feat.npy").unlink()
    trained = answer("train", catalog, "--set", "epochs=2", "--set", "family_seconds=0.1")
    assert trained["config"]["head"]["content"] is False
    assert "0.1 seconds were too few" in trained["summary"]["joined"]  # within a budget, as said
    assert trained["summary"]["test"]["recall@20"] > 0
    (found,) = answer("recommend", catalog, "u3", "-k", "1")["items"]
    assert found["score"]


def test_a_preset_by_ids_encodes_nothing(catalog: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A million titles are not read by a model that knows none of them."""
    rows = "\n".join(f"{item}\tA title of item {item}" for item in range(40))
    (catalog / "groups.item").write_text(f"item_id:token\ttitle:token_seq\n{rows}\n")

    def encodes(*_args: object, **_named: object) -> None:
        raise AssertionError("something was encoded")

    monkeypatch.setattr("core.encoders.features.encode_modality", encodes)
    monkeypatch.setattr("core.encoders.features._take", encodes)
    trained = answer("train", catalog, "--preset", "bpr", "--set", "epochs=2")
    assert trained["summary"]["test"]["recall@20"] > 0
    assert answer("recommend", catalog, "u3", "-k", "5")["items"]  # neither by who uses it
    with pytest.raises(AssertionError, match="something was encoded"):
        encoded(catalog, None, Reporter(), content=True)  # for whom content is still to be encoded
    refused = triptych("train", catalog, "--set", "epochs=none")
    assert refused.returncode
    assert "epochs" in refused.stderr


def test_the_whole_path(catalog: Path) -> None:
    opened = answer("open", catalog, "--json", start=program)
    assert (opened["users"], opened["items"]) == (80, 40)
    encoded = answer("encode", catalog)
    assert encoded["modalities"]["image"]["items"] == 40
    words = ["--preset", "quick", "--set", "epochs=6", "--set", "batch_size=64"]
    trained = answer("train", catalog, *words, start=program)
    assert trained["config"]["epochs"] == 6
    assert trained["status"] == "finished"
    metrics = trained["summary"]["test"]
    evaluated = answer("evaluate", catalog)
    assert evaluated["metrics"] == pytest.approx(metrics, abs=1e-6)
    listed = answer("recommend", catalog, "u3", "-k", "5")
    assert len(listed["items"]) == 5


def test_the_article_preset_prints_its_ten_losses(catalog: Path) -> None:
    run = triptych("train", catalog, "--preset", "article")
    assert run.returncode == 0, run.stderr
    lines = [line for line in run.stderr.splitlines() if line.startswith("epoch ")]
    assert [line.split(":")[0] for line in lines] == [f"epoch {n}" for n in range(1, 11)]
    losses = [float(line.split("loss ")[1].split(",")[0]) for line in lines]
    assert losses[-1] < losses[0]


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["train", "{catalog}", "--preset", "nothing"], "There is no preset 'nothing'"),
        (["train", "{catalog}", "--set", "epochs=-1"], "'epochs' is not valid"),
        (["train", "{catalog}", "--config", "{{broken"], "cannot be read"),
        (["train", "{catalog}", "--config", "nowhere.json"], "nowhere.json"),
        (["encode", "{catalog}", "--encoder", "text"], "modality=encoder"),
        (["recommend", "{catalog}", "u1"], "No model has been trained"),
        (["find", "{catalog}", "striped"], "No model has been trained"),
        (["open", "/nowhere"], "/nowhere"),
        (["sample", "cars"], "'field' is not valid"),
    ],
)
def test_mistakes_are_one_sentence(catalog: Path, words: list[str], said: str) -> None:
    run = triptych(*(word.format(catalog=catalog) for word in words))
    assert run.returncode == 1
    assert said in run.stderr
    assert "Traceback" not in run.stderr
    assert run.stdout == ""


def test_going_on_obeys_what_may_change_and_refuses_the_rest(catalog: Path) -> None:
    small = ["--preset", "quick", "--set", "batch_size=64"]
    run = answer("train", catalog, *small, "--set", "epochs=2")["folder"]
    assert answer("train", catalog, "--resume", run)["summary"]["epochs"] == 2
    ways = (
        ["--set", "epochs=3", "--set", "patience=9"],
        ["--config", '{"epochs": 4, "checkpoint_seconds": 5}'],
        [*small, "--set", "epochs=5"],
    )
    for epochs, words in enumerate(ways, 3):
        gone_on = answer("train", catalog, "--resume", run, *words)
        assert gone_on["folder"] == run
        assert (gone_on["config"]["epochs"], gone_on["summary"]["epochs"]) == (epochs, epochs)
    assert gone_on["config"]["batch_size"] == 64
    for words, named in (
        (["--set", "learning_rate=0.5"], "learning_rate"),
        (["--config", '{"seed": 7}'], "seed"),
        (["--preset", "article"], "loss.popularity"),
        (["--set", "nothing=1"], "nothing"),
        (["--preset", "nothing"], "There is no preset"),
    ):
        refused = triptych("train", catalog, "--resume", run, *words)
        assert refused.returncode == 1
        assert named in refused.stderr
        assert "Traceback" not in refused.stderr
    assert json.loads((Path(run) / "config.json").read_text())["epochs"] == 5
    refused = triptych("train", catalog, "--resume", catalog)
    assert refused.returncode == 1
    assert "config.json" in refused.stderr


def test_a_run_serves_a_catalog_without_runs_only_where_that_is_the_same(
    catalog: Path, tmp_path: Path
) -> None:
    words = ["--preset", "quick", "--set", "batch_size=64", "--set", "epochs=2"]
    made = answer("train", catalog, *words)
    run = ["--run", made["folder"]]
    copy, other = tmp_path / "copy", tmp_path / "other"
    for folder in (copy, other):
        shutil.copytree(catalog, folder)
    (copy / "groups.inter").rename(copy / "copy.inter")
    evaluated = answer("evaluate", copy, *run)
    assert evaluated["metrics"] == pytest.approx(made["summary"]["test"], abs=1e-6)
    assert len(answer("recommend", copy, "u3", "-k", "5", *run)["items"]) == 5

    log = other / "groups.inter"
    rows = log.read_text().splitlines()
    first, second = rows[1].split("\t"), rows[9].split("\t")  # two users swap an item
    first[1], second[1] = second[1], first[1]
    rows[1], rows[9] = "\t".join(first), "\t".join(second)
    log.write_text("\n".join(rows) + "\n")
    log.rename(other / "other.inter")
    for command in (
        ["evaluate", other, *run],
        ["recommend", other, "u3", *run],
        ["train", other, "--resume", made["folder"]],
    ):
        refused = triptych(*command)
        assert refused.returncode == 1
        assert "'groups'" in refused.stderr
        assert "'other'" in refused.stderr
        assert refused.stdout == ""


def test_texts_are_printed_as_finished_sentences(capsys: pytest.CaptureFixture[str]) -> None:
    message, remedy = Text("{file} is empty.", file="a.wav"), Text("Copy it again.")
    show(FailedItem(row=3, file="a.wav", message=message, remedy=remedy))
    assert json.loads(capsys.readouterr().out) == {
        "row": 3,
        "file": "a.wav",
        "message": "a.wav is empty.",
        "remedy": "Copy it again.",
    }


@pytest.mark.parametrize("command", ["open", "train", "sample"])
def test_a_workspace_that_is_no_folder_is_one_sentence(
    catalog: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, command: str
) -> None:
    (tmp_path / "file").touch()
    monkeypatch.setenv("TRIPTYCH_HOME", str(tmp_path / "file"))
    run = triptych(command, "shop" if command == "sample" else catalog)
    assert run.returncode == 1
    assert f"triptych: Nothing can be kept in {tmp_path / 'file'}" in run.stderr
    assert "Traceback" not in run.stderr


@pytest.mark.skipif(sys.platform == "win32", reason="Windows limits no file's size")
@pytest.mark.parametrize("kilobytes", [0, 16])
def test_a_limit_on_files_is_one_sentence(tmp_path: Path, kilobytes: int) -> None:
    table = tmp_path / "many" / "log.csv"
    table.parent.mkdir()
    rows = [f"u{n % 90},i{n % 70},{1_700_000_000 + n}" for n in range(4000)]
    table.write_text("\n".join(["user,item,time", *rows]))
    # The standard streams are pipes, which the limit leaves alone.
    for words in (["open", table.parent], ["sample", "shop"], ["train", table.parent]):
        limited = ["bash", "-c", f'ulimit -f {kilobytes}; exec "$0" "$@"']
        run = subprocess.run(
            [*limited, sys.executable, "-m", "core.cli", *map(str, words)],
            capture_output=True,
            text=True,
        )
        assert run.returncode == 1, run.stderr
        assert "limits" in run.stderr.splitlines()[-1]
        assert "Traceback" not in run.stderr
