"""Tables divided by rows: who keeps what. That several processes follow one is in test_killed."""

import pytest
import torch

from core.recommend.config import MFConfig
from core.recommend.mf import MF
from core.recommend.recommender import Recommender
from core.training.steps.parallel import Group
from core.training.steps.sharded import Shards

USERS, ITEMS, DIM = 41, 11, 4


def model() -> Recommender:
    torch.manual_seed(3)
    return Recommender(MF(USERS, ITEMS, DIM, MFConfig()))


@pytest.mark.parametrize("size", [2, 4, 13])
def test_blocks_are_the_tables_and_no_more(size):
    whole = dict(model().mf.named_parameters())
    kept = []
    for rank in range(size):
        one = model()
        shards = Shards(one, Group(rank, size))
        kept.append({name: table.data for name, table in one.mf.named_parameters()})
        here = sum(table.numel() for table in kept[-1].values())
        storage = sum(table.untyped_storage().nbytes() for table in kept[-1].values())
        assert storage == 4 * here
        assert here + shards.elsewhere == sum(table.numel() for table in whole.values())
        assert here <= (USERS // size + 1 + ITEMS // size + 1) * (DIM + 1) + 1
    for name in ("users", "items", "user_bias", "item_bias"):
        assert torch.equal(torch.cat([each[name] for each in kept]), whole[name])


def test_stored_tables_are_cut_to_the_block():
    other = model()
    for parameter in other.parameters():
        torch.nn.init.normal_(parameter)
    one = model()
    Shards(one, Group(1, 3))
    one.load_state_dict(other.state_dict())
    assert torch.equal(one.mf.users, other.mf.users[13:27])
    with pytest.raises(RuntimeError, match="size mismatch"):
        one.load_state_dict(Recommender(MF(USERS + 1, ITEMS, DIM, MFConfig())).state_dict())
