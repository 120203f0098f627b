"""Neighbours from an index are nearly those of comparing all with all."""

from __future__ import annotations

import numpy as np
import pytest
import torch

from core.fusion import knn, knn_index
from core.progress import Reporter, Stopped
from tests.core.training.world import Recording

pytest.importorskip("faiss", reason="faiss-cpu is not installed (extra 'ann')")


@pytest.fixture
def features() -> np.ndarray:
    """A hundred kinds of items, many of them alike to the last bit, some missing."""
    rng = np.random.default_rng(0)
    rows = rng.normal(size=(100, 16))[rng.integers(100, size=2000)]
    rows += rng.normal(0, 0.3, rows.shape)
    rows[1900:] = rows[:100]
    rows[7] = np.nan
    return rows


def test_nearly_all_neighbours_are_found(
    features: np.ndarray, monkeypatch: pytest.MonkeyPatch
) -> None:
    exact, cosines = knn.neighbours(features, 10)
    monkeypatch.setattr(knn_index, "ITEMS", 1000)
    reporter = Recording()
    found, near = knn.neighbours(features, 10, reporter=reporter, name="text")
    assert torch.equal(found[0], exact[0])
    assert (found[0] != found[1]).all()
    assert 7 not in found
    lists, true = found[1].view(-1, 10), exact[1].view(-1, 10)
    share = np.mean([np.isin(t, f).mean() for f, t in zip(lists, true, strict=True)])
    assert share > knn_index.RECALL - 0.05
    # Of equal items any may be listed, but none is farther than the true ones by more than misses.
    assert float(near.mean()) == pytest.approx(float(cosines.mean()), abs=0.01)
    unit = torch.nn.functional.normalize(torch.as_tensor(features, dtype=torch.float32), dim=1)
    assert torch.allclose((unit[found[0]] * unit[found[1]]).sum(1), near, atol=1e-5)
    [told] = [text for _, text in reporter.lines]
    assert "Neighbours by text come from an index" in told


def test_it_obeys_stop(features: np.ndarray, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(knn_index, "ITEMS", 1000)

    class Stopping(Reporter):
        def checkpoint(self) -> bool:
            return True

    with pytest.raises(Stopped):
        knn.neighbours(features, 10, reporter=Stopping())
