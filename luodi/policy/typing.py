"""From Forms to typed constructs: kinds and units are checked here, each fault at its place."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date
from fractions import Fraction
from typing import Final

from luodi.kernel.period import Period, month_of, year_of
from luodi.kernel.quantity import (
    BARE, DAY, MONTH, MONTHS_PER_YEAR, WORKDAY, YEAR, YEAR_NUMBER, Unit, factors, scaled,
)
from luodi.policy.constructs.arithmetic import Arithmetic, DayPlus, Extreme, Rounded, Scale
from luodi.policy.constructs.choose import Choose
from luodi.policy.constructs.compare import Compare
from luodi.policy.constructs.delegated import Standard
from luodi.policy.constructs.existence import Exists
from luodi.policy.constructs.interval import InPeriod, InPlace, PeriodOf
from luodi.policy.constructs.lengths import COUNTS, Length, YearNumber
from luodi.policy.constructs.logic import Every, Not, Some
from luodi.policy.constructs.membership import Contains, Membership
from luodi.policy.constructs.names import FactRef
from luodi.policy.constructs.node import Constant, Node, Today
from luodi.policy.constructs.satisfies import Satisfies
from luodi.policy.constructs.window import Lapse, Window
from luodi.policy.grammar.form import Form, WrongForm
from luodi.policy.grammar.keywords import AGGREGATES, COMPARISONS, DATE_ONLY, EXTREMES, POSTFIX, ROUNDINGS
from luodi.policy.kinds import DATE, ORDERED, PERIOD, TEXT, Kind
from luodi.policy.scope import Scope
from luodi.policy.vocabulary import Fact

Typer = Callable[[Form, Scope, Fact | None], Node]
LARGEST: Final = 2**63 - 1
_FIGURE: Final = re.compile(r"(\d+(?:\.\d+)?)([万亿]*)(.*)", re.S)
_SCALE: Final = {"万": 10_000, "亿": 100_000_000}
_DATE_PARTS: Final = re.compile(r"(\d{4})年(?:(\d{1,2})月(?:(\d{1,2})日)?)?")


def wrong(form: Form, *, code: str, found: str, expected: str = "", repair: str = "") -> WrongForm:
    """A fault that covers the whole of ``form``."""
    return WrongForm(form.start, end=form.end, code=code, found=found, expected=expected, repair=repair)


# -- literals ------------------------------------------------------------------------------------------


def figure(text: str, *, scope: Scope) -> tuple[Fraction, Unit]:
    """A figure as written: 200万元 → (2000000, 元), 15% → (3/20, bare)."""
    match = _FIGURE.fullmatch(text)
    assert match is not None
    value = Fraction(match.group(1))
    for char in match.group(2):
        value *= _SCALE[char]
    word = match.group(3)
    if word in ("%", "‰"):
        return value / (100 if word == "%" else 1000), BARE
    held = scope.vocabulary.units.words.get(word)
    if held is None:
        return value, BARE
    return value * held[1], Unit.of(held[0])


def _number(form: Form, scope: Scope, domain: Fact | None) -> Node:
    value, unit = figure(form.word, scope=scope)
    held = scaled(value, unit=unit)
    if held > LARGEST:
        raise wrong(form, code="too-large", found=f"数“{form.word}”太大", expected=f"不超过 {LARGEST}", repair="核对多写的零")
    return Constant(held, Kind("数", unit), form.word)


def _ratio(form: Form, scope: Scope, domain: Fact | None) -> Node:
    left, right = re.split("[:/]", form.word)
    if int(right) == 0:
        raise wrong(form, code="zero", found=f"比例“{form.word}”的后项是 0", expected="大于 0 的数", repair="核对比例")
    return Constant(scaled(Fraction(int(left), int(right)), unit=BARE), Kind("数"), form.word)


def _date(form: Form, scope: Scope, domain: Fact | None) -> Node:
    match = _DATE_PARTS.match(form.word)
    assert match is not None
    year, month, day = (int(part) if part else None for part in match.groups())
    assert year is not None
    try:
        if day is not None and month is not None:
            return Constant(date(year, month, day), DATE, form.word)
        period = month_of(date(year, month, 1)) if month is not None else year_of(date(year, 1, 1))
    except ValueError:
        raise wrong(form, code="impossible-date", found=f"没有“{form.word}”这一天", expected="日历上有的日期", repair="核对年月日") from None
    return Constant(period, PERIOD, form.word)


def _period(form: Form, scope: Scope, domain: Fact | None) -> Node:
    if form.word.endswith("年度") and form.word[0].isdigit():
        year = int(form.word[:4])
        if not year:
            raise wrong(form, code="impossible-date", found="没有 0000 年", expected="日历上有的年度", repair="核对年度")
        return Constant(year_of(date(year, 1, 1)), PERIOD, form.word)
    return PeriodOf(form.word, Today())


def _name(form: Form, scope: Scope, domain: Fact | None) -> Node:
    return scope.name(form, domain=domain)


def _today(form: Form, scope: Scope, domain: Fact | None) -> Node:
    return Today()


def _self(form: Form, scope: Scope, domain: Fact | None) -> Node:
    return Constant(scope.provision, TEXT, "本事项")


def _rest(form: Form, scope: Scope, domain: Fact | None) -> Node:
    raise wrong(form, code="rest-place", found="“其余”单独用在分期的最后一期", expected="其他式", repair="写成“得: 其余”")


# -- logic ---------------------------------------------------------------------------------------------


def _every(form: Form, scope: Scope, domain: Fact | None) -> Node:
    return Every(tuple(scope.truth(child) for child in form.children()))


def _some(form: Form, scope: Scope, domain: Fact | None) -> Node:
    return Some(tuple(scope.truth(child) for child in form.children()))


def _not(form: Form, scope: Scope, domain: Fact | None) -> Node:
    return Not(scope.truth(form.parts[0]))


def _choose(form: Form, scope: Scope, domain: Fact | None) -> Node:
    test, then_form, other_form = form.children()
    then = scope.typed(then_form, domain=domain)
    if then.kind().base in ("是否", "条件"):
        return Choose(scope.truth(test), scope.truth(then_form), scope.truth(other_form))
    other = scope.typed(other_form, domain=domain or scope.domain_of(then))
    then, other = _alike(then, other, form=other_form)
    return Choose(scope.truth(test), then, other)


def _meets(form: Form, scope: Scope, domain: Fact | None) -> Node:
    return Satisfies(form.word)


# -- comparisons ---------------------------------------------------------------------------------------


def _compare(form: Form, scope: Scope, domain: Fact | None) -> Node:
    left, comparator, *note, right = form.parts
    return compared(form, scope, left, right, word=comparator.word, note=note[0].word if note else "")


def _compare_after(form: Form, scope: Scope, domain: Fact | None) -> Node:
    left, right, word, *note = form.parts
    return compared(form, scope, left, right, word=word, note=note[0].word if note else "")


def compared(form: Form, scope: Scope, left_form: Form, right_form: Form, *, word: str, note: str = "") -> Node:
    """比较, with 以上/以下/以内 inclusive and 超过/不满 exclusive (Civil Code art. 1259)."""
    op = COMPARISONS.get(word) or POSTFIX[word]
    if note:
        if op in ("==", "!="):
            raise wrong(form, code="note", found=f"“{word}”后面不能写 (含) 或 (不含)", expected="达到、以上、超过一类的词", repair="删去括号")
        op = op[0] + ("=" if note == "(含)" else "")
    left = scope.typed(left_form)
    right = scope.typed(right_form, domain=scope.domain_of(left))
    base = left.kind().base
    _allowed(left, op, word, form)
    if base in ("日期", "月份"):
        return Compare(op, left, _day_end(left, right, op, right_form))
    left, right = _alike(left, right, form=right_form)
    return Compare(op, left, right)


def _allowed(left: Node, op: str, word: str, form: Form) -> None:
    base = left.kind().base
    if base == "是否":
        raise wrong(form, code="kind", found=f"“{left.prose()}”只有是和否，不用“{word}”", expected="直接写名称", repair=f"写“{left.prose()}”或“非 {left.prose()}”")
    if base == "集合":
        raise wrong(form, code="kind", found=f"“{left.prose()}”是集合，不用“{word}”", expected="“包含”或“包含任一”", repair=f"改为“{left.prose()} 包含 …”")
    if word in DATE_ONLY and base not in ("日期", "月份"):
        raise wrong(form, code="kind", found=f"“{word}”只用于日期", expected="日期", repair="数用“达到、不超过”等词")
    if base in ("日期", "月份") and word not in DATE_ONLY and op not in ("==", "!="):
        raise wrong(form, code="kind", found=f"日期不用“{word}”", expected="早于、晚于、不早于、不晚于", repair="换成其中一个，或用“起 满 …”")
    if base not in ORDERED and op not in ("==", "!="):
        raise wrong(form, code="kind", found=f"“{left.prose()}”没有大小先后，不用“{word}”", expected="为、不为、属于", repair="改用“为”或“属于”")
    if base == "期间":
        raise wrong(form, code="kind", found="期间不能这样比较", expected="“X 在 某期间”", repair="改用“在”")


def _day_end(left: Node, right: Node, op: str, form: Form) -> Node:
    """2018年 is its first day for 不早于 and 早于, its last for 不晚于 and 晚于."""
    if isinstance(right, Constant) and isinstance(right.value, Period):
        if op in ("==", "!="):
            raise wrong(form, code="kind", found=f"一天不能等于“{right.text}”", expected="某年某月某日", repair=f"改用“在 {right.text}”")
        day = right.value.first if op in (">=", "<") else right.value.last
        if left.kind().base == "月份":
            day = day.replace(day=1)
        return Constant(day, DATE, right.text)
    if right.kind().base not in ("日期", "月份"):
        raise wrong(form, code="kind", found=f"日期和{right.kind()}不能相比", expected="日期", repair="右边写一个日期")
    return right


def _alike(left: Node, right: Node, *, form: Form) -> tuple[Node, Node]:
    """Both sides in one unit, or one list; else WrongForm at the right side."""
    one, other = left.kind(), right.kind()
    if one.unit == YEAR_NUMBER and isinstance(right, Constant) and isinstance(right.value, Period):
        return left, Constant(right.value.first.year, one, right.text)
    if one.base != other.base:
        raise wrong(form, code="kind", found=f"{one}和{other}不能放在一起", expected=str(one), repair="两边写同一种")
    if one.base == "数":
        factor = factors(one.unit, other.unit)
        if factor is None:
            raise wrong(
                form, code="unit", found=f"单位不合：左边是{one}，右边是{other}", expected=str(one),
                repair="数后写上单位" if other.unit.is_bare else "换成同一单位；月数和天数不能混用",
            )
        return _in_unit(left, factor[0]), _in_unit(right, factor[1])
    if one.domain != other.domain and not isinstance(right, Constant):
        raise wrong(form, code="kind", found=f"“{left.prose()}”和“{right.prose()}”不是同一个列表", expected="同一列表里的值", repair="核对右边")
    return left, right


def _in_unit(node: Node, factor: int) -> Node:
    if factor == 1:
        return node
    if isinstance(node, Constant):
        return Constant(node.value * factor, Kind("数", MONTH), node.text)
    return Scale(node, factor, MONTH)


def _membership(form: Form, scope: Scope, domain: Fact | None) -> Node:
    left_form, word, listing = form.parts
    left = scope.typed(left_form)
    listed = scope.domain_of(left)
    if listed is None or left.kind().base not in ("枚举", "等级", "文本"):
        raise wrong(left_form, code="kind", found=f"“{left.prose()}”是{left.kind()}，不能“{word}”一个列表", expected="枚举或等级", repair="集合用“包含”，数和日期用“在 … 至 …”")
    members, words, lists = [], [], []
    for item in listing.children():
        parameter = scope.vocabulary.by_parameter.get(item.word) if item.head in ("name", "quoted") else None
        if parameter is not None and parameter.sort == "名录":
            lists.append(parameter.id)
            continue
        node = scope.typed(item, domain=listed)
        if not isinstance(node, Constant) or node.kind().domain != listed.id:
            raise wrong(item, code="value", found=f"“{item.word}”不在“{listed.name}”的取值里", expected="、".join(listed.values.values()), repair="改成其中一个，或在词汇表里加上")
        members.append(node.value)
        words.append(node.text)
    if "等" in listing.parts:
        lists.append(opened_by(listed, scope))
    return Membership(left, frozenset(members), tuple(words), tuple(lists), negated=word == "不属于")


def opened_by(fact: Fact, scope: Scope) -> str:
    """The id of the 名录 behind an 等: the one the vocabulary names, else one of the fact's own."""
    parameter = scope.vocabulary.by_parameter.get(fact.opened_by)
    return parameter.id if parameter else "param.extra_" + fact.id.replace(".", "_")


