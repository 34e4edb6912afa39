"""Turns each block of a policy file into what the page shows of it, in a reader's words."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, Final

from luodi.web.reading.lines import CODE, NAME, QUOTE, block_lines
from luodi.web.reading.model import DUTY, ENJOY, URGED, BlockView, CasesView, LineView, ProvisionView
from luodi.web.reading.rules import Rules, silent_on
from luodi.web.reading.wording import friendly, plain, span

_BENEFICIARIES: Final = {"人员": "个人", "单位": "用人单位"}
_COUNTED: Final = "一二三四五六七八九十"
_COMPARED: Final = {
    ">=": "不低于", "<=": "不超过", ">": "超过", "<": "低于", "==": "达到", "~": "大约", "between": "在",
    "increase": "增加", "delegated": "数目另定", "enumerated": "逐个完成", "target": "目标是", "named": "",
}  # fmt: skip


def provision_block(
    says: Mapping[str, Any], *, document: str, rules: Rules, cases: CasesView | None
) -> BlockView:
    """A 事项: for whom, with what effect, its sentences, its 式 for the reviewer, its examples."""
    code = str(says.get(CODE) or "")
    typed = rules.provision(code, document=document)
    is_duty = "义务" in says
    effect = "应尽义务" if is_duty else str(says.get("效力") or "应得")
    beneficiary = plain(says.get("受益人") or says.get("对象"))
    shown = {key: value for key, value in says.items() if key not in {CODE, NAME}}
    view = ProvisionView(
        beneficiary=_BENEFICIARIES.get(beneficiary, beneficiary),
        effect=effect,
        group=DUTY if is_duty else _group(says, effect),
        sections=rules.sections(typed) if typed else (),
        silent=silent_on(typed) if typed else (),
    )
    title = str(says.get(NAME) or code or "事项")
    return BlockView("事项", title, code, tuple(block_lines(shown)), provision=view, cases=cases)


def _group(says: Mapping[str, Any], effect: str) -> str:
    """Exhortations and services stand apart from what a person can claim."""
    benefit = says.get("待遇")
    service = isinstance(benefit, Mapping) and benefit.get("类别") == "服务"
    return URGED if effect == "倡导" or service else ENJOY


def note_block(kind: str, *, says: Mapping[str, Any]) -> BlockView:
    """A 任务, 勘误, 存疑 or 不可执行."""
    titles = {"任务": plain(says.get("做什么")), "存疑": "这一句有两种读法", "勘误": "这里印错了"}
    return BlockView(
        kind=kind,
        title=titles.get(kind, "这一句没有可以判断的内容"),
        code=str(says.get(CODE) or ""),
        lines=tuple(_LINES.get(kind, _nothing)(says)),
        quote=str(says.get(QUOTE) or ""),
    )


def stray_cases(id: str, *, cases: CasesView) -> BlockView:
    """The 例 of a 事项 that does not stand in this document."""
    return BlockView("例", id or "没有写明事项", cases=cases)


def _doubt(says: Mapping[str, Any]) -> Iterator[LineView]:
    readings, taken = says.get("两读"), says.get("采")
    readings = readings if isinstance(readings, list) else []
    for number, reading in enumerate(readings):
        count = _COUNTED[number] if number < len(_COUNTED) else str(number + 1)
        yield LineView(f"读法{count}", plain(reading) + ("（现在采用）" if reading == taken else ""))
    if taken not in readings:
        yield LineView("现在采用", plain(taken))
    yield from _nothing(says)


def _misprint(says: Mapping[str, Any]) -> Iterator[LineView]:
    yield LineView("应读作", plain(says.get("应为")))
    yield LineView("依据", plain(says.get("依据")))


def _nothing(says: Mapping[str, Any]) -> Iterator[LineView]:
    yield LineView("理由", plain(says.get("理由")))
    yield LineView("由谁定", plain(says.get("由谁定")))


def _task(says: Mapping[str, Any]) -> Iterator[LineView]:
    yield LineView("牵头", plain(says.get("牵头")))
    if says.get("配合"):
        yield LineView("配合", plain(says["配合"]))
    deadlines = [item for item in says.get("时限") or () if isinstance(item, Mapping)]
    for item in deadlines:
        yield LineView("时限", _deadline(item), quote=str(item.get(QUOTE) or ""))
    if not deadlines:
        yield LineView("时限", plain(None))
    for item in says.get("指标") or ():
        if isinstance(item, Mapping):
            yield LineView("怎样算做到", _indicator(item), quote=str(item.get(QUOTE) or ""))


def _deadline(item: Mapping[str, Any]) -> str:
    start, end, every = item.get("自"), item.get("至"), item.get("周期")
    kind = item.get("类")
    if kind == "delegated":
        return "另行规定"
    words = []
    if start and end:
        words.append(f"{friendly(start)}至{friendly(end)}")
    elif start or end:
        words.append(f"{friendly(start)}起" if start else f"{friendly(end)}以前")
    if every:
        words.append(
            f"每{span(str(every))}一次" if kind in {"periodic", "period"} else f"{span(str(every))}内"
        )
    return "，".join(words)


def _indicator(item: Mapping[str, Any]) -> str:
    compared = _COMPARED.get(str(item.get("比较")), "")
    figure = plain(item["值"]) if item.get("值") is not None else ""
    unit = plain(item["单位"]) if item.get("单位") else ""
    per = f"（按{plain(item['按'])}）" if item.get("按") else ""
    return f"{plain(item.get('名'))}{compared}{figure}{unit}{per}"


_LINES: Final = {"任务": _task, "存疑": _doubt, "勘误": _misprint}
