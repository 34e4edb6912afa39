"""Random figures and days as text, for the place they are to stand in."""

from __future__ import annotations

from typing import Final

from luodi.policy.vocabulary import Fact, Vocabulary
from tests.properties.chooser import Chooser
from tests.properties.texts import DAYS, EXPR, LASTS, LITERALS, POSTFIX, PRIMARY, PRODUCT, SUM, Piece

SUBJECT: Final = ("人员", "家庭", "单位", "贷款")
ROWS: Final = {
    "合同": ("合同", "单位"),
    "家人": ("家人",),
    "学年": ("学年",),
    "缴费": ("缴费",),
    "息年": ("息年",),
}
STANDARDS: Final = {"元": "标准.最低工资", "人": "标准.名额", "月": "标准.宽限", "": "标准.比例"}


class FigureWriter:
    """Knows where it writes: ``rows`` are the entities of the rows around, the innermost last."""

    def __init__(
        self, ch: Chooser, vocabulary: Vocabulary, *, used: set[str], rows: tuple[str, ...] = (),
        definitions: tuple[tuple[str, str, str], ...] = (), others: tuple[str, ...] = (),
    ) -> None:  # fmt: skip
        """``definitions``: (name, kind with unit, the entity it is defined on); ``others``: provisions to ask."""
        self.ch, self.vocabulary, self.used = ch, vocabulary, used
        self.rows, self.definitions, self.others = rows, definitions, others

    def uses(self, construct: str) -> None:
        self.used.add(construct)

    def inside(self, relation: str) -> FigureWriter:
        """The writer for what stands inside the rows of ``relation``."""
        return type(self)(
            self.ch,
            self.vocabulary,
            used=self.used,
            rows=(*self.rows, relation),
            definitions=self.definitions,
            others=self.others,
        )

    # -- names -------------------------------------------------------------------------------------

    def reachable(self) -> list[Fact]:
        """The facts of the innermost row; now and then, and outside of rows, those of the subject."""
        entities = ROWS[self.rows[-1]] if self.rows and not self.ch.chance(15) else SUBJECT
        if len(self.rows) > 1 and self.ch.chance(40):
            entities = ROWS[self.rows[-2]]
        return [fact for fact in self.vocabulary.facts.values() if fact.entity in entities]

    def facts(self, base: str, unit: str | None = None) -> list[Fact]:
        """Those of one type: of the innermost row, of the subject where the row has none."""
        left: list[Fact] = []
        for entities in (*(ROWS[row] for row in reversed(self.rows)), SUBJECT):
            found = [
                fact for fact in self.vocabulary.facts.values()
                if fact.entity in entities and fact.kind.base == base and (unit is None or str(fact.kind.unit) == unit)
            ]  # fmt: skip
            if found and (entities is SUBJECT or not self.ch.chance(15)):
                return found
            left = left or found
        return left

    def named(self, fact: Fact) -> Piece:
        """Its name, an alias, or written in full."""
        if self.ch.chance(12):
            self.uses("写全")
            return Piece(f"{fact.entity} 的 {fact.name}", POSTFIX)
        if fact.aliases and self.ch.chance(40):
            return Piece(self.ch.pick(fact.aliases))
        return Piece(f"「{fact.name}」" if self.ch.chance(5) else fact.name)

    def fact(self, base: str, unit: str | None = None) -> Piece:
        return self.named(self.ch.pick(self.facts(base, unit)))

    def member(self, fact: Fact) -> str:
        return self.ch.pick([name for code, name in fact.values.items() if code != "other"])

    def definitions_of(self, kind: str) -> list[str]:
        return [name for name, sort, on in self.definitions if sort == kind and (not on or on in self.rows)]

    def relation(self) -> str:
        """A relation of the subject that is not looked at already."""
        return self.ch.pick(
            [name for name in ("合同", "合同", "家人", "学年", "缴费", "息年") if name not in self.rows]
        )

    # -- figures -----------------------------------------------------------------------------------

    def literal(self, unit: str) -> str:
        self.uses("字面")
        return self.ch.pick(LITERALS[unit])

    def figure(self, unit: str, depth: int) -> Piece:
        """A figure of ``unit``."""
        if unit == "年份":
            return self.length(unit, 0) if self.ch.chance(50) else self.fact_figure(unit, 0)
        named = self.definitions_of(f"数{unit}")
        options = [(2, self.literal_figure)]
        if self.facts("数", unit):
            options.append((7, self.fact_figure))
        if named and self.ch.chance(50):
            return Piece(self.ch.pick(named))
        if depth > 0:
            options += [(2, self.sum), (2, self.scaled), (2, self.choice), (2, self.extreme)]
            options += [(2, self.rounded)] if unit else []
            options += [(9, self.quotient)] if unit == "" else []
        if unit in ("年", "月", "岁"):
            options.append((8, self.length))
        if not self.rows:
            options += [(9 if unit == "家" else 4, self.aggregate)]
        if unit in STANDARDS:
            options.append((6 if unit == "元" else 2, self.standard))
        return self.ch.weighted(options)(unit, depth - 1)

    def literal_figure(self, unit: str, depth: int) -> Piece:
        return Piece(self.literal(unit))

    def fact_figure(self, unit: str, depth: int) -> Piece:
        return self.fact("数", unit)

    def sum(self, unit: str, depth: int) -> Piece:
        sign = self.ch.pick(("+", "−"))
        self.uses("加减")
        return Piece(f"{self.figure(unit, depth).at(SUM)} {sign} {self.figure(unit, depth).at(PRODUCT)}", SUM)

    def scaled(self, unit: str, depth: int) -> Piece:
        self.uses("乘")
        if unit == "元" and self.ch.chance(50):
            count = self.ch.pick(("人", "月", "年", "日"))
            return Piece(f"{self.figure('元', 0).at(PRODUCT)} × {self.figure(count, 0).at(POSTFIX)}", PRODUCT)
        return Piece(f"{self.figure(unit, 0).at(PRODUCT)} × {self.figure('', 0).at(POSTFIX)}", PRODUCT)

    def quotient(self, unit: str, depth: int) -> Piece:
        self.uses("除")
        of = self.ch.pick(("元", "人", "月", "家", ""))
        options = [fact.name for fact in self.facts("数", of) if not fact.may_be_negative]
        options += ["计数(合同)", "计数(家人 其中 有劳力)"] if of == "" and not self.rows else []
        by = self.ch.pick(options or [self.literal(of)])
        return Piece(f"{self.figure(of, 0).at(PRODUCT)} ÷ {by}", PRODUCT)

    def choice(self, unit: str, depth: int) -> Piece:
        self.uses("若")
        return Piece(
            f"若 {self.truth(0).text} 则 {self.figure(unit, 0).text} 否则 {self.figure(unit, 0).text}", EXPR
        )

    def truth(self, depth: int) -> Piece:
        raise NotImplementedError

    def extreme(self, unit: str, depth: int) -> Piece:
        self.uses("最小(a, b)")
        units = [unit, unit]
        if unit == "月" and self.ch.chance(30):
            units[self.ch.whole(0, 1)] = "年"
        terms = ", ".join(self.figure(one, 0).text for one in units)
        return Piece(f"{self.ch.pick(('最小', '最大'))}({terms})")

    def rounded(self, unit: str, depth: int) -> Piece:
        self.uses("取整函数")
        depth = 1 if unit != "年" else 0
        to = {"元": ("1元", "100元"), "学时": ("1学时",), "家": ("1家",)}.get(
            unit, (f"1{'个' if unit == '月' else ''}{unit}",)
        )
        return Piece(
            f"{self.ch.pick(('四舍五入', '进一', '舍去'))}({self.figure(unit, depth).text}, {self.ch.pick(to)})"
        )

    def length(self, unit: str, depth: int) -> Piece:
        self.uses("时间")
        words = {"年": ("满年数", "计年数"), "月": ("满月数", "计月数"), "岁": ("周岁",), "年份": ("年份",)}[
            unit
        ]
        second = f", {self.day(0).text}" if unit in ("年", "月") and self.ch.chance(50) else ""
        return Piece(f"{self.ch.pick(words)}({self.day(0).text}{second})")

    def standard(self, unit: str, depth: int) -> Piece:
        self.uses("标准")
        if unit == "元" and self.ch.chance(65):
            self.uses("查表")
            return Piece("标准.补贴 按 文化程度", POSTFIX)
        if self.ch.chance(40):
            self.uses("于 某日")
            return Piece(f"{STANDARDS[unit]} 于 {self.day(0).at(PRIMARY)}", POSTFIX)
        return Piece(STANDARDS[unit])

    # -- rows --------------------------------------------------------------------------------------

    def aggregate(self, unit: str, depth: int) -> Piece:
        if unit == "":
            self.uses("计数")
            relation = self.relation()
            return Piece(f"计数({relation}{self.where(relation)})")
        if unit == "家":
            self.uses("计数 对象")
            return Piece(f"计数(合同 的 用人单位{self.where('合同')})")
        if unit == "学时" and self.ch.chance(50):
            self.uses("于 年度")
            return Piece(f"学年学时 于 {self.period()}", POSTFIX)
        figures = {"元": (("合同", "合同工资"), ("合同", "盈亏"), ("息年", "息年利息")), "月": (("合同", "合同期长"),),
                   "学时": (("学年", "学年学时"),), "人": (("合同", "单位人数"),)}.get(unit)  # fmt: skip
        if figures is None:
            return self.literal_figure(unit, depth)
        relation, what = self.ch.pick(figures)
        word = self.ch.pick(("最小", "合计", "最大"))
        self.uses(f"{word} 行")
        return Piece(f"{word}({relation} 的 {what}{self.where(relation)})")

    def where(self, relation: str) -> str:
        return f" 其中 {self.inside(relation).truth(0).text}" if self.ch.chance(75) else ""

    def grade_figure(self, fact: Fact) -> str:
        """A 等级: a fact, or the highest of rows."""
        if not self.rows and self.ch.chance(35):
            self.uses("最大 行")
            return f"{self.ch.pick(('最大', '最小'))}(家人 的 家人学历{self.where('家人')})"
        return self.named(fact).at(SUM)

    def period(self) -> str:
        self.uses("期间")
        return self.ch.pick(("2018年度", "2017年度", "本年度", "上一年度", f"年度({self.day(0).text})"))

    # -- days --------------------------------------------------------------------------------------

    def day(self, depth: int) -> Piece:
        """A 日期."""
        options = [(8, "事实"), (3, "判定日"), (3, "字面")]
        if depth > 0:
            options += [(4, "加"), (1, "若"), (1, "最大")]
        if not self.rows:
            options += [(2, "最早"), (2, "事件")]
        how = self.ch.weighted(options)
        self.uses(
            {
                "加": "日期 + 长度",
                "最大": "最小(a, b)",
                "最早": "最早、最晚",
                "字面": "字面",
                "判定日": "字面",
            }.get(how, how)
        )
        if how == "事实":
            return self.fact("日期")
        if how == "加":
            return Piece(f"{self.day(0).at(SUM)} + {self.lasting()}", SUM)
        if how == "若":
            return Piece(f"若 {self.truth(0).text} 则 {self.day(0).text} 否则 {self.day(0).text}", EXPR)
        if how == "最大":
            return Piece(f"{self.ch.pick(('最大', '最小'))}({self.day(0).text}, {self.day(0).text})")
        if how == "最早":
            relation, what = self.ch.pick(
                (("合同", "签约日期"), ("家人", "家人生日"), ("学年", "学年完成日期"), ("合同", "成立日期"))
            )
            return Piece(f"{self.ch.pick(('最早', '最晚'))}({relation} 的 {what}{self.where(relation)})")
        return Piece({"判定日": "判定日", "事件": "事件.平台上线"}.get(how) or self.ch.pick(DAYS))

    def lasting(self) -> str:
        """A length of time that is never negative and whole."""
        how = self.ch.weighted(((10, "字面"), (3, "事实"), (1, "标准"), (1, "最大")))
        if how == "事实":
            units = [unit for unit in ("月", "日", "工作日", "年") if self.facts("数", unit)]
            return self.fact("数", self.ch.pick(units)).at(SUM)
        if how == "标准":
            return "标准.宽限"
        return "最大(1年, 参保期限)" if how == "最大" else self.ch.pick(LASTS)