def _contains(form: Form, scope: Scope, domain: Fact | None) -> Node:
    left_form, word, listing = form.parts
    left = scope.typed(left_form)
    listed = scope.domain_of(left)
    if left.kind().base != "集合" or listed is None:
        raise wrong(left_form, code="kind", found=f"“{left.prose()}”是{left.kind()}，不能“{word}”", expected="集合", repair="枚举用“属于”")
    members = []
    for item in listing.children():
        member = scope.member(item.word, domain=listed) if item.head in ("name", "quoted") else None
        if member is None:
            raise wrong(item, code="value", found=f"“{item.word}”不在“{listed.name}”的成员里", expected="、".join(listed.values.values()), repair="改成其中一个")
        members.append(str(member))
    words = tuple(item.word for item in listing.children())
    return Contains(left, frozenset(members), words, any_of=word == "包含任一")


# -- days ----------------------------------------------------------------------------------------------


def _between(form: Form, scope: Scope, domain: Fact | None) -> Node:
    x, low, high = form.children()
    from_word, to_word = ("不早于", "不晚于") if scope.typed(x).kind().base in ("日期", "月份") else ("不低于", "不高于")
    return Every((
        compared(form, scope, x, low, word=from_word), compared(form, scope, x, high, word=to_word)
    ))  # fmt: skip


