"""A piece of a random 式 with how tightly it binds, and the brackets that a place needs."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

EXPR, TERM, RELATION, SUM, PRODUCT, POSTFIX, PRIMARY = range(7)


@dataclass(frozen=True)
class Piece:
    """``text`` as written, ``tight`` as in rule.lark."""

    text: str
    tight: int = PRIMARY

    def at(self, least: int) -> str:
        """The text where only what binds as tightly as ``least`` may stand."""
        return self.text if self.tight >= least else f"({self.text})"


LITERALS: Final[dict[str, tuple[str, ...]]] = {
    "年": ("1年", "2年", "3年", "5年", "1.5年"),
    "月": ("3个月", "6个月", "12个月", "24个月", "1个月"),
    "日": ("10日", "30天", "1日"),
    "工作日": ("1个工作日", "5个工作日", "10个工作日"),
    "元": ("1000元", "2000元", "3万元", "1500.55元", "0元"),
    "人": ("1人", "2人", "5人", "3名", "0人"),
    "家": ("1家", "2家"),
    "岁": ("16岁", "18岁", "24岁", "35岁"),
    "学时": ("20学时", "90学时", "72.5学时"),
    "年份": ("2018年", "2019年度"),
    "": ("1", "2", "50%", "1/2", "2/3", "1:300", "0.5", "0", "3"),
}
DAYS: Final = ("2018年3月31日", "2016年2月29日", "2018年7月1日", "2017年12月31日")
YEARS: Final = ("2018年", "2017年", "2018年2月", "2016年12月")
PLACES: Final = ("哈尔滨市", "黑龙江省", "大庆市", "「道里区」", "山东省")
LASTS: Final = (
    "1年",
    "2年",
    "3年",
    "5年",
    "6个月",
    "1个月",
    "3个月",
    "30日",
    "10天",
    "5个工作日",
    "10个工作日",
)
AT_LEAST: Final = ("达到", "不低于", "不少于", "满", "至少", "不超过", "不高于", "不多于", "至多")
BEYOND: Final = ("超过", "高于", "多于", "不满", "未满", "不足", "低于", "少于")
