"""Folding: how a quote is looked up in official text, and when two texts count as the same."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

_HALF_WIDTH: Final = {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)}
_KEPT: Final = re.compile(r"\S+")
_LEADING_MARKS: Final = re.compile(r"(?:^|(?<=[\n\r]))[^\S\n\r]*#(?:[^\S\n\r]*#)*")
_SHOWN: Final = 12


@dataclass(frozen=True, slots=True)
class Folded:
    """A text folded for search. ``places[i]`` is where character ``i`` of ``text`` stands in ``source``."""

    source: str
    text: str
    places: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Difference:
    """The first place where two texts part. Lines and columns count from 1; an ended text shows an empty excerpt."""

    line: int
    column: int
    found: str
    other_line: int
    other_column: int
    expected: str


def fold(text: str) -> Folded:
    """Fold ``text``: U+FF01–FF5E become ASCII, U+3000 and all whitespace go, nothing else changes."""
    parts: list[str] = []
    places: list[int] = []
    for run in _KEPT.finditer(text):
        parts.append(run.group().translate(_HALF_WIDTH))
        places.extend(range(run.start(), run.end()))
    return Folded(text, "".join(parts), tuple(places))


def find_all(folded: Folded, *, quote: str) -> list[tuple[int, int]]:
    """Every place where ``quote`` stands, as (start, end) in the source.

    Matching is literal after folding both sides; the spans do not overlap. A quote of
    nothing but whitespace stands nowhere.
    """
    wanted = fold(quote).text
    if not wanted:
        return []
    found: list[tuple[int, int]] = []
    at = folded.text.find(wanted)
    while at >= 0:
        end = at + len(wanted)
        found.append((folded.places[at], folded.places[end - 1] + 1))
        at = folded.text.find(wanted, end)
    return found


def squeeze(text: str) -> str:
    """``text`` without whitespace and without the ``#`` that lead a line; full-width signs stay as printed."""
    return "".join(text[start:end] for start, end in _kept_runs(text))


def fingerprint(text: str) -> str:
    """SHA-256, in hex, of the squeezed text in UTF-8: the ``文本sha256`` of a policy file."""
    return hashlib.sha256(squeeze(text).encode()).hexdigest()


def first_difference(text: str, *, other: str) -> Difference | None:
    """Where ``text`` and ``other`` first part after squeezing; None if they are the same text."""
    mine, theirs = _places(text), _places(other)
    if [text[i] for i in mine] == [other[i] for i in theirs]:
        return None
    at = 0
    while at < len(mine) and at < len(theirs) and text[mine[at]] == other[theirs[at]]:
        at += 1
    line, column = _line_and_column(text, mine, at)
    other_line, other_column = _line_and_column(other, theirs, at)
    found = "".join(text[i] for i in mine[at : at + _SHOWN])
    expected = "".join(other[i] for i in theirs[at : at + _SHOWN])
    return Difference(line, column, found, other_line, other_column, expected)


def _kept_runs(text: str) -> Iterator[tuple[int, int]]:
    """Spans of what squeezing keeps: the runs of non-blanks outside leading ``#`` marks."""
    at = 0
    marks = [mark.span() for mark in _LEADING_MARKS.finditer(text)]
    for start, end in [*marks, (len(text), len(text))]:
        for run in _KEPT.finditer(text, at, start):
            yield run.span()
        at = end


def _places(text: str) -> list[int]:
    """Positions in ``text`` of the characters that squeezing keeps."""
    return [i for start, end in _kept_runs(text) for i in range(start, end)]


def _line_and_column(text: str, places: list[int], at: int) -> tuple[int, int]:
    """Line and column, from 1, of kept character ``at``; just after the last one when the text has ended."""
    after_all = places[-1] + 1 if places else 0
    offset = places[at] if at < len(places) else after_all
    before = text[:offset]
    return before.count("\n") + 1, offset - (before.rfind("\n") + 1) + 1
