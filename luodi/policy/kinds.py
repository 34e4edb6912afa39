"""What sort of thing a name or a 式 stands for."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from luodi.kernel.quantity import BARE, Unit


@dataclass(frozen=True, slots=True)
class Kind:
    """``base`` is one of the words below; ``unit`` of a 数; ``domain`` the fact whose list a value is from."""

    base: str
    unit: Unit = BARE
    domain: str = ""

    def __str__(self) -> str:
        if self.base == "数" and not self.unit.is_bare:
            return f"以“{self.unit}”计的数"
        return self.base


TRUTH: Final = Kind("是否")
DATE: Final = Kind("日期")
TEXT: Final = Kind("文本")
PERIOD: Final = Kind("期间")

ORDERED: Final = frozenset(("数", "日期", "月份", "等级"))
