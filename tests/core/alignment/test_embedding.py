"""Maps by scikit-learn and umap-learn, and how much a map tears away, against scikit-learn."""

from __future__ import annotations

import sys
from types import SimpleNamespace

import numpy as np
import pytest
from sklearn.manifold import trustworthiness

from core.alignment import embedding, measures
from core.errors import UserError
from core.progress import Cancelled, Reporter


def clusters(each=25, d=10, seed=0):
    rng = np.random.default_rng(seed)
    centres = 6 * rng.normal(size=(3, d))
    x = np.concatenate([centre + rng.normal(size=(each, d)) for centre in centres])
    return x.astype(np.float32), np.repeat([0, 1, 2], each)


class Listening(Reporter):
    def __init__(self, cancel_at=None):
        self.seen, self.cancel_at = [], cancel_at

    def progress(self, stage, done, total=None, unit=""):
        self.seen.append((stage, done, total))

    def checkpoint(self):
        if self.cancel_at is not None and len(self.seen) >= self.cancel_at:
            raise Cancelled
        return False


def test_tsne_keeps_clusters_together_and_tells_its_iterations():
    x, group = clusters()
    listening = Listening()
    places = embedding.tsne(x, reporter=listening)
    assert places.shape == (75, 2)
    assert trustworthiness(x, places, n_neighbors=10) > 0.9
    near = measures.neighbours(places - places.mean(0), 3)
    assert (group[near] == group[:, None]).mean() > 0.9
    done = [number for _, number, total in listening.seen if total == embedding.ITERATIONS]
    assert done == sorted(done)
    assert len(done) > 5


def test_tsne_can_be_cancelled_between_iterations():
    x, _ = clusters()
    with pytest.raises(Cancelled):
        embedding.tsne(x, reporter=Listening(cancel_at=2))


def test_the_same_seed_draws_the_same_map():
    x, _ = clusters(10)
    np.testing.assert_array_equal(embedding.tsne(x, seed=3), embedding.tsne(x, seed=3))


@pytest.mark.parametrize(
    ("make", "module", "package"),
    [(embedding.tsne, "sklearn.manifold", "scikit-learn"), (embedding.umap, "umap", "umap-learn")],
)
def test_a_missing_library_is_named_with_the_command(monkeypatch, make, module, package):
    monkeypatch.setitem(sys.modules, module, None)
    with pytest.raises(UserError, match=package) as caught:
        make(clusters(4)[0])
    assert f"pip install {package}" in caught.value.remedy


def test_umap_is_asked_for_what_fits_and_its_epochs_are_told(monkeypatch):
    """A stand-in for umap-learn, whose first call compiles for a minute."""
    asked = {}

    class UMAP:
        def __init__(self, **settings):
            asked.update(settings)

        def fit_transform(self, x):
            for epoch in (1, 2):
                print(f"Epochs completed: 50%| {epoch}/2 [00:01]", file=asked["tqdm_kwds"]["file"])
            return x[:, :2].astype(np.float64)

    monkeypatch.setitem(sys.modules, "umap", SimpleNamespace(UMAP=UMAP))
    x, _ = clusters(4)
    listening = Listening()
    places = embedding.umap(x, seed=5, reporter=listening)
    assert places.dtype == np.float32
    np.testing.assert_array_equal(places, x[:, :2])
    assert asked["n_neighbors"] == 11
    assert asked["random_state"] == 5
    assert [one for one in listening.seen if one[2]] == [("UMAP", 1, 2), ("UMAP", 2, 2)]


def test_loss_is_zero_where_trustworthiness_is_one_and_orders_maps_alike():
    """Trustworthiness (Venna & Kaski) counts false neighbours by rank, loss counts lost ones;
    for one k both have k neighbours, so they agree on perfect maps and on the order of worse.
    """
    x, _ = clusters(30)
    x = measures.unit(x)  # cosine and Euclidean neighbours are then the same
    rng = np.random.default_rng(0)
    flat, _shares = embedding.pca(x)
    maps = [flat + spread * rng.normal(size=flat.shape) for spread in (0, 0.05, 0.2, 1, 20)]
    losses = [measures.neighbourhood_loss(x, places, 10).mean() for places in maps]
    trusts = [trustworthiness(x, places, n_neighbors=10) for places in maps]
    assert losses == sorted(losses)
    assert trusts == sorted(trusts, reverse=True)
    assert losses[-1] == pytest.approx(1 - 10 / 89, abs=0.05)  # chance
    ring = np.sort(rng.uniform(0, 2, 40))
    circle = np.stack([np.cos(ring), np.sin(ring)], 1)
    assert trustworthiness(circle, circle, n_neighbors=5) == 1
    assert measures.neighbourhood_loss(circle, circle, 5).mean() == 0


def test_loss_of_some_rows_is_that_of_all_at_those_rows():
    x, _ = clusters()
    flat, _shares = embedding.pca(x)
    rows = np.array([3, 70, 11])
    whole = measures.neighbourhood_loss(x, flat, 6)
    np.testing.assert_allclose(measures.neighbourhood_loss(x, flat, 6, rows), whole[rows])