def _within_period(form: Form, scope: Scope, domain: Fact | None) -> Node:
    x_form, where = form.children()
    x = scope.typed(x_form)
    if x.kind().base == "地区":
        return _in_place(x, where, scope)
    period = scope.typed(where)
    if x.kind().unit == YEAR_NUMBER and isinstance(period, Constant):
        return Compare("==", *_alike(x, period, form=where))
    if x.kind().base not in ("日期", "月份") or period.kind() != PERIOD:
        raise wrong(form, code="kind", found=f"{x.kind()}不能“在”{period.kind()}里", expected="日期 在 期间", repair="数写“在 … 至 …”")
    return InPeriod(x, period)


def _in_place(x: Node, where: Form, scope: Scope) -> Node:
    divisions = scope.language.divisions
    codes = divisions.by_name(where.word) if where.head in ("name", "quoted") else ()
    if len(codes) != 1:
        raise wrong(
            where, code="place", found=f"“{where.word}”{'不止一个' if codes else '不是区划名称'}",
            expected="省、市、县的全称", repair="写全称；重名的写成上一级",
        )
    return InPlace(x, codes[0], divisions.named(codes[0]))


def length(form: Form, scope: Scope) -> tuple[Node, str]:
    """A length of time and what it is counted in: 月, 日 or 工作日."""
    node = scope.typed(form)
    unit = node.kind().unit
    if node.kind().base == "数" and unit in (MONTH, YEAR):
        return _in_unit(node, MONTHS_PER_YEAR if unit == YEAR else 1), "月"
    if node.kind().base == "数" and unit in (DAY, WORKDAY):
        return node, str(unit)
    raise wrong(form, code="unit", found=f"这里得出的是{node.kind()}", expected="几年、几个月、几日或几个工作日", repair="写上时间单位")


