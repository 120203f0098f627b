"""Answers to core.contracts.inside."""

from __future__ import annotations

from core.contracts import inside as asked
from core.explore.inside import proof, views
from core.worker.answering import answers

answers(asked.MODELS)(views.models)
answers(asked.LOOK)(views.look)
answers(asked.HEAD)(views.head)
answers(asked.FLOW)(views.flow)
answers(asked.SIMILARITY)(views.similarity)
answers(asked.PROOF)(proof.proof)
answers(asked.POINTING)(proof.pointing)
