from __future__ import annotations

import numpy as np
import pytest
import torch
from scipy.signal import ShortTimeFFT, correlate2d
from torch import nn

from core.encoders import aisfx, musicnn, registry
from core.encoders.sound import AudioEncoder
from core.media.audio import Sound
from tests.core.encoders.make import needs
from tests.core.encoders.tfbundle import read, read_index


@pytest.fixture(scope="module", params=["musicnn", "aisfx"])
def encoder(request: pytest.FixtureRequest) -> AudioEncoder:
    entry = registry.entry(request.param)
    if not entry.installed:
        pytest.skip(f"run: {entry.command}")
    loaded = registry.load(request.param)
    assert isinstance(loaded, AudioEncoder)
    return loaded


def music(rate: int, seconds: float, seed: int = 0) -> np.ndarray:
    """Plucked notes with harmonics over a beat of noise."""
    rng = np.random.default_rng(seed)
    t = np.arange(round(rate * seconds)) / rate
    y = np.zeros_like(t)
    for k in range(max(1, int(4 * seconds))):
        since = np.clip(t - k / 4, 0, None)
        hz = 220 * 2 ** (rng.integers(0, 24) / 12)
        for harmonic in range(1, 9):
            note = np.exp(-4 * since) * np.sin(2 * np.pi * hz * harmonic * since)
            y += note / harmonic**1.2
        if k % 2 == 0:
            y += np.exp(-40 * since) * (t >= k / 4) * rng.normal(size=len(t))
    return (0.5 * y / np.abs(y).max()).astype(np.float32)


def sound(rate: int, seconds: float, start_s: float = 0.0) -> Sound:
    return Sound(music(rate, seconds), rate, start_s, seconds)


@pytest.mark.encoders
def test_tokens_tile_the_sound(encoder: AudioEncoder, monkeypatch: pytest.MonkeyPatch) -> None:
    rate = encoder.loading.rate
    monkeypatch.setattr(encoder, "max_tokens", 7)
    batch = encoder.encode([sound(rate, 3.0, 1.5), sound(rate, 0.1), sound(rate, 1.3)])
    # Four a second, at least one, at most `max_tokens`.
    assert batch.mask.sum(1).tolist() == [7, 1, 5]
    assert batch.tokens.isfinite().all()
    for row, (begin, end) in enumerate([(1.5, 4.5), (0, 0.1), (0, 1.3)]):
        places = batch.positions[row, batch.mask[row]]
        assert places[0, 0] == pytest.approx(begin)
        assert places[-1, 1] == pytest.approx(end)
        assert torch.equal(places[1:, 0], places[:-1, 1])
        assert (places[:, 2] == 0).all()
        assert (places[:, 3] == encoder.loading.rate / 2).all()


