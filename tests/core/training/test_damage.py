"""Robustness curves and compression of one trained model."""

import numpy as np
import pytest
import torch

from core.errors import UserError
from core.fusion.config import ConcatConfig
from core.recommend.config import MFConfig
from core.training.config import SplitConfig, TrainConfig
from core.training.judge.compression import compare, pruned, zero_share
from core.training.judge.robustness import DAMAGES, DamagedGather, curve
from core.training.losses.config import SoftmaxConfig
from core.training.run.runs import load_run
from core.training.train import train
from tests.core.training.world import make

CONFIG = TrainConfig(
    fusion=ConcatConfig(dim=16, hidden=32),
    head=MFConfig(item_embedding=False),
    loss=SoftmaxConfig(negatives=1000),
    epochs=15,
    batch_size=128,
    learning_rate=0.01,
    split=SplitConfig(kind="random"),
    device="cpu",
    ks=(10,),
)


@pytest.fixture(scope="module")
def run(tmp_path_factory):
    catalog, features, _ = make()
    folder = tmp_path_factory.mktemp("run")
    train(catalog, features, CONFIG, folder)
    return load_run(folder, catalog, features)


@pytest.mark.parametrize("damage", DAMAGES)
def test_content_model_suffers_with_the_share_of_damage(run, damage):
    before = run.model.bank.clone()
    line = curve(run.model, run.data, run.gather, CONFIG.ks, "text", damage, (0.0, 0.5, 1.0))
    recall = [values["recall@10"] for values in line.values]
    intact = run.model.vectors()
    assert torch.equal(run.model.bank, before)
    assert torch.allclose(intact.items, run.item_vectors, atol=1e-5)
    assert recall[0] > recall[-1]


def test_damage_is_what_it_says(run):
    rows = torch.arange(90)
    whole = run.gather(rows)
    hit = np.arange(90) % 2 == 0
    for damage in DAMAGES:
        batch = DamagedGather(run.gather, "image", damage, hit, 0)(rows)
        assert torch.equal(batch["text"].tokens, whole["text"].tokens)
        for row in (1, 3, 5):
            assert torch.equal(batch["image"].tokens[row], whole["image"].tokens[row])
    gone = DamagedGather(run.gather, "image", "missing", hit, 0)(rows)["image"]
    assert not gone.mask[hit].any()
    swapped = DamagedGather(run.gather, "image", "swapped", hit, 0)
    assert (swapped.source[hit] != rows[hit]).all()
    assert sorted(swapped.source.tolist()) == rows.tolist()


def test_compression_is_smaller_and_int8_keeps_the_metric(run):
    rows = {
        row.name: row for row in compare(run.model, run.data, run.gather, CONFIG.ks, (0.5, 0.95))
    }
    original, int8 = rows["original"], rows["int8"]
    assert int8.fusion_bytes < original.fusion_bytes
    assert abs(int8.values["recall@10"] - original.values["recall@10"]) < 0.05
    assert rows["pruned 50%"].zero_share == pytest.approx(0.5, abs=0.01)
    assert rows["pruned 95%"].fusion_bytes < original.fusion_bytes
    assert zero_share(run.model.fusion) < 0.01  # the model itself is untouched


def test_pruning_removes_the_smallest(run):
    import copy

    before = torch.cat([p.detach().abs().ravel() for n, p in run.model.fusion.named_parameters()
                        if p.ndim == 2 and "absent" not in n])  # fmt: skip
    fusion = pruned(copy.deepcopy(run.model.fusion), 0.3)
    after = torch.cat([p.detach().abs().ravel() for n, p in fusion.named_parameters()
                       if p.ndim == 2 and "absent" not in n])  # fmt: skip
    assert before[after == 0].max() <= before[after != 0].min()


def test_plain_matrix_factorisation_has_nothing_to_compress(run, tmp_path):
    catalog, features, _ = make()
    config = CONFIG.model_copy(update={"head": MFConfig(content=False), "epochs": 1})
    train(catalog, features, config, tmp_path)
    plain = load_run(tmp_path, catalog, features)
    with pytest.raises(UserError, match="no fusion"):
        compare(plain.model, plain.data, plain.gather, config.ks)
