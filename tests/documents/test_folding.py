"""Folding: quotes are found where a reader would find them, and nowhere else."""

from __future__ import annotations

import hashlib
import time
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from luodi.documents.folding import find_all, fingerprint, first_difference, fold, squeeze

SOURCE = Path("policies/230100-harbin/原文/000_58fbf0af9db48686.txt")
OFFICIAL = st.text(alphabet="甲乙，,（(）)０0 1\n\t\u3000#。：:“”‘A", max_size=60)


def test_full_width_signs_blanks_and_page_breaks_do_not_hide_a_quote() -> None:
    text = "（八）数量达到企\n\n业现有在职职工人数 30%（超过 100 人）"
    [(start, end)] = find_all(fold(text), quote="企业现有在职职工人数３０％(超过100人)")
    assert text[start:end] == "企\n\n业现有在职职工人数 30%（超过 100 人）"


def test_nothing_else_is_folded() -> None:
    folded = fold("“下得去”、一二○三—，")
    assert folded.text == "“下得去”、一二○三—,"
    assert find_all(folded, quote='"下得去"') == []
    assert find_all(folded, quote="一二〇三") == []


def test_exactly_the_full_width_ascii_is_folded() -> None:
    full = "".join(chr(code) for code in range(0xFF01, 0xFF5F))
    assert fold(full).text == "".join(chr(code) for code in range(0x21, 0x7F))
    assert fold("\uff5f\uff00\uffe5。、").text == "\uff5f\uff00\uffe5。、"


def test_every_place_is_found_and_none_overlap() -> None:
    text = "补贴 补\n贴补贴"
    spans = find_all(fold(text), quote="补贴")
    assert [text[a:b] for a, b in spans] == ["补贴", "补\n贴", "补贴"]
    assert find_all(fold("啊啊啊"), quote="啊啊") == [(0, 2)]


def test_a_blank_quote_and_an_ellipsis_find_nothing_by_themselves() -> None:
    assert find_all(fold("甲乙丙"), quote=" \u3000\n") == []
    assert find_all(fold("甲乙丙"), quote="甲……丙") == []


@given(OFFICIAL)
def test_places_lead_back_to_the_source(text: str) -> None:
    folded = fold(text)
    assert len(folded.text) == len(folded.places)
    for char, place in zip(folded.text, folded.places, strict=True):
        assert fold(text[place]).text == char
    assert fold(folded.text).text == folded.text


@given(OFFICIAL, st.integers(0, 59), st.integers(1, 20))
def test_any_stretch_of_a_text_is_found_in_it(text: str, start: int, length: int) -> None:
    quote = text[start : start + length]
    if fold(quote).text:
        found = find_all(fold(text), quote=quote)
        assert all(fold(text[a:b]).text == fold(quote).text for a, b in found)
        assert found


def test_squeezing_drops_blanks_and_leading_marks_only() -> None:
    assert squeeze("## 一、 指导\n\n  # 思想\n甲#乙 ，") == "一、指导思想甲#乙，"
    assert squeeze("Ａ（1）") == "Ａ（1）", "full-width signs are part of the text"


@given(OFFICIAL)
def test_squeezing_twice_changes_nothing(text: str) -> None:
    assert squeeze(squeeze(text)) == squeeze(text)
    assert (first_difference(text, other=squeeze(text))) is None


def test_the_first_difference_is_told_in_lines_and_columns_of_both_texts() -> None:
    difference = first_difference("甲乙\n\n丙 丁戊", other="# 甲\n乙丙\n 丁己")
    assert difference is not None
    assert (difference.line, difference.column, difference.found) == (3, 4, "戊")
    assert (difference.other_line, difference.other_column, difference.expected) == (3, 3, "己")


def test_a_text_that_ends_early_differs_just_behind_its_end() -> None:
    difference = first_difference("甲\n乙\n", other="甲乙丙")
    assert difference is not None
    assert (difference.line, difference.column, difference.found) == (2, 2, "")
    assert (difference.other_line, difference.other_column, difference.expected) == (1, 3, "丙")


def test_the_fingerprint_ignores_how_lines_are_broken_and_nothing_else() -> None:
    text = SOURCE.read_text(encoding="utf-8")
    assert fingerprint(text) == fingerprint(text.replace("\n\n", "\n").replace("# ", ""))
    assert fingerprint(text) != fingerprint(text.replace("（", "(", 1))


def test_a_thousand_quotes_are_looked_up_in_a_moment() -> None:
    text = SOURCE.read_text(encoding="utf-8")
    began = time.perf_counter()
    folded = fold(text)
    quotes = [text[n : n + 12] for n in range(20, 10020, 10)]
    assert all(find_all(folded, quote=quote) for quote in quotes if quote.strip(" \n#"))
    assert time.perf_counter() - began < 2


def test_the_harbin_policy_file_prints_its_source_whole() -> None:
    file = Path("policies/230100-harbin/2018-graduates-grassroots.md").read_text(encoding="utf-8")
    _, front, body = file.split("---\n", 2)
    plain = "".join(part for n, part in enumerate(body.split("\n```")) if n % 2 == 0)
    source = SOURCE.read_bytes()
    assert first_difference(plain, other=source.decode()) is None
    assert hashlib.sha256(source).hexdigest() in front
    assert fingerprint(plain) in front
    assert "重大工程 and 项目" in plain, "a misprint stays as printed"
