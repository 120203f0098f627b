import numpy as np
import pytest
import torch
from hypothesis import given, settings
from hypothesis import strategies as st

from core import topk
from core.recommend.neighbours import diversify, similar
from core.topk import top_k


@settings(max_examples=60)
@given(
    st.integers(0, 10_000),
    st.integers(1, 30),
    st.sampled_from([1, 7, 300, 3000]),
    st.sampled_from([1, 2, 5, 14]),
    st.sampled_from([1, 64, 5000, 1 << 20]),
)
def test_agrees_with_a_full_sort(seed, k, n, n_users, held):
    rng = np.random.default_rng(seed)
    users = torch.as_tensor(rng.normal(size=(n_users, 5)))
    items = torch.as_tensor(rng.normal(size=(n, 5)))
    bias = torch.as_tensor(rng.normal(size=n))
    mask = rng.random((n_users, n)) < 0.2
    allowed = torch.as_tensor(rng.random(n) < 0.9)
    rows, cols = (torch.as_tensor(a) for a in np.nonzero(mask))
    old = topk.SCORES, topk.USERS, topk.CHUNK
    topk.SCORES, topk.USERS, topk.CHUNK = held, 6, 16
    try:
        found, values = top_k(users, items, k, bias, (rows, cols), allowed)
    finally:
        topk.SCORES, topk.USERS, topk.CHUNK = old
    scores = (users @ items.T + bias).numpy()
    scores[mask | ~allowed.numpy()] = -np.inf
    for row in range(n_users):
        truth = [i for i in np.argsort(-scores[row]) if scores[row, i] > -np.inf][:k]
        assert found[row].tolist() == truth + [-1] * (k - len(truth))
        assert np.allclose(values[row, : len(truth)], scores[row, truth])


def test_finds_what_faiss_finds():
    faiss = pytest.importorskip("faiss", reason="faiss-cpu is not installed (extra 'peers')")
    rng = np.random.default_rng(5)
    items = rng.normal(size=(20_000, 32)).astype(np.float32)
    users = rng.normal(size=(70, 32)).astype(np.float32)
    index = faiss.IndexFlatIP(32)
    index.add(items)
    scores, truth = index.search(users, 15)
    found, values = top_k(torch.from_numpy(users), torch.from_numpy(items), 15)
    assert np.array_equal(found.numpy(), truth)
    assert np.allclose(values.numpy(), scores, atol=1e-4)


def test_similar_leaves_the_item_itself_out():
    items = torch.tensor([[1.0, 0], [2, 0.1], [0, 1], [-1, 0]])
    found, cosines = similar(items, 0, 5)
    assert found.tolist() == [1, 2, 3, -1, -1]
    assert torch.allclose(cosines[1:3], torch.tensor([0.0, -1.0]), atol=1e-6)


def test_no_diversity_is_relevance_and_full_diversity_avoids_repeats():
    torch.manual_seed(0)
    relevance = torch.tensor([5.0, 4.9, 4.8, 1.0])
    vectors = torch.tensor([[1.0, 0], [1, 0.01], [1, -0.01], [0, 1]])
    assert diversify(relevance, vectors, 4, 0.0).tolist() == [0, 1, 2, 3]
    assert diversify(relevance, vectors, 2, 0.9).tolist() == [0, 3]
    assert sorted(diversify(relevance, vectors, 9, 0.5).tolist()) == [0, 1, 2, 3]
