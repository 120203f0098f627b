from __future__ import annotations

from itertools import pairwise
from pathlib import Path

import numpy as np
import pytest
import torch
from sklearn.linear_model import LogisticRegression
from sklearn.model_selection import cross_val_score

from core import workspace
from core.catalog.schema import Catalog
from core.encoders import registry, trained, wavenet
from core.encoders.features import encode_catalog
from core.encoders.reference import ReferenceEncoder, ReferenceTask, spectrum
from core.encoders.wavenet import RECEPTIVE, WaveNet, WaveNetTask, codes, crop
from core.errors import UserError
from core.progress import Reporter
from tests.core.encoders.make import Recorder, catalog
from tests.core.media.make import wav


def sounds(count: int, rate: int, seconds: float) -> tuple[list[np.ndarray], list[int]]:
    """Three kinds of sound, each with its own pitch and level: tones, sweeps of buzz, noise."""
    rng = np.random.default_rng(0)
    t = np.arange(round(seconds * rate)) / rate
    found = []
    for number in range(count):
        hz, level = rng.uniform(200, 800), rng.uniform(0.2, 0.6)
        shapes = (
            np.sin(2 * np.pi * hz * t),
            np.sign(np.sin(2 * np.pi * hz * t)) * (np.sin(2 * np.pi * 3 * t) > 0),
            np.clip(rng.normal(0, 0.4, len(t)), -1, 1),
        )
        found.append((level * shapes[number % 3]).astype(np.float32))
    return found, [number % 3 for number in range(count)]


def small(root: Path, count: int) -> Catalog:
    for number, samples in enumerate(sounds(count, 8000, 1.0)[0]):
        wav(root / f"{number}.wav", samples, 8000)
    return catalog(root, {"audio": [f"{number}.wav" for number in range(count)]})


def test_wavenet_never_sees_the_future() -> None:
    torch.manual_seed(0)
    net = WaveNet().double().eval()
    before = torch.randint(256, (1, 2000))
    after = before.clone()
    after[0, 700] = (after[0, 700] + 99) % 256
    with torch.inference_mode():
        changed = (net(before) - net(after)).abs().amax(1)[0] > 0
    assert not changed[:700].any()
    assert changed[700]
    assert not changed[700 + RECEPTIVE :].any()
    assert changed[700 + RECEPTIVE - 1]


def test_codes_follow_the_mu_law() -> None:
    samples = np.linspace(-1, 1, 999)
    law = np.sign(samples) * np.log1p(255 * np.abs(samples)) / np.log1p(255)
    expected = np.floor((law + 1) / 2 * 255 + 0.5)
    found = codes(torch.from_numpy(samples).float()).numpy()
    assert np.abs(found - expected).max() <= 1  # float32 may fall on the other side of a border
    assert (found == expected).mean() > 0.99


def test_wavenet_learns_more_than_how_often_codes_occur(monkeypatch: pytest.MonkeyPatch) -> None:
    """Predicting from the past must beat the entropy of the codes, the best one can do blindly."""
    monkeypatch.setattr(wavenet, "_CROP", 1200)
    task = trained.make_task(registry.ours()["wavenet"])
    task.steps, task.batch = 40, 2
    tones = [codes(torch.from_numpy(one)) for one in sounds(6, 8000, 1.0)[0][::3]]
    counts = torch.bincount(torch.cat(tones), minlength=256).double()
    share = counts[counts > 0] / counts.sum()
    entropy = float(-(share * share.log()).sum())
    losses = trained.train(task, tones, "cpu", Reporter(), "WaveNet").losses
    assert len(losses) == 40
    assert np.mean(losses[-5:]) < entropy - 0.5


def test_the_reference_encoder_has_the_shape_of_the_paper() -> None:
    net = ReferenceEncoder().eval()
    assert net.gru.input_size == 128 * 2  # 80 bands halved six times, rounded up
    assert net(torch.zeros(2, 256, 80)).shape == (2, 4, 128)
    assert len(spectrum(torch.zeros(16000))) % 64 == 0


def test_the_reference_encoder_tells_kinds_of_sound_apart() -> None:
    waves, kinds = sounds(60, 16000, 2.5)
    task = trained.make_task(registry.ours()["tacotron-reference"])
    task.steps = 25
    prepared = [task.prepare(torch.from_numpy(one)) for one in waves]
    losses = trained.train(task, prepared, "cpu", Reporter(), "Reference").losses
    assert np.mean(losses[-5:]) < np.log(task.batch) / 2  # chance is the logarithm of the batch
    task.net.eval()
    with torch.inference_mode():
        summary = torch.stack([task.net(one[None])[0, -1] for one in prepared]).numpy()
    probe = LogisticRegression(max_iter=500)
    assert cross_val_score(probe, summary, kinds, cv=5).mean() > 0.8


