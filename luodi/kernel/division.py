"""Administrative divisions of China (GB/T 2260): names, levels, what lies in what, and since or until when."""

from __future__ import annotations

import difflib
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from functools import cached_property
from pathlib import Path

from luodi.kernel.errors import BadInput, LuodiError, Problem
from luodi.kernel.tables import text_of

HEADER = "code,name,parent,level,from,to"
SUFFIXES = ("省", "市", "区", "县", "自治区", "地区", "盟", "旗", "特别行政区")

_COLUMNS = HEADER.count(",") + 1
_CODE_LENGTH = 6


class UnknownDivision(LuodiError):
    """A code that the table does not have; the text names the nearest ones."""


class Level(StrEnum):
    """省级, 地级, 县级; 汇总 is a code such as 110100 市辖区 that groups others and is no government itself."""

    PROVINCE = "省级"
    CITY = "地级"
    COUNTY = "县级"
    GROUP = "汇总"


@dataclass(frozen=True, slots=True)
class Division:
    """One row: a code under one name. ``since`` and ``until`` are months (``YYYY-MM``, both in), empty = open."""

    code: str
    name: str
    parent: str
    level: Level
    since: str
    until: str

    def valid(self, on: date) -> bool:
        """Whether the row holds on that day; months are the finest the table knows."""
        month = f"{on.year:04d}-{on.month:02d}"
        return self.since <= month and (not self.until or month <= self.until)


class Divisions:
    """The table, read at once and taken apart row by row as asked: most runs need a dozen of its 3,300 rows."""

    def __init__(self, lines: dict[str, tuple[str, ...]]) -> None:
        """``lines``: the printed rows of each code, oldest first. Use ``load``."""
        self._lines = lines
        self._parsed: dict[str, tuple[Division, ...]] = {}

    @classmethod
    def load(cls, path: Path) -> Divisions:
        """The table in a file with comment lines (``#``), the header ``code,name,parent,level,from,to`` and rows.

        ``BadInput`` if there is no such header or a row has not six columns.
        """
        lines: dict[str, tuple[str, ...]] = {}
        headed = False
        for number, line in enumerate(text_of(path).splitlines(), start=1):
            if line.startswith("#"):
                continue
            if line.count(",") != _COLUMNS - 1 or (not headed and line != HEADER):
                found = f"“{line}”不是区划表的{'一行' if headed else '表头'}"
                raise BadInput([Problem(str(path), number, 1, "bad-division-row", found, f"“{HEADER}”六列")])
            if headed:
                code = line[:_CODE_LENGTH]
                lines[code] = (*lines.get(code, ()), line)
            headed = True
        if not headed:
            raise BadInput([Problem(str(path), 0, 0, "bad-division-row", "区划表是空的", f"“{HEADER}”六列")])
        return cls(lines)

    def upper_codes(self) -> list[str]:
        """The codes of provinces and cities, in the table's order."""
        return [code for code in self._lines if code.endswith("00")]

    def named(self, code: str, *, on: date | None = None) -> str:
        """The name of a code: the latest, or the one it had ``on`` that day if it had one. ``UnknownDivision``."""
        return self.row(code, on=on).name

    def level(self, code: str) -> Level:
        """省级, 地级, 县级 or 汇总. ``UnknownDivision`` for a code that is not in the table."""
        return self.row(code).level

    def known(self, code: str, *, on: date | None = None) -> bool:
        """Whether the table has the code at all, retired ones included; with ``on``, whether it held on that day."""
        rows = self._rows(code)
        return bool(rows) if on is None else any(row.valid(on) for row in rows)

    def ancestors(self, code: str) -> tuple[str, ...]:
        """The code itself, then what it lies in, the province last: ``("230113", "230100", "230000")``.

        Groups such as 110100 are on the way. ``UnknownDivision`` for a code that is not in the table.
        """
        chain = [code]
        while parent := self.row(chain[-1]).parent:
            chain.append(parent)
        return tuple(chain)

    def contains(self, outer: str, *, inner: str) -> bool:
        """Whether ``inner`` is ``outer`` or lies in it. ``UnknownDivision`` for either."""
        self.row(outer)
        return outer in self.ancestors(inner)

    def full_name(self, code: str) -> str:
        """The names from the province down, groups left out: ``"黑龙江省哈尔滨市双城区"``. ``UnknownDivision``."""
        rows = [self.row(one) for one in reversed(self.ancestors(code))]
        return "".join(row.name for row in rows if row.level is not Level.GROUP or row.code == code)

    def by_name(self, name: str, *, on: date | None = None) -> tuple[str, ...]:
        """The codes that bear or bore this name, ascending; with ``on``, on that day. Empty if there are none.

        A name without its 省, 市, 区, 县 … is tried with them if it stands for nothing as it is.
        """
        found = self._names.get(name) or tuple(
            code for suffix in SUFFIXES for code in self._names.get(name + suffix, ())
        )
        if on is None:
            return tuple(sorted(set(found)))
        wanted = {name, *(name + suffix for suffix in SUFFIXES)}
        held = {code for code in found for row in self._rows(code) if row.name in wanted and row.valid(on)}
        return tuple(sorted(held))

    def nearest(self, text: str) -> tuple[str, ...]:
        """Up to three codes like a wrong code (in the same place) or a wrong name, the likeliest first; for messages."""
        if text.isascii() and text.isdigit():
            wrong = int(text[:_CODE_LENGTH].ljust(_CODE_LENGTH, "0"))
            here = [code for code in self._lines if code[:2] == text[:2]]
            here.sort(key=lambda code: (-_shared(code, text), abs(int(code) - wrong)))
            return tuple(here[:3])
        names = difflib.get_close_matches(text, self._names, n=3, cutoff=0.5)
        return tuple(code for name in names for code in self._names[name])[:3]

    def row(self, code: str, *, on: date | None = None) -> Division:
        """The row of a code: the latest, or the one that held ``on`` that day if one did. ``UnknownDivision``."""
        rows = self._rows(code)
        if not rows:
            near = "、".join(f"{one} {self.named(one)}" for one in self.nearest(code))
            hint = f"；相近的有：{near}" if near else "；应为六位行政区划代码，如 230100"
            raise UnknownDivision(f"没有区划代码“{code}”{hint}")
        held = [row for row in rows if on is not None and row.valid(on)]
        return held[-1] if held else rows[-1]

    @cached_property
    def _names(self) -> dict[str, tuple[str, ...]]:
        """Codes by name, former names included; built when first asked for."""
        names: dict[str, tuple[str, ...]] = {}
        for code, lines in self._lines.items():
            for line in lines:
                name = line.split(",", 2)[1]
                names[name] = (*names.get(name, ()), code)
        return names

    def _rows(self, code: str) -> tuple[Division, ...]:
        rows = self._parsed.get(code)
        if rows is None:
            rows = tuple(_division(line) for line in self._lines.get(code, ()))
            if rows:  # wrong codes are not remembered: a register can bring any number of them
                self._parsed[code] = rows
        return rows


def _shared(code: str, text: str) -> int:
    """How many leading digits are the same."""
    return next(
        (n for n, (a, b) in enumerate(zip(code, text, strict=False)) if a != b), min(len(code), len(text))
    )


def _division(line: str) -> Division:
    code, name, parent, level, since, until = line.split(",")
    return Division(code, name, parent, Level(level), since, until)
