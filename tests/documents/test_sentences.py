"""Sentences: whole ones, whatever the page did to them, and which of them are rules."""

from __future__ import annotations

import itertools
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from luodi.documents.from_text import read_clauses
from luodi.documents.paragraphs import paragraphs_in
from luodi.documents.sentences import has_modal, has_number, modals_in, sentences_in

SOURCE = Path("policies/230100-harbin/原文/000_58fbf0af9db48686.txt")


def words(text: str) -> list[str]:
    return [sentence.text for sentence in sentences_in(text)]


def test_stops_end_sentences_and_closing_marks_stay_with_them() -> None:
    assert words("应当办理；逾期的，不予受理。（市人社局负责）他说“可以。”是吗？") == [
        "应当办理；", "逾期的，不予受理。", "（市人社局负责）他说“可以。”", "是吗？",
    ]  # fmt: skip


def test_a_page_break_does_not_end_a_sentence() -> None:
    text = "对小微企业当年新招用高校毕业生，数量达到企\n\n业现有在职职工人数 30%（超过 100 人的企业达到 15%）的，给予\n贴息。其他部门配合。"
    assert words(text) == [
        "对小微企业当年新招用高校毕业生，数量达到企业现有在职职工人数30%（超过100人的企业达到15%）的，给予贴息。", "其他部门配合。",
    ]  # fmt: skip


def test_headings_labels_and_numbered_lines_stand_alone() -> None:
    text = "## 三、具体措施\n\n（一）加大力度，提供岗位\n\n（二）引导就业，\n\n负责部门：市人社局、\n\n市财政局。（首位牵头）\n\n具体措施：甲"
    assert words(text) == [
        "三、具体措施", "（一）加大力度，提供岗位", "（二）引导就业，", "负责部门：市人社局、市财政局。", "（首位牵头）", "具体措施：甲",
    ]  # fmt: skip


def test_spans_are_positions_in_the_whole_text() -> None:
    text = SOURCE.read_text(encoding="utf-8")
    clause = read_clauses(text).find("三（八）")
    assert clause is not None
    found = sentences_in(text, start=clause.span[0], end=clause.span[1])
    for sentence in found:
        assert "".join(text[sentence.start : sentence.end].split()) == sentence.text
    assert found[0].text == "（八）用活财政、金融政策，加大对中小微企业的支持力度。"
    assert found[1].text.startswith("对小微企业当年新招用")
    assert found[1].text.endswith("给予50%贴息。")
    assert [s.text[:5] for s in found[2:4]] == ["负责部门：", "具体措施："]


@given(st.text(alphabet="甲乙丙一二（）。；！，、：”\n #\t1.应", max_size=80))
def test_sentences_lose_no_word_and_keep_their_order(text: str) -> None:
    found = sentences_in(text)
    assert all(a.end <= b.start for a, b in itertools.pairwise(found))
    kept = "".join(sentence.text for sentence in found)
    letters = [c for c in text if c in "甲乙丙应"]
    assert [c for c in kept if c in "甲乙丙应"] == letters


def test_the_reflowed_paragraphs_of_the_source_have_no_broken_end() -> None:
    text = SOURCE.read_text(encoding="utf-8")
    body = text.index("为深入贯彻落实")
    for start, end in paragraphs_in(text):
        paragraph = text[start:end]
        if start >= body and len(paragraph) > 20:
            assert paragraph[-1] in "。；：）", paragraph[-20:]


@pytest.mark.parametrize(
    "sentence",
    [
        "应依法签订劳动合同", "须有1年以上经历", "必须是政府投资开发", "可按规定参加职称评定", "给予50%贴息", "不得少于3次",
        "市人社局要开展检查", "市农委负责实施", "确保按时足额发放", "按有关规定一律从中考录", "视为基层工作经历", "比例均不低于10%",
        "应当作为重点人选", "所需材料，可即时办理", "不受学历限制",
    ],
)  # fmt: skip
def test_rules_are_seen(sentence: str) -> None:
    assert has_modal(sentence)
    assert all(modal.reason for modal in modals_in(sentence))


@pytest.mark.parametrize(
    "sentence",
    [
        "选调应届优秀高校毕业生", "待制定相应政策后", "根据工作需要和个人条件", "重要成员", "主要领域", "适应新形态", "可持续原则", "认可的权利",
        "负责部门：市人社局、市财政局。", "由用人单位负责同志带领", "（市人社局、财政局负责）", "鼓励大学生参军入伍", "鼓励大学生应征入伍",
        "供应充足", "严格执行“四不准”",
    ],
)  # fmt: skip
def test_lookalikes_are_no_rules(sentence: str) -> None:
    assert not has_modal(sentence), modals_in(sentence, binding_only=True)


def test_encouragement_is_told_but_binds_nobody() -> None:
    assert [modal.word for modal in modals_in("鼓励大学生参军入伍")] == ["鼓励"]


def test_numbers_count_and_idioms_do_not() -> None:
    assert has_number("贷款期限最长不超过2年")
    assert has_number("至少有一人稳定就业")
    assert not has_number("（八）拿出一定数量的岗位，落实“三支一扶”")