@pytest.mark.encoders
def test_an_event_shows_where_it_happens(encoder: AudioEncoder) -> None:
    """The token that differs most from its neighbours in silence spans the click."""
    rate = encoder.loading.rate
    samples = np.zeros(8 * rate, np.float32)
    begin = round(5.1 * rate)
    samples[begin : begin + rate // 50] = np.random.default_rng(0).normal(size=rate // 50) * 0.5
    batch = encoder.encode([Sound(samples, rate, 0, 8)])
    change = (batch.tokens[0] - batch.tokens[0].median(0).values).norm(dim=1)
    begin_s, end_s = batch.positions[0, change.argmax(), :2].tolist()
    assert begin_s - 0.25 <= 5.1 <= end_s + 0.25


@pytest.mark.encoders
def test_batches_change_nothing(encoder: AudioEncoder) -> None:
    rate = encoder.loading.rate
    one, two = sound(rate, 2.0), sound(rate, 1.0)
    together = encoder.encode([one, two, one])
    for row, single in enumerate([one, two, one]):
        alone = encoder.encode([single])
        n = int(alone.mask.sum())
        np.testing.assert_allclose(together.tokens[row, :n], alone.tokens[0], atol=2e-4)


@pytest.mark.encoders
def test_another_rate_is_resampled(encoder: AudioEncoder) -> None:
    """A tone, so that both rates hold the same sound."""
    batches = []
    for rate in (encoder.loading.rate, 32000):
        samples = 0.3 * np.sin(2 * np.pi * 700 * np.arange(2 * rate) / rate)
        batches.append(encoder.encode([Sound(samples.astype(np.float32), rate, 0, 2)]).tokens[0])
    inner = [one[2:-2].flatten() for one in batches]
    assert torch.corrcoef(torch.stack(inner))[0, 1] > 0.95


@pytest.mark.encoders
def test_weights_and_spectrum_are_those_of_training(encoder: AudioEncoder) -> None:
    """Batch norms remember what the net saw in training: music-like sound comes close to it.

    A spectrum on another scale, a swapped layer or a wrong padding would not.
    """
    agreement: dict[str, float] = {}

    def compare(name: str) -> object:
        def hook(norm: nn.BatchNorm2d, inputs: tuple[torch.Tensor, ...]) -> None:
            means = inputs[0].mean((0, 2, 3)).numpy()
            if len(means) > 1:
                agreement[name] = np.corrcoef(means, norm.running_mean.numpy())[0, 1]

        return hook

    hooks = [
        module.register_forward_pre_hook(compare(name))
        for name, module in encoder.model.net.named_modules()
        if isinstance(module, nn.BatchNorm2d)
    ]
    rate = encoder.model.rate
    spectra = [encoder.model.spectrum(torch.from_numpy(music(rate, 4, seed))) for seed in range(2)]
    encoder.features(torch.stack(spectra))
    for hook in hooks:
        hook.remove()
    assert len(agreement) == 8
    assert min(agreement.values()) > 0.5


@needs("musicnn")
def test_musicnn_features_resemble_those_its_classifier_was_trained_on() -> None:
    """The norm before the dense layer remembers maximum and mean over time of all 753 features."""
    encoder = registry.load("musicnn")
    assert isinstance(encoder, AudioEncoder)
    spectra = [encoder.model.spectrum(torch.from_numpy(music(16000, 4, seed))) for seed in range(2)]
    features = encoder.features(torch.stack(spectra))
    entry = registry.entry("musicnn")
    index, data = (entry.verified() / name for name in entry.files)
    name = "batch_normalization_9/moving_mean"
    expected = read(index, data, {name})[name].reshape(753, 2)
    highest, mean = features.amax(1).mean(0), features.mean((0, 1))
    assert np.corrcoef(highest, expected[:, 0])[0, 1] > 0.75
    assert np.corrcoef(mean, expected[:, 1])[0, 1] > 0.75


@needs("musicnn")
def test_musicnn_layers_recomputed_with_scipy() -> None:
    """Front end and first middle layer of one frame, from the checkpoint's own tensors."""
    entry = registry.entry("musicnn")
    index, data = (entry.verified() / name for name in entry.files)
    tensors = read(index, data)
    frames = musicnn.LogMel()(torch.from_numpy(music(16000, 3)))
    mine = registry.load("musicnn").model.net(frames.unsqueeze(0))[0].numpy()

    def norm(x: np.ndarray, number: int) -> np.ndarray:
        prefix = "batch_normalization" + (f"_{number}" if number else "")
        part = {key: tensors[f"{prefix}/{key}"] for key in
                ("gamma", "beta", "moving_mean", "moving_variance")}  # fmt: skip
        scale = part["gamma"] / np.sqrt(part["moving_variance"] + 1e-3)
        return (x - part["moving_mean"]) * scale + part["beta"]

    whole = norm(frames.numpy(), 0)
    filters = {0: (0, 30), 1: (7, 203), 2: (0, 50), 3: (25,), 4: (50,)}
    begins = {0: 0, 1: 204, 2: 408, 3: 459, 4: 510}
    for number, chosen in filters.items():
        name = f"conv2d_{number}" if number else "conv2d"
        kernel, bias = tensors[f"{name}/kernel"], tensors[f"{name}/bias"]
        length = kernel.shape[0]
        padded = np.pad(whole, (((length - 1) // 2, length // 2), (0, 0)))
        for one in chosen:
            filtered = correlate2d(padded, kernel[:, :, 0, one], mode="valid")
            assert len(filtered) == len(whole)
            active = np.maximum(filtered + bias[one], 0)
            every = np.zeros((*active.shape, kernel.shape[3]), np.float32)
            every[..., one] = active
            expected = norm(every, number + 1)[..., one].max(1)
            np.testing.assert_allclose(mine[:, begins[number] + one], expected, atol=2e-3)

    kernel, bias = tensors["conv2d_5/kernel"][:, :, 0], tensors["conv2d_5/bias"]
    front = np.pad(mine[:, :561], ((3, 3), (0, 0)))
    for frame in (0, 90, len(mine) - 1):
        value = np.einsum("tf,tfo->o", front[frame : frame + 7], kernel) + bias
        expected = norm(np.maximum(value, 0), 6)
        np.testing.assert_allclose(mine[frame, 561:625], expected, atol=2e-3)


def test_musicnn_spectrum_against_scipy() -> None:
    """Power of scipy's transform, Slaney's filters by their definition."""
    samples = music(16000, 1)
    window = np.hanning(513)[:-1]
    transform = ShortTimeFFT(window, 256, 16000, fft_mode="onesided", scale_to=None)
    spectrum = np.abs(transform.stft(samples, p0=0, p1=len(samples) // 256 + 1)) ** 2

    def hz(mel: np.ndarray) -> np.ndarray:
        linear = 200 / 3 * mel
        return np.where(linear < 1000, linear, 1000 * np.exp(np.log(6.4) / 27 * (mel - 15)))

    top = 15 + 27 * np.log(8) / np.log(6.4)
    corners = hz(np.linspace(0, top, 98))
    bins = np.linspace(0, 8000, 257)
    bank = np.stack(
        [np.interp(bins, corners[k : k + 3], [0, 2 / (corners[k + 2] - corners[k]), 0])
         for k in range(96)]
    )  # fmt: skip
    expected = np.log10(1 + 10000 * bank @ spectrum).T
    mine = musicnn.LogMel()(torch.from_numpy(samples)).numpy()
    assert mine.shape == expected.shape
    np.testing.assert_allclose(mine, expected, atol=2e-3)


def test_aisfx_filters_sum_to_one_and_peak_at_even_mels() -> None:
    bank = aisfx.mel_bank()
    assert bank.shape == (1025, 96)
    np.testing.assert_allclose(bank.sum(0), 1)
    hz = np.linspace(0, 22050, 1025)
    peaks = 2595 * np.log10(1 + hz[bank.argmax(0)] / 700)
    step = 2595 * np.log10(1 + 22050 / 700) / 97
    # A peak falls on a bin; up there bins are close on the mel scale.
    np.testing.assert_allclose(peaks[40:], step * np.arange(41, 97), atol=step / 4)


@needs("musicnn")
def test_checkpoint_tensors_fill_the_data_file_exactly() -> None:
    entry = registry.entry("musicnn")
    index, data = (entry.verified() / name for name in entry.files)
    entries = sorted(read_index(index.read_bytes()).values(), key=lambda one: one.offset)
    end = 0
    for one in entries:
        assert one.offset == end
        assert one.size == int(np.prod(one.shape)) * np.dtype(one.dtype).itemsize
        end += one.size
    assert end == data.stat().st_size


@needs("musicnn")
def test_a_damaged_checkpoint_index_is_refused() -> None:
    entry = registry.entry("musicnn")
    whole = (entry.verified() / next(iter(entry.files))).read_bytes()
    for damaged in (b"", whole[:100], whole[:-1], b"\xff" * len(whole), whole[100:]):
        with pytest.raises(ValueError, match=r"damaged|not the index|cut short|not read"):
            read_index(damaged)
