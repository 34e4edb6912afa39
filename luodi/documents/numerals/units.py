"""The unit words after a number, and the one word each of them counts as."""

from __future__ import annotations

import re
from typing import Final

CALENDAR: Final = frozenset({"日期", "年月", "年份", "月日", "月份"})
"""Units of dates: the value is yyyymmdd, yyyymm, yyyy, mmdd or mm."""

RATIOS: Final = frozenset({"", "%", "‰", "百分点", "倍", "成"})
"""Units that leave a bare ratio: 30% is 3/10, 三成 is 3/10, 2倍 is 2."""

MONTHS_IN: Final = {"月": 1, "季度": 3, "年": 12}
DAYS_IN: Final = {"日": 1, "周": 7}

_SAME: Final = {
    "周岁": "岁", "名": "人", "位": "人", "人民币": "元", "元人民币": "元", "圆": "元", "元钱": "元",
    "周年": "年", "年期": "年", "个年度": "年", "年度": "年", "个月": "月", "个整月": "月",
    "天": "日", "个日": "日", "自然日": "日", "个自然日": "日", "日历日": "日", "个日历日": "日", "个日历天": "日",
    "个工作日": "工作日", "个工作天": "工作日", "工作天": "工作日", "个学时": "学时", "个课时": "课时",
    "个小时": "小时", "个季度": "季度", "个星期": "周", "星期": "周", "个百分点": "百分点", "个人": "人",
    "个档次": "档", "个档": "档", "档次": "档", "个等级": "级", "个级别": "级",
}  # fmt: skip

# After a single Chinese digit only these make a number: 三年 is one, 三农 is not.
_AFTER_ANY: Final = [
    "年级",
    "年",
    "月",
    "日",
    "天",
    "周",
    "岁",
    "元",
    "人次",
    "人",
    "名",
    "位",
    "户",
    "家",
    "个",
    "项",
    "次",
    "场",
    "期",
    "批",
    "届",
    "档",
    "级",
    "类",
    "种",
    "份",
    "倍",
    "班次",
    "轮",
    "套",
    "件",
    "条",
    "款",
    "门",
    "篇",
    "张",
    "台",
    "辆",
    "季度",
    "小时",
    "分钟",
    "工作日",
    "学时",
    "课时",
    "学分",
    "等奖",
    "百分点",
    "部门",
    "间",
    "册",
    "亩",
    "公里",
    "平方米",
    "吨",
]
# After Arabic digits or a longer numeral these are units too.
_AFTER_FIGURES: Final = [
    "方面",
    "号",
    "分",
    "点",
    "成",
    "折",
    "区",
    "县",
    "市",
    "省",
    "镇",
    "乡",
    "村",
    "校",
    "所",
    "座",
    "处",
    "支",
    "只",
    "双",
    "对",
    "组",
    "班",
    "岗",
    "站",
    "层",
    "段",
    "公顷",
    "平方公里",
    "米",
    "公斤",
    "千克",
    "克",
    "度",
    "千瓦",
    "部",
    "例",
    "单",
    "笔",
    "宗",
    "起",
    "枚",
    "株",
    "头",
    "队",
    "章",
    "节",
    "页",
    "字",
    "卷",
    "学年",
    "学期",
    "篇次",
    "人天",
    "人日",
    "户次",
    "场次",
    "家次",
]


def _pattern(words: list[str]) -> re.Pattern[str]:
    longest_first = sorted({*words, *_SAME}, key=len, reverse=True)
    return re.compile(rf"[^\S\t]*+(?P<about>[余多几来])?[^\S\t]*+(?P<unit>{'|'.join(longest_first)})")


AFTER_ANY: Final = _pattern(_AFTER_ANY)
AFTER_FIGURES: Final = _pattern(_AFTER_ANY + _AFTER_FIGURES)
PERCENT: Final = re.compile(r"[^\S\t]*+(?P<sign>[%‰])")


def canonical(unit: str) -> str:
    """The word a unit counts as: 名、位 → 人, 个月 → 月, 天 → 日, 周岁 → 岁; % and ‰ → '' (a bare ratio)."""
    word = _SAME.get(unit, unit)
    return "" if word in RATIOS else word


def as_unit(word: str) -> str:
    """The unit reported for a printed unit word; keeps %, 倍 and the like apart from a bare number."""
    return _SAME.get(word, word)
