"""The reading pages: the list of documents, and one document with text and rules side by side."""

from __future__ import annotations

from dataclasses import dataclass

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from luodi.web.reading import source
from luodi.web.reading.marks import Piece, marked_paragraphs, spans
from luodi.web.reading.model import BlockView, ClauseView, LineView


@dataclass(frozen=True, slots=True)
class Line:
    """A line of a block and the anchor of its quote in the text; no anchor where the quote is not found."""

    view: LineView
    anchor: str


@dataclass(frozen=True, slots=True)
class Block:
    """A block with its lines and its own anchor."""

    view: BlockView
    anchor: str
    lines: list[Line]


@dataclass(frozen=True, slots=True)
class Row:
    """One clause of the page: text left, blocks right. The heading is part of the text and may be quoted too."""

    view: ClauseView
    anchor: str
    heading: list[Piece]
    paragraphs: list[list[Piece]]
    blocks: list[Block]

    @property
    def title(self) -> str:
        """What the table of contents calls the clause."""
        return self.view.title or self.view.heading.rstrip("。；：")


def row(clause: ClauseView, *, index: int) -> Row:
    """A clause made ready: every quote with an anchor, every anchor with its place in the text."""
    blocks, quotes = [], []
    texts = [clause.heading, *clause.paragraphs]
    text = "\n".join(texts)
    for block_index, block in enumerate(clause.blocks, 1):
        lines = []
        for line_index, line in enumerate(block.lines, 1):
            anchor = f"q{index}-{block_index}-{line_index}"
            stands = bool(line.quote and spans(text, quotes=[(anchor, line.quote)]))
            quotes += [(anchor, line.quote)] if stands else []
            lines.append(Line(line, anchor if stands else ""))
        blocks.append(Block(block, block.code or f"b{index}-{block_index}", lines))
    heading, *paragraphs = marked_paragraphs(texts, quotes=quotes)
    return Row(clause, f"c{index}", heading, paragraphs, blocks)


@require_safe
def home(request: HttpRequest) -> HttpResponse:
    """The list of documents."""
    return render(request, "reading/home.html", {"documents": source.document_views()})


@require_safe
def document(request: HttpRequest, division: str, slug: str) -> HttpResponse:
    """One document."""
    view = source.document_view(division, slug=slug)
    if view is None:
        raise Http404
    rows = [row(clause, index=index) for index, clause in enumerate(view.clauses, 1)]
    return render(request, "reading/document.html", {"document": view, "rows": rows})
