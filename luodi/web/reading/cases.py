"""The 例 of a document, gathered under the 事项 they try out and told briefly."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import Any

from luodi.web.reading.model import CasesView, CaseView, FactView
from luodi.web.reading.wording import UNSAID, friendly

FEWEST_SHARED = 2


def cases_of(
    blocks: Iterable[Mapping[str, Any]], *, titles: Mapping[str, str], place_name: Callable[[str], str]
) -> CasesView:
    """The examples of one 事项. ``titles``: provision id → its name; ``place_name`` of a division's code.

    The first example is told in full; one that is much like it says only what is different.
    """
    blocks = list(blocks)
    first = blocks[0] if blocks else {}
    return CasesView(tuple(_case(says, first, titles, place_name) for says in blocks))


def _case(
    says: Mapping[str, Any],
    first: Mapping[str, Any],
    titles: Mapping[str, str],
    place_name: Callable[[str], str],
) -> CaseView:
    facts, settings = _mapping(says.get("事实")), _mapping(says.get("参数"))
    first_facts, first_settings = _mapping(first.get("事实")), _mapping(first.get("参数"))
    brief = says is not first and _alike(facts, first_facts)
    place = str(says.get("地区") or "")
    return CaseView(
        day=friendly(says.get("日期")),
        verdict=str(says.get("结论") or UNSAID),
        brief=brief,
        facts=tuple(_fact(*item) for item in _told(facts, first_facts, brief).items()),
        withheld=_names_gone(facts, first_facts) if brief else (),
        settings=tuple(_setting(*item, titles) for item in _told(settings, first_settings, brief).items()),
        unset=_names_gone(settings, first_settings) if brief else (),
        place=place_name(place) if place else "",
        amount=friendly(says["金额"]) if "金额" in says else "",
        missing=friendly(says["缺"]) if says.get("缺") else "",
        due=friendly(says["到期"]) if "到期" in says else "",
    )


def _alike(facts: Mapping[str, Any], first: Mapping[str, Any]) -> bool:
    """Whether telling the difference is shorter than telling everything."""
    shared = len([name for name, value in first.items() if name in facts and facts[name] == value])
    return shared >= min(FEWEST_SHARED, len(first)) and shared > len(_names_gone(facts, first))


def _told(says: Mapping[str, Any], first: Mapping[str, Any], brief: bool) -> dict[str, Any]:
    if not brief:
        return dict(says)
    return {name: value for name, value in says.items() if name not in first or first[name] != value}


def _names_gone(says: Mapping[str, Any], first: Mapping[str, Any]) -> tuple[str, ...]:
    return tuple(_bare(name) for name in first if name not in says)


def _fact(name: str, value: Any) -> FactView:
    rows, complete = _rows(value)
    if rows is None:
        return FactView(str(name), friendly(value))
    if not rows:
        return FactView(str(name), "无" if complete else "不清楚有没有")
    count = f"{len(rows)} 条" if complete else f"至少 {len(rows)} 条"
    return FactView(str(name), count, tuple(_row(row, rows[0]) for row in rows))


def _rows(value: Any) -> tuple[list[Mapping[str, Any]] | None, bool]:
    """The rows of a relation, and whether they are all; None for what is no list of rows."""
    complete = True
    if isinstance(value, Mapping) and "行" in value:
        complete, value = value.get("完整") != "否", value["行"] or []
    if isinstance(value, list) and all(isinstance(row, Mapping) for row in value):
        return value, complete
    return None, True


def _row(row: Mapping[str, Any], first: Mapping[str, Any]) -> str:
    brief = row is not first and set(row) == set(first) and _alike(row, first)
    told = [f"{name}：{friendly(value)}" for name, value in _told(row, first, brief).items()]
    return "；".join([*told, "其余同第 1 条"] if brief else told)


def _setting(name: str, value: Any, titles: Mapping[str, str]) -> FactView:
    """What a 标准, 条件, 名录 or 事件 is taken to be in this example."""
    if isinstance(value, list):
        return FactView(_bare(name), "、".join(titles.get(str(one), friendly(one)) for one in value) or "无")
    if isinstance(value, Mapping) and not set(value) <= {"自", "至"}:
        return FactView(_bare(name), "，".join(f"{key} {friendly(one)}" for key, one in value.items()))
    return FactView(_bare(name), friendly(value))


def _bare(name: str) -> str:
    return str(name).rpartition(".")[2]


def _mapping(value: Any) -> Mapping[str, Any]:
    return value if isinstance(value, Mapping) else {}
