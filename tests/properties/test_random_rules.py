"""The laws over random rules: soundness, growing knowledge, doubts, the naive reading, and what the rules cover."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.properties import laws
from tests.properties.cases import Case, random_case
from tests.properties.chooser import Drawn, Seeded

FIXED = settings(
    deadline=None, derandomize=True, database=None, print_blob=True,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large, HealthCheck.filter_too_much, HealthCheck.large_base_example],
)  # fmt: skip
YES, NO = ("eligible", "compliant"), ("not_eligible", "non_compliant", "not_applicable")
LEAST_USED, LEAST_DEFINITE = 5, 25
RULES = 1500
Law = Callable[[Case], str]


class Tally:
    """What the random rules were made of, and what came of them."""

    def __init__(self) -> None:
        self.rules = 0
        self.used: Counter[str] = Counter()
        self.verdicts: Counter[str] = Counter()

    def share(self, *words: str) -> float:
        """Per cent of all judgements."""
        return 100 * sum(self.verdicts[word] for word in words) / max(1, self.rules)

    def report(self) -> str:
        used = "  ".join(f"{name} {100 * count / self.rules:.0f}%" for name, count in self.used.most_common())
        verdicts = "  ".join(
            f"{name} {100 * count / self.rules:.0f}%" for name, count in self.verdicts.most_common()
        )
        return f"\n{self.rules} random rules; constructs: {used}\njudgements: {verdicts}\nyes {self.share(*YES):.0f}%, no {self.share(*NO):.0f}%"


def hold(law: Law, *, examples: int) -> None:
    """Try ``law`` on so many rules of hypothesis; the smallest that breaks it is shown."""

    @settings(FIXED, max_examples=examples)
    @given(st.data())
    def tried(data: st.DataObject) -> None:
        law(random_case(Drawn(data.draw)))

    tried()


def test_a_definite_verdict_and_the_range_of_the_amount_are_sound_and_the_rules_cover_the_language() -> None:
    tally = Tally()
    for number in range(RULES):
        case = random_case(Seeded(number))
        tally.rules += 1
        tally.verdicts[laws.is_sound(case)] += 1
        tally.used.update(case.used)
    print(tally.report())
    rare = {
        name: f"{100 * tally.used[name] / tally.rules:.1f}%"
        for name in CONSTRUCTS
        if 100 * tally.used[name] < LEAST_USED * tally.rules
    }
    assert rare == {}
    assert tally.share(*YES) >= LEAST_DEFINITE
    assert tally.share(*NO) >= LEAST_DEFINITE


@pytest.mark.parametrize(
    ("law", "examples"),
    [
        (laws.is_sound, 500),
        (laws.agrees_with_the_naive_reading, 700),
        (laws.grows_with_knowledge, 500),
        (laws.ends_when_all_is_told, 350),
    ],
    ids=lambda one: getattr(one, "__name__", ""),
)
def test_every_law_holds(law: Law, examples: int) -> None:
    hold(law, examples=examples)


CONSTRUCTS = (
    "字面 比较 以上以下 (含)(不含) 为 等级 日期比较 年月字面 属于 不属于 等、名录 包含 窗口 窗口·前 月份窗口 起·满 区间 期间 在·某地 "
    "查表 标准 于·某日 于·年度 且 或 非 任一 全部 至少 有、无 若 加减 乘 除 最小(a,·b) 取整函数 时间 日期·+·长度 计数 计数·对象 合计·行 "
    "最大·行 最小·行 最早、最晚 存在 每 定义 定义·对于 定义·事实 符合 视同名 条件 事件 排除 有效 原则上 左右 待 义务 截至 期间义务 "
    "待遇·式 待遇·表 待遇·分期 待遇·下限 待遇·数量 待遇·取值 待遇·资格 下限 上限 取整 写全 是否"
)
CONSTRUCTS = tuple(word.replace("·", " ") for word in CONSTRUCTS.split())  # type: ignore[assignment]
