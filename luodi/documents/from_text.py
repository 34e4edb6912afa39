"""The clauses of a numbered official document, found in plain text."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from luodi.documents.choosing import Part, parts_of
from luodi.documents.numbering import CHAPTERS, PREFIX, Mark

_HEADING: Final = re.compile(r"[^\S\n]*(?P<heading>[^。；：！？\n]+)(?P<stop>[。；：！？\n]|$)")
_LONGEST_HEADING: Final = 40


@dataclass(frozen=True, slots=True)
class Clause:
    """One place in a document. Spans are (start, end) in characters of the text.

    ``path``: the numbers as printed, outermost first, such as ``("三", "（八）")``; ``span``: the
    clause with all below it, from its number to the next clause; ``own``: the part before its
    first child; ``body``: where the text after the printed number begins. The root has the
    path ``()``. ``kind``: a kind of :data:`luodi.documents.numbering.RANKS`, ``文`` for the root,
    ``件`` for an attachment, ``尾`` for an unnumbered closing.
    """

    path: tuple[str, ...]
    label: str
    kind: str
    heading: str
    span: tuple[int, int]
    own: tuple[int, int]
    body: int
    children: tuple[Clause, ...]

    def walk(self) -> Iterator[Clause]:
        """This clause and everything below it, in order."""
        yield self
        for child in self.children:
            yield from child.walk()


@dataclass(frozen=True, slots=True)
class ClauseTree:
    """The clauses of ``text``. ``root`` spans the whole text."""

    text: str
    root: Clause

    def clauses(self) -> list[Clause]:
        """Every clause in order, without the root."""
        return list(self.root.walk())[1:]

    def at(self, offset: int) -> Clause:
        """The deepest clause that contains ``offset``; the root where none does.

        Blanks and ``#`` before a printed number belong to its clause.
        """
        head = self.text.rfind("\n", 0, offset) + 1
        prefix = re.compile(PREFIX).match(self.text, head)
        if prefix and offset < prefix.end():
            offset = prefix.end()
        found = self.root
        while True:
            index = bisect_right([child.span[0] for child in found.children], offset) - 1
            if index < 0 or offset >= found.children[index].span[1]:
                return found
            found = found.children[index]

    def find(self, label: str) -> Clause | None:
        """The first clause with this label (``三（八）``); None if there is none."""
        return next((clause for clause in self.clauses() if clause.label == label), None)

    def text_of(self, clause: Clause) -> str:
        """The text of ``clause`` with all below it, without blanks and ``#`` at its ends."""
        return self.text[slice(*clause.span)].strip().rstrip("#").rstrip()


def read_clauses(text: str) -> ClauseTree:
    """Find the clauses of ``text``; text without numbers gives a root without children."""
    children: list[Clause] = []
    first = len(text)
    for part in parts_of(text):
        children.extend(_clauses_of(text, part))
    if children:
        first = children[0].span[0]
    return ClauseTree(text, Clause((), "", "文", "", (0, len(text)), (0, first), 0, tuple(children)))


def _clauses_of(text: str, part: Part) -> list[Clause]:
    """The outermost clauses of one part, with its closing; an attachment wraps its clauses."""
    path, prefix = ((part.name,), f"{part.name} ") if part.name else ((), "")
    made, at = [], 0
    while at < len(part.marks):
        clause, at = _built(text, part, at, path, prefix)
        made.append(clause)
    if part.closing:
        start, end, name = part.closing
        made.append(Clause((*path, name), prefix + name, "尾", "", (start, end), (start, end), start, ()))
    if not part.name:
        return made
    own = (part.start, made[0].span[0] if made else part.end)
    return [Clause(path, part.name, "件", "", (part.start, part.end), own, part.start, tuple(made))]


def _built(text: str, part: Part, at: int, path: tuple[str, ...], label: str) -> tuple[Clause, int]:
    """The clause of mark ``at`` with everything deeper; and the index of the mark after them."""
    mark, rank = part.marks[at], part.ranks[at]
    mine = (*path, mark.printed)
    # Articles are counted through the chapters, so a chapter is no part of their path.
    below, below_label = (
        (path, label) if mark.kind in CHAPTERS and _has_articles(part) else (mine, label + mark.label)
    )
    children: list[Clause] = []
    following = at + 1
    while following < len(part.marks) and part.ranks[following] > rank:
        child, following = _built(text, part, following, below, below_label)
        children.append(child)
    end = _boundary(text, part.marks[following]) if following < len(part.marks) else part.body_end
    own_end = _boundary(text, part.marks[at + 1]) if children else end
    heading = _heading(text, mark, own_end)
    span = (mark.start, end)
    return (
        Clause(
            mine,
            label + mark.label,
            mark.kind,
            heading,
            span,
            (mark.start, own_end),
            _body(text, mark),
            tuple(children),
        ),
        following,
    )


def _has_articles(part: Part) -> bool:
    return any(mark.kind == "条" for mark in part.marks)


def _boundary(text: str, mark: Mark) -> int:
    """Where the clause before ``mark`` ends: at the head of its line, or at the mark inside one."""
    return text.rfind("\n", 0, mark.start) + 1 if mark.heads_line else mark.start


def _body(text: str, mark: Mark) -> int:
    blanks = re.compile(r"[\s|]*").match(text, mark.end)
    return blanks.end() if blanks else mark.end


def _heading(text: str, mark: Mark, end: int) -> str:
    """What the clause is called: its first sentence if that is short, else the words before its first comma."""
    if mark.kind == "行":
        return ""
    match = _HEADING.match(text, mark.end, end)
    if not match:
        return ""
    words = "".join(match["heading"].split())
    if len(words) <= _LONGEST_HEADING:
        return words
    first, comma, _ = words.partition("，")
    return first if comma and len(first) <= _LONGEST_HEADING else ""