class Scripted:
    """A task whose loss follows a script, whatever it learns."""

    rate, batch, learning_rate = 8000, 1, 1e-3

    def __init__(self, losses: list[float]) -> None:
        self.net, self.losses, self.steps = torch.nn.Linear(1, 1), iter(losses), len(losses)

    def loss(self, sounds: list[torch.Tensor], generator: torch.Generator) -> torch.Tensor:
        return self.net.weight.sum() * 0 + next(self.losses)


def test_a_training_ends_when_its_loss_no_longer_falls_and_not_before() -> None:
    rng = np.random.default_rng(0)
    falling = 5 * np.exp(-np.arange(100) / 60) + 2
    flat = np.full(500, falling[-1])
    noise = rng.normal(0, 0.05, 600)
    two = [torch.zeros(1)] * 2
    whole = Scripted((np.concatenate((falling, flat)) + noise).tolist())
    ended = trained.train(whole, two, "cpu", Reporter(), "Scripted")  # type: ignore[arg-type]
    assert ended.settled
    assert 100 <= len(ended.losses) < 250
    longer = Scripted((5 * np.exp(-np.arange(200) / 60) + 2 + noise[:200]).tolist())
    made = trained.train(longer, two, "cpu", Reporter(), "Scripted")  # type: ignore[arg-type]
    assert made.settled
    assert len(made.losses) == 200
    stopped = trained.train(Scripted([1.0] * 9), two, "cpu", Recorder(5), "Scripted")  # type: ignore[arg-type]
    assert not stopped.settled


def test_training_twice_gives_the_same_weights() -> None:
    made = []
    for _ in range(2):
        task = trained.make_task(registry.ours()["tacotron-reference"])
        task.steps, task.batch = 2, 4
        prepared = [task.prepare(torch.from_numpy(one)) for one in sounds(5, 16000, 1.0)[0]]
        trained.train(task, prepared, "cpu", Reporter(), "Reference")
        made.append(task.net.state_dict())
    assert all(torch.equal(made[0][key], made[1][key]) for key in made[0])


def test_short_series_are_repeated_to_the_length_of_a_crop() -> None:
    series = torch.arange(3)
    found = crop(series, 7, torch.Generator().manual_seed(0)).tolist()
    assert all(b == (a + 1) % 3 for a, b in pairwise(found))
    assert len(found) == 7


@pytest.mark.parametrize("name", ["wavenet", "tacotron-reference"])
def test_a_catalog_trains_its_encoder_once(
    name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for task in (WaveNetTask, ReferenceTask):
        monkeypatch.setattr(task, "steps", 2)
        monkeypatch.setattr(task, "batch", 2)
    one = small(tmp_path, 4)
    first, second = Recorder(), Recorder()
    made = encode_catalog(one, {"audio": name}, "cpu", first)
    store = made.stores["audio"]
    info = registry.info(name)
    assert store.present.all()
    assert (store.encoder, store.width) == (name, info.width)
    assert "trained" in info.note
    title = f"training {info.title}"
    assert [done for stage, done, _ in first.steps if stage == title] == [1, 2]
    # The same sounds in another catalog: neither trained nor encoded again.
    other = catalog(tmp_path, {"audio": ["0.wav", "1.wav", "2.wav", "3.wav"], "text": [None] * 4})
    again = encode_catalog(other, {"audio": name}, "cpu", second)
    assert not [1 for stage, _, _ in second.steps if stage == title]
    np.testing.assert_array_equal(again.stores["audio"].pooled(), store.pooled())


def test_stopping_the_training_keeps_no_half_trained_encoder(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(ReferenceTask, "batch", 2)
    made = encode_catalog(small(tmp_path, 3), {"audio": "tacotron-reference"}, "cpu", Recorder(5))
    assert made.stores == {}
    assert list(workspace.folder("encoders").iterdir()) == []


def test_one_sound_is_too_little_to_learn_from(tmp_path: Path) -> None:
    with pytest.raises(UserError, match="pretrained"):
        encode_catalog(small(tmp_path, 1), {"audio": "wavenet"}, "cpu")


def test_without_a_catalog_there_is_nothing_to_load() -> None:
    with pytest.raises(UserError, match="learns from a catalog"):
        registry.load("wavenet")
