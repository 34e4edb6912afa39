"""The words of the rule language, each with its token, and what a reader calls the tokens."""

from __future__ import annotations

from typing import Final

COMPARISONS: Final = {
    "达到": ">=", "不低于": ">=", "不少于": ">=", "满": ">=", "至少": ">=",
    "不超过": "<=", "不高于": "<=", "不多于": "<=", "至多": "<=",
    "超过": ">", "高于": ">", "多于": ">",
    "不满": "<", "未满": "<", "不足": "<", "低于": "<", "少于": "<",
    "为": "==", "不为": "!=",
    "早于": "<", "晚于": ">", "不早于": ">=", "不晚于": "<=",
}  # fmt: skip
"""Civil Code art. 1259: 以上 以下 以内 include the number, 超过 不满 don't."""

POSTFIX: Final = {"以上": ">=", "以下": "<=", "以内": "<="}
DATE_ONLY: Final = frozenset(("早于", "晚于", "不早于", "不晚于"))

AGGREGATES: Final = ("计数", "合计", "最早", "最晚", "存在", "每")
EXTREMES: Final = ("最大", "最小")
ROUNDINGS: Final = ("四舍五入", "进一", "舍去")
TIMES: Final = ("满年数", "满月数", "计年数", "计月数", "周岁", "年度", "年份")
PERIODS: Final = ("本年度", "上一年度", "本季度", "本月", "本周")

KEYWORDS: Final = {
    **dict.fromkeys(COMPARISONS, "CMP"),
    "满": "FULL", "不满": "UNFULL", "超过": "OVER",
    **dict.fromkeys(POSTFIX, "POST"),
    "且": "AND", "或": "OR", "非": "NOT", "若": "IF", "则": "THEN", "否则": "ELSE",
    "有": "HAVE", "无": "LACK", "属于": "AMONG", "不属于": "NOT_AMONG",
    "包含": "HOLDS", "包含任一": "HOLDS_ANY", "等": "OPEN",
    "在": "AT", "后": "AFTER", "起": "SINCE", "前": "BEFORE", "内": "WITHIN", "至": "TO",
    "的": "OF", "按": "BY", "于": "ON", "其中": "WHERE", "满足": "SATISFY",
    **dict.fromkeys((*AGGREGATES, *EXTREMES, *ROUNDINGS, *TIMES), "FUNC"),
    **dict.fromkeys(PERIODS, "PERIOD_WORD"),
    "符合": "MEETS", "判定日": "TODAY", "本事项": "SELF", "其余": "REST",
}  # fmt: skip

RESERVED: Final = frozenset(KEYWORDS) | {"是", "否", "未知", "不适用"}

SYMBOLS: Final = {
    "+": "PLUS", "−": "MINUS", "-": "MINUS", "×": "TIMES", "*": "TIMES", "÷": "DIV", "/": "DIV",
    "(": "LPAR", ")": "RPAR", ",": "COMMA", "、": "SEP",
}  # fmt: skip

TOKEN_NAMES: Final = {
    "NAME": "名称", "QUOTED": "「名称」", "IDENT": "事项编号", "NUMBER": "数", "RATIO": "比例", "DATE": "日期",
    "PERIOD_LIT": "年度", "CMP": "比较词（达到、超过、为…）", "FULL": "“满”", "UNFULL": "“不满”", "OVER": "“超过”",
    "POST": "“以上”“以下”“以内”", "FUNC": "函数", "PERIOD_WORD": "本年度等期间", "INCLUSIVE": "“(含)”",
    "EXCLUSIVE": "“(不含)”", "$END": "式的结尾",
    **{token: f"“{word}”" for word, token in KEYWORDS.items() if token not in
       ("CMP", "FULL", "UNFULL", "OVER", "POST", "FUNC", "PERIOD_WORD")},
    "PLUS": "“+”", "MINUS": "“−”", "TIMES": "“×”", "DIV": "“÷”", "LPAR": "“(”", "RPAR": "“)”", "COMMA": "“,”", "SEP": "“、”",
}  # fmt: skip
