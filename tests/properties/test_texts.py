"""Texts: written and read again, broken at one token, and a divisor that is 0."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from luodi.policy.format import Names, folded, written
from luodi.policy.grammar.form import Form, WrongForm
from luodi.policy.grammar.lexer import Token
from luodi.policy.grammar.parse import parse
from luodi.policy.scope import Scope
from tests.properties.chooser import Chooser, Drawn
from tests.properties.ground import HERE, document, fresh, small_language, small_session
from tests.properties.rules import RuleWriter
from tests.properties.test_found import judge
from tests.properties.test_random_rules import FIXED

MISFIT = {
    "元": "3岁",
    "岁": "3元",
    "人": "3元",
    "年": "3元",
    "月": "3岁",
    "日": "3元",
    "工作日": "3元",
    "学时": "3岁",
    "家": "3元",
    "": "3岁",
}


def random_text(ch: Chooser, depth: int = 2) -> str:
    """A 式 that is 是 or 否."""
    return RuleWriter(ch, small_language().vocabulary, used=set(), others=("pt-other",)).truth(depth).text


def bare(form: Any) -> Any:
    """A Form without its places; a name with and without quotes is one."""
    if not isinstance(form, Form):
        return {"-": "−", "*": "×", "/": "÷"}.get(form, form)
    return ("name" if form.head == "quoted" else form.head, *(bare(part) for part in form.parts))


@settings(FIXED, max_examples=400)
@given(st.data())
def test_a_rule_written_out_is_read_as_the_same_rule(data: st.DataObject) -> None:
    language = small_language()
    form = parse(random_text(Drawn(data.draw), 3), lexer=language.lexer)
    for names in (None, Names(language.vocabulary, language.lexer)):
        text = written(form, names=names)
        again = parse(text, lexer=language.lexer)
        assert bare(again) == bare(form), text
        assert written(again, names=names) == text
        lines = "\n".join(folded(form, width=40, names=names))
        assert bare(parse(lines, lexer=language.lexer)) == bare(form), lines


# -- broken texts --------------------------------------------------------------------------------------


def fault(text: str) -> WrongForm | None:
    """What is wrong with a text; any other exception is a failure."""
    language = fresh(small_language())
    scope = Scope(language, provision="pt-main", subject="人员", beneficiary="人员")
    wrong: WrongForm | None = None
    try:
        scope.truth(parse(text, lexer=language.lexer))
    except WrongForm as error:
        wrong = error
    if wrong is not None:
        assert 0 <= wrong.start < wrong.end <= len(text), (text, wrong.start, wrong.end, wrong.found)
        assert wrong.found
        assert wrong.code
    return wrong


def cut(text: str) -> list[Token]:
    return small_language().lexer.cut(text)


def swapped(text: str, token: Token, new: str) -> str:
    return text[: token.start] + new + text[token.end :]


@settings(FIXED, max_examples=250)
@given(st.data())
def test_an_unknown_name_is_told_where_it_stands(data: st.DataObject) -> None:
    ch = Drawn(data.draw)
    text = random_text(ch)
    names = [token for token in cut(text) if token.type == "NAME"]
    if not names:
        return
    token, new = ch.pick(names), "甴曱"
    wrong = fault(swapped(text, token, new))
    assert wrong is not None
    assert wrong.code == "unknown-name"
    assert (wrong.start, wrong.end) == (token.start, token.start + len(new))


@settings(FIXED, max_examples=250)
@given(st.data())
def test_a_dropped_bracket_is_told_at_a_token_behind_it(data: st.DataObject) -> None:
    ch = Drawn(data.draw)
    text = random_text(ch, 3)
    tokens = cut(text)
    before = ["", *(token.type for token in tokens)]
    # Without its bracket the id in 符合(…) is no token at all.
    brackets = [
        token
        for token, last in zip(tokens, before, strict=False)
        if token.type in ("LPAR", "RPAR") and last != "MEETS"
    ]
    if not brackets:
        return
    token = ch.pick(brackets)
    broken = swapped(text, token, " ")
    wrong = fault(broken)
    assert wrong is not None, broken
    assert (wrong.start, wrong.end) in [(one.start, one.end) for one in cut(broken)], broken
    assert wrong.start >= token.start or wrong.code == "unfinished", broken


def sides(form: Form) -> list[Form]:
    """The figures as written that stand right of a comparison."""
    found = [child for part in form.children() for child in sides(part)]
    places = {"compare": -1, "compare_noted": -1, "compare_after": 1, "compare_after_noted": 1}
    if form.head in places and (right := form.parts[places[form.head]]).head == "number":
        found.append(right)
    return found


@settings(FIXED, max_examples=250)
@given(st.data())
def test_a_wrong_unit_is_told_at_its_figure(data: st.DataObject) -> None:
    ch = Drawn(data.draw)
    writer = RuleWriter(ch, small_language().vocabulary, used=set())
    text = ch.pick((writer.compare, writer.compare_after, writer.noted))(0).text
    figures = sides(parse(text, lexer=small_language().lexer))
    if not figures:
        return
    figure = ch.pick(figures)
    word = figure.word.lstrip("0123456789.万亿%")
    held = small_language().vocabulary.units.words.get(word, ("", 1))[0]
    new = MISFIT[held]
    broken = text[: figure.start] + new + text[figure.end :]
    wrong = fault(broken)
    assert wrong is not None, broken
    assert wrong.code == "unit"
    assert (wrong.start, wrong.end) == (figure.start, figure.start + len(new)), broken


def joints(form: Form) -> list[tuple[int, int]]:
    """Between which places the second 且 of a row of three stands."""
    found = [place for part in form.children() for place in joints(part)]
    if form.head in ("conjunction", "disjunction") and len(form.parts) > 2:
        found.append((form.parts[1].end, form.parts[2].start))
    return found


@settings(FIXED, max_examples=250)
@given(st.data())
def test_and_mixed_with_or_is_told_at_the_word(data: st.DataObject) -> None:
    ch = Drawn(data.draw)
    text = " 且 ".join(f"({random_text(ch, 0)})" for _ in range(3)) if ch.chance(50) else random_text(ch, 3)
    places = joints(parse(text, lexer=small_language().lexer))
    if not places:
        return
    start, end = ch.pick(places)
    token = next(one for one in cut(text) if one.type in ("AND", "OR") and start <= one.start < end)
    broken = swapped(text, token, "或" if token.type == "AND" else "且")
    wrong = fault(broken)
    assert wrong is not None, broken
    assert (wrong.start, wrong.end, wrong.code) == (token.start, token.end, "syntax"), broken
    assert "括号" in wrong.repair


@settings(FIXED, max_examples=500)
@given(st.data())
def test_any_other_token_gives_a_rule_or_a_fault_and_nothing_else(data: st.DataObject) -> None:
    ch = Drawn(data.draw)
    text, other = random_text(ch), random_text(ch)
    for _ in range(ch.whole(1, 3)):
        tokens = cut(text)
        word = ch.pick(
            [
                *(token.text for token in cut(other)),
                "",
                "(",
                ")",
                "「",
                "元",
                "5",
                "其余",
                "2018年2月30日",
                "1:0",
                "的",
                "、",
            ]
        )
        text = swapped(text, ch.pick(tokens), f" {word} ")
        if fault(text) is not None:
            return


def test_a_fault_in_a_file_is_told_at_its_line_and_column() -> None:
    rule = {"引文": "条文", "式": "在册 且 甴曱名称 且 退伍"}
    says = {
        "编号": "pt-main",
        "名称": "例",
        "对象": "人员",
        "条件": [rule],
        "待遇": {"类别": "资格", "引文": "条文"},
    }
    source = document([says], division=HERE, name="here")
    at = source.index("甴曱名称")
    with pytest.raises(AssertionError) as caught:
        small_session([says])
    line, column = source.count("\n", 0, at) + 1, at - source.rindex("\n", 0, at)
    assert str(caught.value).startswith(f"here.md:{line}:{column}: [unknown-name]")


# -- ÷ 0 -----------------------------------------------------------------------------------------------


@settings(FIXED, max_examples=150)
@given(st.data())
def test_a_quotient_by_nought_is_not_applicable(data: st.DataObject) -> None:
    ch = Drawn(data.draw)
    word = ch.pick(("达到", "不超过", "低于", "为", "不为", "超过"))
    divided, by = ch.pick((("单位人数", "子女数"), ("月收入", "贷款金额"), ("参保期限", "合同期长之和")))
    by = by.replace("合同期长之和", "合计(合同 的 合同期长)")
    truth = f"{divided} ÷ {by} {word} {ch.pick(('0', '1', '30%', '1:300', '2/3'))}"
    nought = {
        "person.children": "0", "loan.principal": "0", "person.contracts": [], "employer.heads": str(ch.whole(0, 5)),
        "person.income": str(ch.whole(0, 5)), "person.insured_months": ch.pick(("3", "n/a")),
    }  # fmt: skip
    assert judge(nought, truth).verdict == "not_eligible"
    assert judge(nought, f"非 ({truth})").verdict == "eligible"
    unknown = {
        key: value
        for key, value in nought.items()
        if key in ("employer.heads", "person.income", "person.insured_months")
    }
    assert judge(unknown, truth).verdict in ("needs_info", "not_eligible")
