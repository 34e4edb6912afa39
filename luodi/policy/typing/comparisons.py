"""Typing of 比较: kinds and units must fit, words must suit the kind."""

from __future__ import annotations

from luodi.kernel.period import Period
from luodi.kernel.quantity import MONTH, YEAR_NUMBER, factors
from luodi.policy.constructs.arithmetic import Scale
from luodi.policy.constructs.compare import Compare
from luodi.policy.constructs.membership import Membership
from luodi.policy.constructs.node import Constant, Node
from luodi.policy.grammar.form import Form, wrong
from luodi.policy.grammar.keywords import COMPARISONS, DATE_ONLY, POSTFIX
from luodi.policy.kinds import DATE, ORDERED, Kind
from luodi.policy.scope import Scope
from luodi.policy.vocabulary import Fact


def compare(form: Form, scope: Scope, domain: Fact | None) -> Node:
    """甲 达到 乙, 甲 不超过(含) 乙: the word between the sides."""
    left, comparator, *note, right = form.parts
    return compared(
        form, scope, left_form=left, right_form=right, word=comparator.word, note=note[0].word if note else ""
    )


def compare_after(form: Form, scope: Scope, domain: Fact | None) -> Node:
    """甲 乙 以上: the word after the sides."""
    left, right, word, *note = form.parts
    return compared(
        form, scope, left_form=left, right_form=right, word=word, note=note[0].word if note else ""
    )


def compared(
    form: Form, scope: Scope, *, left_form: Form, right_form: Form, word: str, note: str = ""
) -> Node:
    """比较, with 以上/以下/以内 inclusive and 超过/不满 exclusive (Civil Code art. 1259)."""
    op = COMPARISONS.get(word) or POSTFIX[word]
    if note:
        if op in ("==", "!="):
            raise wrong(
                form,
                code="note",
                found=f"“{word}”后面不能写 (含) 或 (不含)",
                expected="达到、以上、超过一类的词",
                repair="删去括号",
            )
        op = op[0] + ("=" if note == "(含)" else "")
    left = scope.typed(left_form)
    right = scope.typed(right_form, domain=scope.domain_of(left))
    base = left.kind().base
    _allowed(left, op, word, form)
    if base in ("日期", "月份"):
        return Compare(op, left, _day_end(left, right, op, right_form))
    left, right = alike(left, right, form=right_form)
    listed = scope.domain_of(left)
    if (
        listed is not None
        and isinstance(right, Constant)
        and isinstance(right.value, str)
        and right.value not in listed.values
    ):
        # A further member of an open list: 其他 may be this one.
        members = frozenset((right.value,))
        return Membership(left, members, (right.text,), negated=op == "!=", further=True)
    return Compare(op, left, right)


def _allowed(left: Node, op: str, word: str, form: Form) -> None:
    base = left.kind().base
    if base == "是否":
        raise wrong(
            form,
            code="kind",
            found=f"“{left.prose()}”只有是和否，不用“{word}”",
            expected="直接写名称",
            repair=f"写“{left.prose()}”或“非 {left.prose()}”",
        )
    if base == "地区":
        raise wrong(
            form,
            code="kind",
            found=f"“{left.prose()}”可能只知道到市，不能用“{word}”比较",
            expected="“在 某地”",
            repair=f"改为“{left.prose()} 在 …”",
        )
    if base == "集合":
        raise wrong(
            form,
            code="kind",
            found=f"“{left.prose()}”是集合，不用“{word}”",
            expected="“包含”或“包含任一”",
            repair=f"改为“{left.prose()} 包含 …”",
        )
    if word in DATE_ONLY and base not in ("日期", "月份"):
        raise wrong(
            form, code="kind", found=f"“{word}”只用于日期", expected="日期", repair="数用“达到、不超过”等词"
        )
    if base in ("日期", "月份") and word not in DATE_ONLY and op not in ("==", "!="):
        raise wrong(
            form,
            code="kind",
            found=f"日期不用“{word}”",
            expected="早于、晚于、不早于、不晚于",
            repair="换成其中一个，或用“起 满 …”",
        )
    if base not in ORDERED and op not in ("==", "!="):
        raise wrong(
            form,
            code="kind",
            found=f"“{left.prose()}”没有大小先后，不用“{word}”",
            expected="为、不为、属于",
            repair="改用“为”或“属于”",
        )
    if base == "期间":
        raise wrong(form, code="kind", found="期间不能这样比较", expected="“X 在 某期间”", repair="改用“在”")


def _day_end(left: Node, right: Node, op: str, form: Form) -> Node:
    """2018年 is its first day for 不早于 and 早于, its last for 不晚于 and 晚于."""
    if isinstance(right, Constant) and isinstance(right.value, Period):
        if op in ("==", "!="):
            raise wrong(
                form,
                code="kind",
                found=f"一天不能等于“{right.text}”",
                expected="某年某月某日",
                repair=f"改用“在 {right.text}”",
            )
        day = right.value.first if op in (">=", "<") else right.value.last
        if left.kind().base == "月份":
            day = day.replace(day=1)
        return Constant(day, DATE, right.text)
    if right.kind().base not in ("日期", "月份"):
        raise wrong(
            form, code="kind", found=f"日期和{right.kind()}不能相比", expected="日期", repair="右边写一个日期"
        )
    return right


def alike(left: Node, right: Node, *, form: Form) -> tuple[Node, Node]:
    """Both sides in one unit, or one list; else WrongForm at the right side."""
    one, other = left.kind(), right.kind()
    if one.unit == YEAR_NUMBER and isinstance(right, Constant) and isinstance(right.value, Period):
        return left, Constant(right.value.first.year, one, right.text)
    if one.base != other.base:
        raise wrong(
            form, code="kind", found=f"{one}和{other}不能放在一起", expected=str(one), repair="两边写同一种"
        )
    if one.base == "数":
        factor = factors(one.unit, other.unit)
        if factor is None:
            raise wrong(
                form,
                code="unit",
                found=f"单位不合：左边是{one}，右边是{other}",
                expected=str(one),
                repair="数后写上单位" if other.unit.is_bare else "换成同一单位；月数和天数不能混用",
            )
        return in_unit(left, factor=factor[0]), in_unit(right, factor=factor[1])
    if one.domain != other.domain and not isinstance(right, Constant):
        raise wrong(
            form,
            code="kind",
            found=f"“{left.prose()}”和“{right.prose()}”不是同一个列表",
            expected="同一列表里的值",
            repair="核对右边",
        )
    return left, right


def in_unit(node: Node, *, factor: int) -> Node:
    """``node`` in the unit that is ``factor`` times as fine: years as months."""
    if factor == 1:
        return node
    if isinstance(node, Constant):
        return Constant(node.value * factor, Kind("数", MONTH), node.text)
    return Scale(node, factor, MONTH)
