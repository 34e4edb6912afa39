"""Random well-typed rules as text: truths of every construct."""

from __future__ import annotations

from collections.abc import Callable

from tests.properties.figures import FigureWriter
from tests.properties.texts import (
    AT_LEAST,
    BEYOND,
    EXPR,
    LASTS,
    PLACES,
    POSTFIX,
    PRIMARY,
    RELATION,
    SUM,
    TERM,
    YEARS,
    Piece,
)  # fmt: skip

UNITS = ("元", "年", "家", "", "月", "家", "日", "", "人", "岁", "", "学时", "元", "年份")
ELSEWHERE = "pt-elsewhere"


class RuleWriter(FigureWriter):
    """Writes truths; figures and days come from ``FigureWriter``."""

    def truth(self, depth: int) -> Piece:
        """Something that is 是 or 否."""
        joined: list[tuple[int, Callable[[int], Piece]]] = [
            (3, self.conjunction), (3, self.disjunction), (3, self.negation), (2, self.choice_of_truths)
        ]  # fmt: skip
        return self.ch.weighted([*self.leaves(), *(joined if depth > 0 else ())])(depth - 1)

    def leaves(self) -> list[tuple[int, Callable[[int], Piece]]]:
        made = [
            (3, self.bare), (5, self.compare), (3, self.compare_after), (2, self.noted), (4, self.compare_days), (3, self.same),
            (2, self.grades), (4, self.membership), (3, self.window), (2, self.window_before), (3, self.lapse),
            (3, self.between), (3, self.in_period), (3, self.existence), (3, self.any_row), (2, self.every_row),
        ]  # fmt: skip
        if not self.rows:
            made += [
                (3, self.contains),
                (3, self.in_place),
                (2, self.status),
                (2, self.meets),
                (4, self.condition),
            ]
            made += [(3, self.month_window), (2, self.in_year_truth)]
        return made

    # -- logic -------------------------------------------------------------------------------------

    def conjunction(self, depth: int) -> Piece:
        self.uses("且")
        return Piece(" 且 ".join(self.truth(depth).at(TERM) for _ in range(self.ch.whole(2, 3))), EXPR)

    def disjunction(self, depth: int) -> Piece:
        self.uses("或")
        return Piece(" 或 ".join(self.truth(depth).at(TERM) for _ in range(self.ch.whole(2, 3))), EXPR)

    def negation(self, depth: int) -> Piece:
        self.uses("非")
        return Piece(f"非 {self.truth(depth).at(POSTFIX)}", TERM)

    def choice_of_truths(self, depth: int) -> Piece:
        self.uses("若")
        test, then, other = (self.truth(min(depth, 0)).text for _ in range(3))
        return Piece(f"若 {test} 则 {then} 否则 {other}", EXPR)

    def bare(self, depth: int) -> Piece:
        named = self.definitions_of("是否")
        if named and self.ch.chance(40):
            return Piece(self.ch.pick(named))
        self.uses("是否")
        return self.fact("是否")

    def condition(self, depth: int) -> Piece:
        self.uses("条件")
        return Piece(self.ch.pick(("条件.申领条件", "条件.审核条件")))

    def status(self, depth: int) -> Piece:
        self.uses("视同名")
        return Piece("应届毕业生")

    def meets(self, depth: int) -> Piece:
        self.uses("符合")
        return Piece(f"符合({self.ch.pick((*self.others, ELSEWHERE))})")

    # -- comparisons -------------------------------------------------------------------------------

    def compare(self, depth: int) -> Piece:
        self.uses("比较")
        unit = self.ch.pick(UNITS)
        word = self.ch.pick((*AT_LEAST, *BEYOND, "为", "不为"))
        return Piece(f"{self.figure(unit, 1).at(SUM)} {word} {self.other_side(unit)}", RELATION)

    def other_side(self, unit: str) -> str:
        """A figure to compare with, mostly one as written, sometimes in the other measure of time."""
        if unit in ("年", "月") and self.ch.chance(30):
            unit = "月" if unit == "年" else "年"
        return self.literal(unit) if self.ch.chance(65) else self.figure(unit, 1).at(SUM)

    def compare_after(self, depth: int) -> Piece:
        self.uses("以上以下")
        unit = self.ch.pick(UNITS[:-1])
        return Piece(
            f"{self.figure(unit, 1).at(SUM)} {self.literal(unit)} {self.ch.pick(('以上', '以下', '以内'))}",
            RELATION,
        )

    def noted(self, depth: int) -> Piece:
        self.uses("(含)(不含)")
        unit, mark = self.ch.pick(UNITS[:-1]), self.ch.pick(("(含)", "(不含)"))
        left, right = self.figure(unit, 0).at(SUM), self.literal(unit)
        if self.ch.chance(50):
            return Piece(f"{left} {right} {self.ch.pick(('以上', '以下', '以内'))}{mark}", RELATION)
        return Piece(f"{left} {self.ch.pick((*AT_LEAST, *BEYOND))}{mark} {right}", RELATION)

    def compare_days(self, depth: int) -> Piece:
        self.uses("日期比较")
        word = self.ch.pick(("早于", "晚于", "不早于", "不晚于", "为", "不为"))
        if word in ("为", "不为") or self.ch.chance(55):
            return Piece(f"{self.day(1).at(SUM)} {word} {self.day(1).at(SUM)}", RELATION)
        self.uses("年月字面")
        base = "月份" if self.ch.chance(30) and self.facts("月份") else "日期"
        return Piece(f"{self.fact(base).at(SUM)} {word} {self.ch.pick(YEARS)}", RELATION)

    def same(self, depth: int) -> Piece:
        """为 and 不为 with a member of a list."""
        self.uses("为")
        fact = self.ch.pick(self.facts("枚举") + self.facts("等级"))
        word = self.ch.pick(("为", "不为"))
        if self.ch.chance(20):
            self.uses("若")
            test = self.truth(0).text
            right = f"(若 {test} 则 {self.member(fact)} 否则 {self.member(fact)})"
        else:
            right = "「物流类」" if fact.is_open and self.ch.chance(20) else self.member(fact)
        return Piece(f"{self.named(fact).at(SUM)} {word} {right}", RELATION)

    def grades(self, depth: int) -> Piece:
        self.uses("等级")
        fact = self.ch.pick(self.facts("等级") or self.facts("枚举"))
        if fact.kind.base != "等级":
            return self.same(depth)
        left = self.grade_figure(fact)
        if "家人学历" in left:
            fact = self.vocabulary.facts["member.schooling"]
        if self.ch.chance(50):
            return Piece(f"{left} {self.member(fact)} {self.ch.pick(('以上', '以下'))}", RELATION)
        return Piece(f"{left} {self.ch.pick((*AT_LEAST, *BEYOND))} {self.member(fact)}", RELATION)

    # -- lists -------------------------------------------------------------------------------------

    def membership(self, depth: int) -> Piece:
        fact = self.ch.pick(self.facts("枚举") + self.facts("等级"))
        if not self.rows and self.ch.chance(40):
            fact = self.vocabulary.facts["person.major"]
        word = self.ch.pick(("属于", "不属于"))
        self.uses(word)
        items = [name for code, name in fact.values.items() if code != "other"]
        items = self.ch.some(items, least=1, most=2)
        tail = ""
        if fact.is_open:
            how = self.ch.pick(("等", "名录", ""))
            if how == "名录" and fact.opened_by:
                items.append(fact.opened_by)
            tail = " 等" if how == "等" or (how == "名录" and not fact.opened_by) else ""
            if how:
                self.uses("等、名录")
            elif self.ch.chance(30):
                items.append("「物流类」")
        return Piece(f"{self.named(fact).at(SUM)} {word} {'、'.join(items)}{tail}", RELATION)

    def contains(self, depth: int) -> Piece:
        self.uses("包含")
        fact = self.facts("集合")[0]
        members = self.ch.some(list(fact.values.values()), least=1, most=3)
        return Piece(
            f"{self.named(fact).at(SUM)} {self.ch.pick(('包含', '包含任一'))} {'、'.join(members)}", RELATION
        )

    def existence(self, depth: int) -> Piece:
        self.uses("有、无")
        word = self.ch.pick(("有", "无"))
        options = [fact.name for fact in self.reachable() if fact.nullable]
        if not self.rows:
            options += ["贷款", "单位", "家庭", "合同", "缴费", "学年"] * 2
        elif "合同" in self.rows:
            options += ["用人单位", "单位"]
        options = options or ["贷款"]
        return Piece(f"{word} {self.ch.pick(options)}", RELATION)

    # -- days --------------------------------------------------------------------------------------

    def window(self, depth: int) -> Piece:
        self.uses("窗口")
        x = f"{self.day(0).at(SUM)} 在 " if self.ch.chance(50) else ""
        return Piece(f"{x}{self.day(0).at(SUM)} {self.ch.pick(('后', '起'))} {self.lasting()} 内", RELATION)

    def window_before(self, depth: int) -> Piece:
        self.uses("窗口 前")
        x = f"{self.day(0).at(SUM)} 在 " if self.ch.chance(50) else ""
        return Piece(f"{x}{self.day(0).at(SUM)} 前 {self.lasting()} 内", RELATION)

    def lapse(self, depth: int) -> Piece:
        self.uses("起 满")
        x = f"{self.day(0).at(SUM)} 在 " if self.ch.chance(35) else ""
        word = self.ch.pick(("满", "不满", "超过"))
        return Piece(f"{x}{self.day(0).at(SUM)} 起 {word} {self.lasting()}", RELATION)

    def month_window(self, depth: int) -> Piece:
        """For 月份 a window counts months, the first that of the day it runs from."""
        self.uses("月份窗口")
        x = self.named(self.ch.pick(self.facts("月份"))).at(SUM)
        word = self.ch.pick(("后", "起", "前"))
        return Piece(
            f"{x} 在 {self.day(0).at(SUM)} {word} {self.ch.pick([d for d in LASTS if '月' in d or '年' in d])} 内",
            RELATION,
        )

    def between(self, depth: int) -> Piece:
        self.uses("区间")
        kind = self.ch.pick(("数", "日期", "等级"))
        if kind == "日期":
            return Piece(f"{self.day(1).at(SUM)} 在 {self.day(0).at(SUM)} 至 {self.day(0).at(SUM)}", RELATION)
        if kind == "等级" and self.facts("等级"):
            fact = self.ch.pick(self.facts("等级"))
            return Piece(
                f"{self.named(fact).at(SUM)} 在 {self.member(fact)} 至 {self.member(fact)}", RELATION
            )
        unit = self.ch.pick(UNITS[:-1])
        return Piece(
            f"{self.figure(unit, 1).at(SUM)} 在 {self.literal(unit)} 至 {self.literal(unit)}", RELATION
        )

    def in_period(self, depth: int) -> Piece:
        self.uses("期间")
        x = self.fact("月份") if self.facts("月份") and self.ch.chance(25) else self.day(1)
        how = self.ch.pick(("字面", "年度", "本", "本"))
        if how == "本":
            where = self.ch.pick(("本年度", "上一年度", "本季度", "本月", "本周"))
        else:
            where = (
                f"年度({self.day(0).text})"
                if how == "年度"
                else self.ch.pick(("2018年度", "2017年度", "2018年3月"))
            )
        return Piece(f"{x.at(SUM)} 在 {where}", RELATION)

    def in_place(self, depth: int) -> Piece:
        self.uses("在 某地")
        return Piece(f"{self.named(self.facts('地区')[0]).at(SUM)} 在 {self.ch.pick(PLACES)}", RELATION)

    # -- rows --------------------------------------------------------------------------------------

    def any_row(self, depth: int) -> Piece:
        self.uses("存在")
        if len(self.rows) > 1:
            return self.bare(depth)
        relation = self.relation()
        where = f" 其中 {self.inside(relation).truth(min(depth, 0)).text}" if self.ch.chance(85) else ""
        return Piece(f"存在({relation}{where})", PRIMARY)

    def every_row(self, depth: int) -> Piece:
        if len(self.rows) > 1:
            return self.bare(depth)
        self.uses("每")
        relation = self.relation()
        where = f" 其中 {self.inside(relation).truth(0).text}" if self.ch.chance(60) else ""
        return Piece(f"每({relation}{where} 满足 {self.inside(relation).truth(min(depth, 0)).text})", PRIMARY)

    def in_year_truth(self, depth: int) -> Piece:
        self.uses("于 年度")
        how = self.ch.pick(("数", "是否", "日期"))
        period = self.period()
        if how == "是否":
            return Piece(f"学年合格 于 {period}", POSTFIX)
        if how == "日期":
            return Piece(
                f"学年完成日期 于 {period} {self.ch.pick(('早于', '不早于'))} {self.day(0).at(SUM)}", RELATION
            )
        return Piece(f"学年学时 于 {period} {self.ch.pick(AT_LEAST)} {self.literal('学时')}", RELATION)
