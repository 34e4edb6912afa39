"""What no block speaks of: clauses without a block, sentences that oblige, allow or count and that nothing cites."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from luodi.documents.from_text import Clause
from luodi.documents.sentences import has_modal, has_number, sentences_in
from luodi.policy.check.quotes import places_of
from luodi.policy.reading import Document, Library


@dataclass(slots=True)
class Coverage:
    """``clauses``: innermost clauses in all, and those with a block; ``uncited``: rows with file, line, clause, text."""

    clauses: int = 0
    with_block: int = 0
    without: list[str] = field(default_factory=list)
    provisions: int = 0
    uncited: list[dict[str, Any]] = field(default_factory=list)

    def row(self) -> dict[str, Any]:
        """The ``coverage`` of ``check --json``."""
        return {
            "clauses": {"total": self.clauses, "with_block": self.with_block, "without": self.without},
            "provisions": self.provisions,
            "uncited": self.uncited,
        }


def coverage(library: Library) -> Coverage:
    """Coverage of all documents of the library."""
    made = Coverage()
    for document in library.documents:
        made.provisions += len(document.provisions)
        _clauses(document, made)
        _sentences(document, made)
    return made


def _clauses(document: Document, made: Coverage) -> None:
    spoken = {reading.clause for reading in document.readings}
    for clause in _innermost(document):
        made.clauses += 1
        if clause.label in spoken:
            made.with_block += 1
        else:
            made.without.append(f"{document.file.name} {clause.label}")


def _innermost(document: Document) -> list[Clause]:
    return [clause for clause in document.clauses.clauses() if not clause.children]


def _sentences(document: Document, made: Coverage) -> None:
    cited = sorted(
        place
        for reading in document.readings
        for quote in reading.fields.quotes
        for place in places_of(document, reading=reading, quote=quote)
    )
    for clause in document.clauses.clauses():
        for sentence in sentences_in(document.file.text, start=clause.own[0], end=clause.own[1]):
            if any(start < sentence.end and sentence.start < end for start, end in cited):
                continue
            if has_modal(sentence.text) or has_number(sentence.text):
                line, column = document.file.line_of(sentence.start)
                made.uncited.append({
                    "file": document.file.path, "line": line, "column": column, "clause": clause.label, "text": sentence.text,
                })  # fmt: skip
