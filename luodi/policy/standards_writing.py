"""Puts one more value into a file of ``policies/standards``; the rest of the file stays as it is written."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from types import MappingProxyType
from typing import Any, Final

import yaml

from luodi.documents.strict_yaml import Told, read_yaml
from luodi.kernel.errors import BadInput, Problem

_OPEN_END: Final = re.compile(r"[ ]*:[ ]*(?:null)?")
_ONE_DAY: Final = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Setting:
    """What is to be set: ``value`` is a text, a list of texts or a table; an open end is None."""

    name: str
    value: Any
    start: date | None
    end: date | None
    basis: str

    def item(self, kept: Mapping[Any, Any] = MappingProxyType({})) -> str:
        """The entry as it stands in the file; ``kept``: an entry whose other keys (下限, 上限, 说明) stay."""
        parts = {"名": self.name, "自": self.start, "至": self.end, "值": self.value, "依据": self.basis}
        parts |= {str(key): value for key, value in kept.items() if str(key) not in parts}
        return "{" + ", ".join(f"{key}: {_shown(part)}" for key, part in parts.items()) + "}"


@dataclass(slots=True)
class Edited:
    """The file as it would be; ``closed``: the days on which earlier entries now end; ``replaced`` an entry of the same day."""

    text: str
    closed: list[date] = field(default_factory=list)
    replaced: bool = False


@dataclass(slots=True)
class _Held:
    """One entry in the file: where it stands and when it holds."""

    first: int
    last: int
    flow: bool
    says: dict[Any, Any]

    def day(self, key: str) -> date | None:
        value = self.says.get(key)
        return None if value is None else date.fromisoformat(str(value))


def with_setting(text: str, *, setting: Setting) -> Edited:
    """``text`` with one more entry, or with the entry of the same day replaced.

    An earlier open entry ends on the day before. BadInput where another entry covers the same days.
    """
    tree, problems = read_yaml(text, file="standards")
    if problems:
        raise BadInput(problems)
    mine = [held for held in _entries(text, tree) if str(held.says.get("名")) == setting.name]
    made = Edited(text)
    same: list[_Held] = []
    closing: list[_Held] = []
    for held in mine:
        start, end = held.day("自"), held.day("至")
        if start == setting.start:
            same.append(held)
        elif end is None and setting.start is not None and (start is None or start < setting.start):
            closing.append(held)
        elif _meet((start, end), (setting.start, setting.end)):
            raise BadInput([_overlap(setting, start, end)])
    for held in reversed(mine):
        if held in same:
            made.text = made.text[: held.first] + setting.item(held.says) + made.text[held.last :]
            made.replaced = True
        elif held in closing:
            assert setting.start is not None
            made.text = _closed(made.text, held, setting.start - _ONE_DAY)
            made.closed.append(setting.start - _ONE_DAY)
    if not same:
        gap = "" if not made.text or made.text.endswith("\n") else "\n"
        made.text = f"{made.text}{gap}- {setting.item()}\n"
    return made


def _meet(one: tuple[date | None, date | None], other: tuple[date | None, date | None]) -> bool:
    """Whether two periods, open where None, have a day in common."""
    return (one[0] or date.min) <= (other[1] or date.max) and (other[0] or date.min) <= (one[1] or date.max)


def _overlap(setting: Setting, start: date | None, end: date | None) -> Problem:
    shown = f"自 {start or '（未写）'} 至 {end or '（未写）'}"
    return Problem(
        "standards",
        0,
        0,
        "overlap",
        f"“{setting.name}”已有一项 {shown}，日期重叠",
        "同一天只有一个值",
        "用 --from、--to 避开这一段；要改这一项，--from 写它的“自”",
    )


def _shown(part: Any) -> str:
    if part is None:
        return "null"
    if isinstance(part, dict):
        return "{" + ", ".join(f"{_shown(str(key))}: {_shown(value)}" for key, value in part.items()) + "}"
    if isinstance(part, list):
        return "[" + ", ".join(_shown(str(item)) for item in part) + "]"
    text = str(part)
    for probe in (f"{{a: {text}, b: c}}", f"{{{text}: a}}", f"[{text}, a]"):
        read, problems = read_yaml(probe, file="")
        if problems or read not in ({"a": text, "b": "c"}, {text: "a"}, [text, "a"]):
            return json.dumps(text, ensure_ascii=False)
    return text


def _entries(text: str, tree: Any) -> Iterator[_Held]:
    """The entries with their places, in the order written."""
    spans: list[tuple[int, int, bool]] = []
    depth = 0
    flow = False
    first = last = 0
    event: Any
    for event in yaml.parse(text, Loader=yaml.CSafeLoader):
        kind = type(event)
        if kind in (yaml.MappingStartEvent, yaml.SequenceStartEvent):
            depth += 1
            if depth == 2:
                first, flow = event.start_mark.index, bool(event.flow_style)
        elif kind in (yaml.MappingEndEvent, yaml.SequenceEndEvent):
            # Only the end of a {…} or […] has a width; a block ends with its last scalar.
            if event.end_mark.index > event.start_mark.index:
                last = event.end_mark.index
            if depth == 2:
                spans.append((first, last, flow))
                flow = False
            depth -= 1
        elif kind is yaml.ScalarEvent:
            last = event.end_mark.index
    items = [item for item in tree or () if isinstance(item, dict | list)]
    for (start, end, in_flow), says in zip(spans, items, strict=True):
        if isinstance(says, dict):
            yield _Held(start, end, in_flow, says)


def _closed(text: str, held: _Held, day: date) -> str:
    """The open entry with its 至 written."""
    keys: dict[str, Told] = {str(key): key for key in held.says}
    if "至" in keys:
        at = keys["至"].end
        match = _OPEN_END.match(text, at)
        assert match is not None
        return f"{text[:at]}: {day}{text[match.end() :]}"
    before = keys["值"]
    gap = ", " if held.flow else "\n" + " " * (before.column - 1)
    return f"{text[: before.start]}至: {day}{gap}{text[before.start :]}"
