"""任务 勘误 存疑 不可执行: blocks without a 式. Their keys, their closed lists, their sentences."""

from __future__ import annotations

from typing import Any, Final

from luodi.documents.policy_file import Block
from luodi.policy.blocks.fields import Fields

DEADLINE_KINDS: Final = (
    "end-by",
    "start-from",
    "window",
    "periodic",
    "period",
    "duration",
    "sla",
    "trigger",
    "delegated",
)
COMPARATORS: Final = (
    ">=", "<=", ">", "<", "==", "~", "between", "increase", "delegated", "enumerated", "target", "named",
)  # fmt: skip
_KEYS: Final = {
    "任务": "编号 做什么 牵头 配合 引文 时限 指标 待确认",
    "勘误": "引文 应为 依据 待确认",
    "存疑": "编号 引文 两读 采 理由 由谁定 待确认",
    "不可执行": "引文 理由 由谁定 待确认",
}
_REQUIRED: Final = {
    "任务": ("编号", "做什么"), "勘误": ("应为", "依据"), "存疑": ("编号", "采", "理由", "由谁定"), "不可执行": ("理由", "由谁定"),
}  # fmt: skip


def read_plain_block(block: Block, *, fields: Fields) -> None:
    """Check one block; its faults and sentences are noted in ``fields``."""
    says = fields.keys(block.says, allowed=_KEYS[block.kind], what=block.kind)
    for key in _REQUIRED[block.kind]:
        fields.text(says, key, what=block.kind)
    fields.quote(says, what=block.kind)
    if block.kind == "任务":
        _task(says, fields)
    elif block.kind == "存疑":
        readings = says.get("两读")
        if not isinstance(readings, list) or len(readings) < 2:
            fields.wrong(
                _at(says, "两读"),
                code="readings",
                found="“两读”少于两种读法",
                expected="至少两项的列表",
                repair="把各种读法都写出来",
            )
        elif says.get("采") not in readings:
            fields.wrong(
                says.get("采"),
                code="readings",
                found="“采”的读法不在“两读”里",
                expected="两读之一",
                repair="照抄所采的那一读",
            )


def _task(says: dict[str, Any], fields: Fields) -> None:
    for key in ("牵头", "配合"):
        value = says.get(key)
        if value is not None and not isinstance(value, list | str):
            fields.wrong(
                _at(says, key),
                code="form",
                found=f"“{key}”不是单位名单",
                expected="[单位, …]",
                repair="写成列表",
            )
    for item in fields.items(says, "时限"):
        item = fields.keys(item, allowed="引文 类 自 至 周期", what="时限")
        fields.quote(item, what="时限")
        _closed(item, "类", DEADLINE_KINDS, fields)
        fields.day(item, "自")
        fields.day(item, "至")
    for item in fields.items(says, "指标"):
        item = fields.keys(item, allowed="引文 名 比较 值 单位 按", what="指标")
        fields.quote(item, what="指标")
        _closed(item, "比较", COMPARATORS, fields)


def _closed(item: dict[str, Any], key: str, known: tuple[str, ...], fields: Fields) -> None:
    told = fields.text(item, key, what="任务")
    if told is not None and told not in known:
        fields.wrong(
            told,
            code="closed-list",
            found=f"“{key}”没有“{told}”",
            expected="、".join(known),
            repair="改成其中一个",
        )


def _at(says: dict[str, Any], key: str) -> Any:
    return next((told for told in says if told == key), next(iter(says), None))
