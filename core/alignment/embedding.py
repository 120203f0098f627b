"""Many dimensions drawn as two."""

from __future__ import annotations

import io
import re
from contextlib import redirect_stdout

import numpy as np

from core.errors import UserError
from core.progress import Reporter
from core.text import Text

#: Iterations of t-SNE.
ITERATIONS = 1000


def pca(x: np.ndarray, components: int = 2) -> tuple[np.ndarray, np.ndarray]:
    """Principal components of the rows of x.

    Signs are fixed (the largest loading of each axis is positive), so that equal data is drawn
    alike every time.

    Args:
        x: [n, d], finite.
        components: at most d; missing ones are zero.

    Returns:
        Places float32 [n, components], and the share of variance along each axis [components].

    """
    centred = np.asarray(x, np.float64) - np.mean(x, 0, dtype=np.float64)
    covariance = centred.T @ centred / max(1, len(x) - 1)
    values, vectors = np.linalg.eigh(covariance)
    values, vectors = values[::-1][:components], vectors[:, ::-1][:, :components]
    peaks = np.abs(vectors).argmax(0)
    vectors = vectors * np.where(vectors[peaks, np.arange(vectors.shape[1])] < 0, -1, 1)
    places = np.zeros((len(x), components), np.float32)
    places[:, : vectors.shape[1]] = centred @ vectors
    shares = np.zeros(components)
    shares[: len(values)] = values.clip(min=0) / max(float(np.trace(covariance)), 1e-300)
    return places, shares


def tsne(
    x: np.ndarray, perplexity: float = 30.0, seed: int = 0, reporter: Reporter | None = None
) -> np.ndarray:
    """t-SNE (van der Maaten & Hinton 2008) by scikit-learn, started from PCA; [n, 2] float32.

    Args:
        x: [n, d], finite, n > 3. Compared by Euclidean distance.
        perplexity: about how many neighbours count; lowered for few points.
        seed: of the random parts.
        reporter: told of iterations; pausing and cancelling work between them.

    Raises:
        UserError: scikit-learn is not installed.

    """
    try:
        from sklearn.manifold import TSNE
    except ImportError as error:
        raise _missing("t-SNE", "scikit-learn") from error
    method = TSNE(
        perplexity=min(perplexity, max(1.0, (len(x) - 1) / 3)),
        init="pca",
        learning_rate="auto",
        max_iter=ITERATIONS,
        random_state=seed,
        verbose=2,
    )
    # It has no callback, but says every fifty iterations that it did them.
    told = _Told(r"Iteration (\d+)", reporter or Reporter(), "t-SNE", ITERATIONS)
    with redirect_stdout(told):
        return np.asarray(method.fit_transform(np.asarray(x, np.float32)), np.float32)


def umap(
    x: np.ndarray, neighbours: int = 15, seed: int = 0, reporter: Reporter | None = None
) -> np.ndarray:
    """UMAP (McInnes et al. 2018) by umap-learn; [n, 2] float32.

    Args:
        x: [n, d], finite, n > 3. Compared by Euclidean distance.
        neighbours: how many count; lowered for few points.
        seed: of the random parts.
        reporter: told of epochs; pausing and cancelling work between them.

    Raises:
        UserError: umap-learn is not installed.

    """
    reporter = reporter or Reporter()
    reporter.progress("UMAP: compiling and finding neighbours", 0)
    try:
        from umap import UMAP
    except ImportError as error:
        raise _missing("UMAP", "umap-learn") from error
    told = _Told(r"(\d+)/(\d+)", reporter, "UMAP", 0)
    method = UMAP(
        n_neighbors=min(neighbours, len(x) - 1),
        random_state=seed,
        n_jobs=1,
        verbose=True,
        tqdm_kwds={"file": told, "mininterval": 0.2, "disable": False},
    )
    with redirect_stdout(told):
        return np.asarray(method.fit_transform(np.asarray(x, np.float32)), np.float32)


class _Told(io.TextIOBase):
    """What a library prints, taken for progress."""

    def __init__(self, pattern: str, reporter: Reporter, stage: str, total: int) -> None:
        super().__init__()
        self._pattern, self._reporter = re.compile(pattern), reporter
        self._stage, self._total = stage, total

    def write(self, text: str) -> int:
        found = self._pattern.search(text)
        if found is not None:
            total = int(found[2]) if self._pattern.groups > 1 else self._total
            self._reporter.progress(self._stage, int(found[1]), total, "iterations")
        self._reporter.checkpoint()
        return len(text)


def _missing(method: str, package: str) -> UserError:
    return UserError(
        Text("{method} needs the package {package}.", method=method, package=package),
        Text("Run: pip install {package}", package=package),
    )
