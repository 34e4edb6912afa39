"""The quotes of the rules are found in the text, however it was typed."""

from __future__ import annotations

from luodi.web.reading.marks import Piece, marked_paragraphs, spans


def text_of(pieces: list[Piece]) -> str:
    return "".join(piece.text for piece in pieces)


def test_a_quote_is_found_across_blanks_and_full_width_signs() -> None:
    text = "给予 50％贴息（不含税）。"
    ((start, end, anchor),) = spans(text, quotes=[("a", "给予50%贴息(不含税)")])
    assert (text[start:end], anchor) == ("给予 50％贴息（不含税）", "a")


def test_a_quote_that_is_not_there_is_left_out() -> None:
    assert spans("按规定给予贴息", quotes=[("a", "全额贴息"), ("b", "")]) == []


def test_marking_keeps_every_character() -> None:
    paragraphs = ["甲乙丙丁", "", "戊己"]
    marked = marked_paragraphs(paragraphs, quotes=[("a", "乙丙"), ("b", "丙丁戊")])
    assert [text_of(pieces) for pieces in marked] == paragraphs


def test_overlapping_quotes_each_keep_their_anchor() -> None:
    (pieces,) = marked_paragraphs(["甲乙丙丁戊"], quotes=[("a", "乙丙"), ("b", "丙丁")])
    assert [piece.text for piece in pieces] == ["甲", "乙", "丙", "丁", "戊"]
    assert [piece.marked for piece in pieces] == [False, True, True, True, False]
    assert [piece.starts for piece in pieces] == [(), ("a",), ("b",), (), ()]
