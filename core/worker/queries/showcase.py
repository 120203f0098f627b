"""Answers to core.contracts.showcase."""

from __future__ import annotations

from core.contracts.showcase import SHOWCASE
from core.explore import showcase
from core.worker.answering import answers

answers(SHOWCASE)(showcase.best)
