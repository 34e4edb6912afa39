"""The words that codes are shown in."""

from __future__ import annotations

from typing import Final

VERDICTS: Final = {
    "eligible": "符合", "not_eligible": "不符合", "needs_info": "待核实", "needs_parameter": "待参数", "pending": "暂缓",
    "compliant": "合规", "non_compliant": "不合规", "not_applicable": "不适用",
}  # fmt: skip
EFFECTS: Final = {"due": "应得", "may": "可得", "priority": "优先", "encouraged": "倡导"}
AMOUNT_STATES: Final = {"exact": "确定", "range": "区间", "needs_parameter": "待参数"}
