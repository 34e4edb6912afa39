"""Judging JSON facts the way ``luodi judge`` does, for content tests."""

from __future__ import annotations

import json
from datetime import date
from typing import Any

from luodi.policy.facts_json import FactsReader, load_json
from luodi.policy.session import Session


def judged(
    session: Session, facts: dict[str, Any], *, on: str, provision: str, division: str | None = None
) -> dict[str, Any]:
    """The JSON row of one provision."""
    reader = FactsReader(session.pack.vocabulary, session.divisions, extra=session.own_findings())
    read = reader.read(load_json(json.dumps(facts), file="F.json"))
    made = session.judge(
        read, on=date.fromisoformat(on), division=division, provisions=frozenset((provision,))
    )
    return made[0].row(pack="")
