"""Random 事项 and the other provisions they ask, as the mappings that a block says."""

from __future__ import annotations

from typing import Any

from luodi.policy.vocabulary import Vocabulary
from tests.properties.chooser import Chooser
from tests.properties.rules import RuleWriter
from tests.properties.texts import SUM

Says = dict[str, Any]
QUOTE = "条文"
ROUNDING = ("四舍五入 1元", "进一 100元", "舍去 1元")


class BlockWriter:
    """Writes one 事项 and the two small ones it may ask."""

    def __init__(self, ch: Chooser, vocabulary: Vocabulary) -> None:
        self.ch, self.vocabulary = ch, vocabulary
        self.used: set[str] = set()
        self.defined: list[tuple[str, str, str]] = []

    def writer(self, *, others: tuple[str, ...] = ("pt-other",)) -> RuleWriter:
        return RuleWriter(
            self.ch, self.vocabulary, used=self.used, definitions=tuple(self.defined), others=others
        )

    def blocks(self) -> list[Says]:
        """The 事项 itself first, then the one it may ask and the one that gives a 视同."""
        others = [self.small("pt-other"), self.small("pt-status")]
        others[1]["待遇"] = {"类别": "视同", "引文": QUOTE, "视同": "应届毕业生"}
        made: Says = {"编号": "pt-main", "名称": "随机事项", "对象": "人员"}
        definitions = [self.definition(number) for number in range(self.ch.whole(0, 3))]
        if definitions:
            made["定义"] = definitions
        if self.ch.chance(28):
            self.used.add("义务")
            made |= {"适用": [self.condition()], "义务": [self.duty() for _ in range(self.ch.whole(1, 2))]}
        else:
            made["条件"] = [self.condition() for _ in range(self.ch.whole(1, 3))]
            made["待遇"] = self.benefit()
        if self.ch.chance(25):
            self.used.add("排除")
            made["排除"] = [{"引文": QUOTE, "式": self.writer().truth(1).text}]
        if self.ch.chance(15):
            self.used.add("有效")
            made["有效"] = [self.valid()]
        return [made, *others]

    def small(self, id: str) -> Says:
        writer = RuleWriter(self.ch, self.vocabulary, used=set(), others=())
        text = self.ch.pick(
            ("在册", "退伍", "条件.申领条件", writer.window(0).text, writer.membership(0).text)
        )
        return {
            "编号": id,
            "名称": "另一事项",
            "对象": "人员",
            "条件": [{"引文": QUOTE, "式": text}],
            "待遇": {"类别": "资格", "引文": QUOTE},
        }

    # -- conditions --------------------------------------------------------------------------------

    def condition(self) -> Says:
        how = self.ch.weighted(
            ((10, "式"), (2, "任一"), (2, "全部"), (2, "至少"), (2, "待"), (2, "原则上"), (2, "左右"))
        )
        if how != "式":
            self.used.add(how)
        if how in ("任一", "全部"):
            return {how: [self.member() for _ in range(self.ch.whole(2, 3))]}
        if how == "至少":
            return {
                "至少": str(self.ch.whole(1, 2)),
                "项": [self.member() for _ in range(self.ch.whole(2, 4))],
            }
        if how == "待":
            return {"引文": QUOTE, "待": "事件.细则出台"}
        if how == "左右":
            unit, name = self.ch.pick((("元", "月收入"), ("人", "子女数")))
            return {"引文": QUOTE, "式": f"{name} 为 {self.writer().literal(unit)}", "左右": "是"}
        return self.member() | ({"原则上": self.ch.pick(("是", "表现突出"))} if how == "原则上" else {})

    def member(self) -> Says:
        return {"引文": QUOTE, "式": self.writer().truth(self.ch.whole(0, 2)).text}

    def definition(self, number: int) -> Says:
        """A name of this provision: on the subject, on the rows, or for a fact of the vocabulary."""
        self.used.add("定义")
        writer, name = self.writer(others=()), f"定义项{'甲乙丙丁'[number]}"
        how = self.ch.pick(("是否", "数元", "数", "行", "行", "推导"))
        says: Says = {"名": name, "引文": QUOTE}
        if how == "行":
            self.used.add("定义 对于")
            on = self.ch.pick(("合同", "家人"))
            says |= {"对于": on, "式": writer.inside(on).truth(1).text}
            self.defined.append((name, "是否", on))
        elif how == "推导":
            self.used.add("定义 事实")
            name = ("在册", "月收入", "子女数")[number]
            says |= {
                "名": name,
                "式": ("登记日期 不晚于 判定日", "合计(合同 的 合同工资)", "计数(家人) × 1人")[number],
            }
        elif how == "是否":
            says["式"] = writer.truth(1).text
            self.defined.append((name, "是否", ""))
        else:
            says["式"] = writer.figure(how[1:], 1).text
            self.defined.append((name, how, ""))
        return says

    def valid(self) -> Says:
        look = self.ch.pick(("判定日", "登记日期", "入职日期"))
        start, end = self.ch.pick(("2018-01-01", "2017-03-31", None)), self.ch.pick(("2018-12-31", None))
        return {"看": look, "自": start, "至": end, "引文": QUOTE}

    # -- duties ------------------------------------------------------------------------------------

    def duty(self) -> Says:
        made = self.member()
        how = self.ch.pick(("期间", "", "截至"))
        if how == "截至":
            self.used.add("截至")
            made["截至"] = f"{self.writer().fact('日期').at(SUM)} + {self.writer().lasting()}"
        elif how == "期间":
            self.used.add("期间义务")
            made["期间"] = self.ch.pick(("本年度", "本月", "本周", "本季度"))
        if self.ch.chance(20):
            made["原则上"] = "是"
        return made

    # -- benefits ----------------------------------------------------------------------------------

    def benefit(self) -> Says:
        how = self.ch.weighted(
            ((3, "式"), (3, "下限"), (3, "表"), (3, "数量"), (3, "分期"), (3, "取值"), (3, "资格"))
        )
        self.used.add(f"待遇 {how}")
        writer = self.writer()
        if how == "资格":
            return {"类别": "资格", "引文": QUOTE}
        if how == "取值":
            return {
                "类别": "取值",
                "引文": QUOTE,
                "式": self.ch.pick((writer.day(1).text, "岗位类别", "文化程度", "已发渠道", "在册")),
            }
        if how == "数量":
            return {
                "类别": "数量",
                "引文": QUOTE,
                "式": writer.figure(self.ch.pick(("月", "年", "人", "学时")), 1).text,
            }
        made: Says = {"类别": "金额", "引文": QUOTE}
        if how == "表":
            made["表"] = self.table()
        elif how == "分期":
            made["基数"] = writer.figure("元", 0).text
            made["分期"] = self.instalments()
        elif how == "式":
            made["式"] = writer.figure("元", 1).text
        self.bounds(made, how)
        return made

    def table(self) -> list[Says]:
        writer = self.writer()
        rows = [
            {"引文": QUOTE, "当": writer.truth(1).text, "得": writer.figure("元", 0).text}
            for _ in range(self.ch.whole(1, 2))
        ]
        return [*rows, {"引文": QUOTE, "得": writer.literal("元")}] if self.ch.chance(60) else rows

    def instalments(self) -> list[Says]:
        writer = self.writer()
        made = []
        for number in range(1, self.ch.whole(2, 3)):
            gives = self.ch.pick(("基数 × 30%", "基数 × 1/3", writer.figure("元", 0).text))
            made.append({"期": str(number), "引文": QUOTE, "得": gives})
        made.append(
            {"期": str(len(made) + 1), "引文": QUOTE, "得": "其余" if self.ch.chance(60) else "基数 × 2/3"}
        )
        for part in made:
            if self.ch.chance(40):
                part["当"] = writer.truth(0).text
            if self.ch.chance(30):
                part["到期"] = f"{writer.fact('日期').at(SUM)} + 1年"
        return made

    def bounds(self, made: Says, how: str) -> None:
        for key in ("下限", "上限"):
            if how != "分期" and ((how == key) or self.ch.chance(28)):
                self.used.add(key)
                made[key] = self.writer().figure("元", 0).text
        if self.ch.chance(20):
            self.used.add("取整")
            made["取整"] = self.ch.pick(ROUNDING)