def _day(form: Form, scope: Scope) -> Node:
    node = scope.typed(form)
    if node.kind().base not in ("日期", "月份"):
        raise wrong(form, code="kind", found=f"“{node.prose()}”是{node.kind()}", expected="日期", repair="窗口从一个日期算起")
    return node


def _window(form: Form, scope: Scope, domain: Fact | None) -> Node:
    *days, word, span = form.parts
    x = _day(days[0], scope) if len(days) == 2 else Today()
    by, unit = length(span, scope)
    return Window(x, _day(days[-1], scope), by, unit, before=word == "前", word=word)


def _lapse(form: Form, scope: Scope, domain: Fact | None) -> Node:
    *days, _, word, span = form.parts
    x = _day(days[0], scope) if len(days) == 2 else Today()
    by, unit = length(span, scope)
    return Lapse(x, _day(days[-1], scope), by, unit, {"满": ">=", "不满": "<", "超过": ">"}[word])


# -- figures -------------------------------------------------------------------------------------------


def _arithmetic(form: Form, scope: Scope, domain: Fact | None) -> Node:
    left_form, op, right_form = form.parts
    op = {"-": "−", "*": "×", "/": "÷"}.get(op, op)
    left = scope.typed(left_form)
    if left.kind().base == "日期":
        return _day_plus(left, op, form, scope)
    right = scope.typed(right_form)
    for node, place in ((left, left_form), (right, right_form)):
        if node.kind().base != "数":
            raise wrong(place, code="kind", found=f"“{node.prose()}”是{node.kind()}，不能加减乘除", expected="数", repair="核对名称")
    if op in ("+", "−"):
        left, right = _alike(left, right, form=right_form)
        return Arithmetic(op, left, right, left.kind().unit)
    return _product(left, right, op, right_form)


