"""A pack: what judging needs, without the files it came from."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from luodi.policy.provision import Provision
from luodi.policy.standards import Standards
from luodi.policy.vocabulary import Vocabulary


@dataclass(slots=True)
class Pack:
    """What judging needs, without the files it came from."""

    provisions: dict[str, Provision]
    force: dict[str, tuple[date | None, date | None]]
    divisions_of: dict[str, str]
    titles: dict[str, str]
    vocabulary: Vocabulary
    standards: Standards
    sha256: str = ""
