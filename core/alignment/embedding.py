"""Many dimensions drawn as two."""

from __future__ import annotations

import numpy as np


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