def _day_plus(left: Node, op: str, form: Form, scope: Scope) -> Node:
    if op != "+":
        raise wrong(form, code="date-minus", found=f"日期不能“{op}”", expected="日期 + 长度", repair="把期限加到较早的日期上再比较，如“A + 5年 不晚于 B”")
    by, unit = length(form.parts[2], scope)
    return DayPlus(left, by, unit)


def _product(left: Node, right: Node, op: str, form: Form) -> Node:
    one, other = left.kind().unit, right.kind().unit
    if op == "×":
        return Arithmetic(op, left, right, one.times(other))
    if may_be_negative(right):
        raise wrong(form, code="negative-divisor", found="除数可能是负数", expected="不会小于 0 的除数", repair="除数里不用减法，或用 最大(…, 0)")
    if one.power("月") and other.power("年"):
        right, other = Scale(right, MONTHS_PER_YEAR, MONTH), MONTH
    if one.is_money and other.is_money:
        return Arithmetic(op, left, right, BARE)
    return Arithmetic(op, left, right, one.times(other, sign=-1))


def may_be_negative(node: Node) -> bool:
    """Whether a figure could be below 0: a fact that may, or a subtraction not held up by 最大."""
    if isinstance(node, Extreme) and node.largest and any(isinstance(t, Constant) and t.value >= 0 for t in node.terms):
        return False
    if isinstance(node, FactRef):
        return node.fact.may_be_negative
    if isinstance(node, Arithmetic) and node.op == "−":
        return True
    return any(may_be_negative(child) for child in node.children() if child.kind().base == "数")


def _group_unit(form: Form, scope: Scope) -> list[Node]:
    terms = [scope.typed(part) for part in form.children()]
    for place, term in zip(form.children()[1:], terms[1:], strict=True):
        if terms[0].kind().base not in ORDERED:
            raise wrong(form, code="kind", found=f"{terms[0].kind()}没有大小", expected="数或日期", repair="核对括号里的名称")
        terms[0], _ = _alike(terms[0], term, form=place)
    return [terms[0], *(_alike(terms[0], term, form=form)[1] for term in terms[1:])]


def _call(form: Form, scope: Scope, domain: Fact | None) -> Node:
    from luodi.policy.typing_rows import aggregate

    word, *arguments = form.parts
    if word in EXTREMES and len(arguments) > 1:
        return Extreme(word == "最大", tuple(_group_unit(form, scope)))
    if word in AGGREGATES or word in EXTREMES:
        _arity(form, 1, 1)
        return aggregate(form, scope)
    if word in ROUNDINGS:
        return _rounded(form, scope)
    if word in ("年度", "年份"):
        _arity(form, 1, 1)
        day = _day(arguments[0], scope)
        return PeriodOf("年度", day) if word == "年度" else YearNumber(day)
    assert word in COUNTS
    _arity(form, 1, 2)
    return Length(word, _day(arguments[0], scope), _day(arguments[1], scope) if len(arguments) > 1 else Today())


def _arity(form: Form, least: int, most: int) -> None:
    given = len(form.parts) - 1
    if not least <= given <= most:
        raise wrong(form, code="arity", found=f"“{form.word}”里有 {given} 项", expected=f"{least} 项" if least == most else f"{least} 至 {most} 项", repair="核对逗号和括号")


def _rounded(form: Form, scope: Scope) -> Node:
    _arity(form, 2, 2)
    value, to = scope.typed(form.parts[1]), scope.typed(form.parts[2])
    if not isinstance(to, Constant) or to.kind().base != "数" or to.value <= 0:
        raise wrong(form.parts[2], code="round-to", found="不知道取整到多少", expected="一个大于 0 的数，如 1元", repair="第二项写取整的单位")
    if value.kind().base != "数" or factors(value.kind().unit, to.kind().unit) != (1, 1):
        raise wrong(form, code="unit", found=f"取整的单位不合：{value.kind()}，{to.kind()}", expected="同一单位", repair="第二项写同样的单位")
    return Rounded(form.word, value, to.value)


