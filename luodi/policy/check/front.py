"""The front matter: its keys, its closed lists, its days."""

from __future__ import annotations

from typing import Any, Final

from luodi.documents.folding import find_all
from luodi.kernel.errors import Problem
from luodi.policy.blocks.fields import Fields
from luodi.policy.reading import Document

KEYS: Final = "文件 文号 发文机关 成文日期 地区 施行 状态 原文 约定 转发 草稿"
IN_FORCE: Final = ("是", "否", "未核")


def check_front(document: Document) -> list[Problem]:
    """Every fault of the front matter."""
    fields = Fields(document.file, 2)
    says = fields.keys(document.file.front, allowed=KEYS, what="文件信息")
    for key in ("文件", "地区", "施行", "状态", "原文"):
        if says.get(key) is None:
            fields.wrong(
                next(iter(says), None),
                code="missing-key",
                found=f"文件信息缺少“{key}”",
                expected=f"{key}: …",
                repair=f"补上“{key}”",
            )
    fields.day(says, "成文日期")
    issuers = says.get("发文机关")
    if issuers is not None and not isinstance(issuers, list | str):
        fields.wrong(None, code="form", found="“发文机关”不是名单", expected="[机关, …]", repair="写成列表")
    _force(_mapping(fields, says, "施行", "自 至 依据"), fields)
    _state(_mapping(fields, says, "状态", "现行 核实日 依据"), fields)
    _mapping(fields, says, "原文", "文件 sha256 文本sha256")
    forwarded = _mapping(fields, says, "转发", "机关 地区 日期")
    fields.day(forwarded, "日期")
    _conventions(says, fields, document)
    if says.get("草稿") not in (None, "是", "否"):
        fields.wrong(
            says["草稿"],
            code="closed-list",
            found=f"“草稿”写成了“{says['草稿']}”",
            expected="是",
            repair="写“是”，或删去",
        )
    return fields.problems


def _force(holds: dict[str, Any], fields: Fields) -> None:
    # Days that are no days were told when the file was read.
    quiet = Fields(fields.file, fields.line)
    start, end = quiet.day(holds, "自"), quiet.day(holds, "至")
    if start and end and end < start:
        fields.wrong(
            holds["至"],
            code="period",
            found="施行的“至”早于“自”",
            expected="不早于“自”",
            repair="核对两个日期",
        )


def _state(state: dict[str, Any], fields: Fields) -> None:
    if state.get("现行") is not None and state["现行"] not in IN_FORCE:
        fields.wrong(
            state["现行"],
            code="closed-list",
            found=f"“现行”写成了“{state['现行']}”",
            expected="、".join(IN_FORCE),
            repair="改成其中一个",
        )
    fields.day(state, "核实日")


def _conventions(says: dict[str, Any], fields: Fields, document: Document) -> None:
    for item in fields.items(says, "约定"):
        item = fields.keys(item, allowed="引文 含义", what="约定")
        quote = fields.quote(item, what="约定")
        if quote is not None and not find_all(document.folded, quote=quote):
            fields.wrong(
                quote,
                code="quote",
                found=f"约定的引文“{quote}”不在正文里",
                expected="正文里的原话",
                repair="照抄原文",
            )


def _mapping(fields: Fields, says: dict[str, Any], key: str, allowed: str) -> dict[str, Any]:
    return fields.keys(says[key], allowed=allowed, what=key) if says.get(key) is not None else {}
