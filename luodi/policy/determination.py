"""认定: verdict, amount, reasons, what is missing; as printed by ``judge --json``."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from luodi.policy.frame import Doubts


@dataclass(slots=True)
class Amount:
    """The sure (lower) and the upper figure as decimal strings; all None where there is no figure."""

    amount: str | None = None
    amount_to: str | None = None
    state: str | None = None
    unit: str | None = None

    def row(self) -> dict[str, str | None]:
        """The three keys of the JSON form."""
        return {"amount": self.amount, "amount_to": self.amount_to, "amount_state": self.state}


@dataclass(slots=True)
class Item:
    """One instalment or one duty, with its own state."""

    quote: str
    verdict: str
    due: date | None = None
    amount: Amount = field(default_factory=Amount)

    def row(self) -> dict[str, Any]:
        """The JSON form."""
        return {
            "quote": self.quote, "verdict": self.verdict, "due": self.due.isoformat() if self.due else None, **self.amount.row()
        }  # fmt: skip


@dataclass(slots=True)
class Determination:
    """What one provision says of one subject on one day. ``reasons`` builds the reason tree when asked."""

    provision: str
    verdict: str
    effect: str
    document: str
    as_of: date
    amount: Amount = field(default_factory=Amount)
    items: list[Item] = field(default_factory=list)
    due: date | None = None
    doubts: Doubts = field(default_factory=Doubts)
    limits: list[dict[str, str]] = field(default_factory=list)
    reasons: Callable[[], list[dict[str, Any]]] = list

    @property
    def missing(self) -> list[str]:
        """The ids of the facts that are missing."""
        return sorted({id for id, _, _ in self.doubts.facts})

    def row(self, *, pack: str) -> dict[str, Any]:
        """The JSON form of policy-file.md §5; ``pack`` is the pack's sha256."""
        places = sorted(
            ((id, relation, row) for id, relation, row in self.doubts.facts if relation is not None),
            key=lambda place: (place[0], place[1], place[2] or 0),
        )
        return {
            "provision": self.provision, "verdict": self.verdict, **self.amount.row(), "unit": self.amount.unit,
            "effect": self.effect, "items": [item.row() for item in self.items],
            "due": self.due.isoformat() if self.due else None, "missing": self.missing,
            "missing_in": [{"id": id, "relation": relation, "row": row} for id, relation, row in places],
            "parameters": sorted(self.doubts.parameters), "events": sorted(self.doubts.events),
            "limits": self.limits, "reasons": self.reasons(), "document": self.document,
            "as_of": self.as_of.isoformat(), "pack_sha256": pack,
        }  # fmt: skip