def _lookup(form: Form, scope: Scope, domain: Fact | None) -> Node:
    table, key = scope.typed(form.parts[0]), scope.typed(form.parts[1])
    if not isinstance(table, Standard) or not table.parameter.by:
        raise wrong(form.parts[0], code="lookup", found="“按”的左边不是按类别列出的标准", expected="标准.X 按 某枚举", repair="在词汇表里给这一标准写“按”")
    if key.kind().domain not in (table.parameter.by, *_same_list(table.parameter.by, scope)):
        raise wrong(form.parts[1], code="lookup", found=f"这一标准不按“{key.prose()}”分", expected=scope.vocabulary.facts[table.parameter.by].name if table.parameter.by in scope.vocabulary.facts else table.parameter.by, repair="换成标准所按的那一项")
    return Standard(table.parameter, key, table.on)


def _same_list(by: str, scope: Scope) -> tuple[str, ...]:
    """``by`` may be the Chinese name of the key fact."""
    return tuple(fact.id for fact in scope.vocabulary.by_name.get(by, ()))


def _on_day(form: Form, scope: Scope, domain: Fact | None) -> Node:
    from luodi.policy.typing_rows import in_year

    value, when = scope.typed(form.parts[0]), scope.typed(form.parts[1])
    if isinstance(value, Standard):
        if when.kind().base != "日期":
            raise wrong(form.parts[1], code="kind", found=f"“于”后面是{when.kind()}", expected="日期", repair="写一个日期")
        return Standard(value.parameter, value.key, when)
    return in_year(form, scope, value, when)


def _path(form: Form, scope: Scope, domain: Fact | None) -> Node:
    return scope.path(words_of(form), form)


def words_of(form: Form) -> list[str]:
    """单位 的 劳动合同 的 劳动者 as a list of words."""
    if form.head == "path":
        return [*words_of(form.parts[0]), form.parts[1]]
    if form.head in ("name", "quoted"):
        return [form.word]
    raise wrong(form, code="path", found="“的”左边只能是名称", expected="名称 的 名称", repair="先把左边写成“定义”")


def _existence(form: Form, scope: Scope, domain: Fact | None) -> Node:
    word, inner = form.parts
    negated, words = word == "无", words_of(inner)
    vocabulary, name = scope.vocabulary, words[-1]
    if len(words) == 1:
        relations = [e.relations[name] for e in vocabulary.entities.values() if name in e.relations]
        if relations and name not in vocabulary.by_name and name not in vocabulary.entities:
            rows, _, _ = scope.rows_of(words, inner)
            return Exists(name, negated, relation=rows.relation.id, hops=rows.hops)
        links = [e.links[name] for e in vocabulary.entities.values() if name in e.links]
        target = name if name in vocabulary.entities else links[0] if links and name not in vocabulary.by_name else ""
        if target:
            facts = frozenset(fact.id for fact in vocabulary.facts_of(target))
            return Exists(name, negated, code=vocabulary.entities[target].code, facts=facts, hops=scope.hops_to(target))
    node = scope.typed(inner)
    if isinstance(node, FactRef) and not node.fact.nullable:
        raise wrong(inner, code="not-nullable", found=f"“{node.prose()}”不会不适用，问它有无没有意义", expected="关联、关系，或可以不适用的事实", repair="直接比较它的值")
    return Exists(name, negated, value=node)


def _listing(form: Form, scope: Scope, domain: Fact | None) -> Node:
    raise wrong(form, code="syntax", found="这里不能写一串名称", expected="一个式", repair="用“属于”引出列表")


def _rows(form: Form, scope: Scope, domain: Fact | None) -> Node:
    raise wrong(form, code="rows-place", found="“其中”“满足”只用在 计数、合计、存在、每 等的括号里", expected="计数(关系 其中 …)", repair="套上相应的函数")


TYPERS: Final[dict[str, Typer]] = {
    "number": _number, "ratio": _ratio, "date": _date, "period": _period, "name": _name, "quoted": _name,
    "today": _today, "self_": _self, "rest": _rest, "conjunction": _every, "disjunction": _some, "negation": _not,
    "choose": _choose, "meets": _meets, "compare": _compare, "compare_noted": _compare, "compare_after": _compare_after,
    "compare_after_noted": _compare_after, "membership": _membership, "contains": _contains, "between": _between,
    "within_period": _within_period, "window": _window, "window_of": _window, "lapse": _lapse, "lapse_of": _lapse,
    "arithmetic": _arithmetic, "call": _call, "lookup": _lookup, "on_day": _on_day, "path": _path,
    "existence": _existence, "list": _listing, "rows": _rows, "rows_satisfy": _rows,
}  # fmt: skip
