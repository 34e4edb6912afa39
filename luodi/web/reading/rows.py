"""A document made ready for the page: one row a clause, every quote with its anchor in the text."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from luodi.web.reading.marks import Piece, marked_paragraphs, spans
from luodi.web.reading.model import BlockView, ClauseView, DocumentView, LineView, SaidView

LONGEST_QUOTE, QUOTE_HEAD, QUOTE_TAIL = 42, 26, 12
# A clause longer than this fills the screen; its text then scrolls with its rules.
STAYS_IN_SIGHT = 560


@dataclass(frozen=True, slots=True)
class Quote:
    """A quote as a link shows it; no anchor where the text does not hold it."""

    text: str
    anchor: str

    @property
    def short(self) -> str:
        """The quote, its middle left out where it is long and one tap leads to the whole."""
        if not self.anchor or len(self.text) <= LONGEST_QUOTE:
            return self.text
        return f"{self.text[:QUOTE_HEAD]}……{self.text[-QUOTE_TAIL:]}"


@dataclass(frozen=True, slots=True)
class Line:
    """A line of a block and its quote."""

    view: LineView
    quote: Quote | None


@dataclass(frozen=True, slots=True)
class Said:
    """A sentence of a 事项 and its quote."""

    view: SaidView
    quote: Quote | None


@dataclass(frozen=True, slots=True)
class Section:
    """The sentences under one heading."""

    name: str
    said: list[Said]


@dataclass(frozen=True, slots=True)
class Block:
    """A block with its own anchor, its quote, its sections and its lines."""

    view: BlockView
    anchor: str
    quote: Quote | None
    sections: list[Section]
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

    @property
    def rules(self) -> int:
        """How many 事项 and 任务 stand under the clause."""
        return sum(block.view.is_rule for block in self.blocks)

    @property
    def stays(self) -> bool:
        """Whether the text is short enough to stay in sight beside its rules."""
        return sum(map(len, self.view.paragraphs)) <= STAYS_IN_SIGHT


class _Quotes:
    """The quotes of one clause: the same words lead to the same place."""

    def __init__(self, text: str, lead: str) -> None:
        self._text, self._lead = text, lead
        self.anchors: dict[str, str] = {}

    def quote(self, words: str) -> Quote | None:
        """The quote with its anchor; None where nothing is quoted."""
        if not words:
            return None
        if words not in self.anchors and spans(self._text, quotes=[("", words)]):
            self.anchors[words] = f"{self._lead}-{len(self.anchors) + 1}"
        return Quote(words, self.anchors.get(words, ""))


def rows_of(view: DocumentView) -> tuple[Row, ...]:
    """Every clause made ready."""
    taken: set[str] = set()
    return tuple(_row(clause, index, taken) for index, clause in enumerate(view.clauses, 1))


def _row(clause: ClauseView, index: int, taken: set[str]) -> Row:
    texts = [clause.heading, *clause.paragraphs]
    quotes = _Quotes("\n".join(texts), f"q{index}")
    blocks = list(_blocks(clause, index, quotes, taken))
    marked = [(anchor, words) for words, anchor in quotes.anchors.items()]
    heading, *paragraphs = marked_paragraphs(texts, quotes=marked)
    return Row(clause, f"c{index}", heading, paragraphs, blocks)


def _blocks(clause: ClauseView, index: int, quotes: _Quotes, taken: set[str]) -> Iterator[Block]:
    for number, block in enumerate(clause.blocks, 1):
        anchor = block.code if block.is_rule and block.code not in taken else ""
        anchor = anchor or f"b{index}-{number}"
        taken.add(anchor)
        sections = block.provision.sections if block.provision else ()
        yield Block(
            block,
            anchor,
            quotes.quote(block.quote),
            [
                Section(section.name, [Said(said, quotes.quote(said.quote)) for said in section.said])
                for section in sections
            ],
            [Line(line, quotes.quote(line.quote)) for line in block.lines],
        )
