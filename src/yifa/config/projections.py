"""The ordered list of projections: what is derived from each event in the transaction that writes it."""

from __future__ import annotations

PROJECTIONS: tuple[str, ...] = (
    "yifa.worklist.projection",
    "yifa.similarity.projection",
    "yifa.papers.projection",
    "yifa.licences.projection",
    "yifa.indicators.projection",
)
