"""Finds the quotes of the rules in the text of a clause, so that the page can mark them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import pairwise

FULL_WIDTH = {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)}


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of text under one set of quotes: none, one, or several that overlap.

    ``starts`` are the anchors of the quotes that begin with this piece.
    """

    text: str
    marked: bool = False
    starts: tuple[str, ...] = ()


def folded(text: str) -> tuple[str, list[int]]:
    """The text with full-width signs folded and blanks dropped, and where each character stood."""
    kept = [(sign.translate(FULL_WIDTH), index) for index, sign in enumerate(text) if not sign.isspace()]
    return "".join(sign for sign, _ in kept), [index for _, index in kept]


def spans(text: str, *, quotes: Iterable[tuple[str, str]]) -> list[tuple[int, int, str]]:
    """(from, to, anchor) in ``text`` of each (anchor, quote) that stands in it; the others are left out."""
    plain, places = folded(text)
    found = []
    for anchor, quote in quotes:
        wanted, _ = folded(quote)
        at = plain.find(wanted) if wanted else -1
        if at >= 0:
            found.append((places[at], places[at + len(wanted) - 1] + 1, anchor))
    return found


def marked_paragraphs(paragraphs: Iterable[str], *, quotes: Iterable[tuple[str, str]]) -> list[list[Piece]]:
    """Each paragraph cut into pieces. A quote may run over a paragraph's end: official texts break lines anywhere."""
    paragraphs = list(paragraphs)
    found = spans("\n".join(paragraphs), quotes=quotes)
    result, offset = [], 0
    for paragraph in paragraphs:
        end = offset + len(paragraph)
        cuts = {offset, end}
        for start, stop, _ in found:
            cuts |= {place for place in (start, stop) if offset < place < end}
        ordered = sorted(cuts)
        result.append(
            [
                Piece(
                    text=paragraph[left - offset : right - offset],
                    marked=any(start <= left and right <= stop for start, stop, _ in found),
                    starts=tuple(anchor for start, _, anchor in found if start == left),
                )
                for left, right in pairwise(ordered)
            ]
        )
        offset = end + 1
    return result
