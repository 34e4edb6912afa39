"""Money as whole fen: exact from the text of an amount, rounded once, shown in yuan."""

from __future__ import annotations

import re
from collections.abc import Sequence
from fractions import Fraction

from luodi.kernel.errors import LuodiError

FEN_PER_YUAN = 100

_DECIMAL = re.compile(r"-?[0-9]+(\.[0-9]+)?")


class NotMoney(LuodiError):
    """A text that is not a plain decimal amount in yuan."""


def to_fen(yuan: str | int) -> int | Fraction:
    """Fen of an amount in yuan, exact: ``"4.35"`` is 435, ``"0.005"`` is 1/2, never through binary.

    An int where the fen are whole, else a ``Fraction`` (rates and averages have parts of a fen; only a payment is
    rounded). ``NotMoney`` for signs of thousands, exponents, full-width digits, blanks, and for a ``float`` or a
    ``bool`` that slipped past the type checker.
    """
    text = str(yuan) if isinstance(yuan, int) else yuan  # str(True) is no decimal
    if not isinstance(text, str) or not _DECIMAL.fullmatch(text):
        raise NotMoney(f"“{yuan}”不是金额：应为以元为单位的整数或小数，如 87000 或 3166.67，不带逗号和单位")
    fen = Fraction(text) * FEN_PER_YUAN
    return fen.numerator if fen.denominator == 1 else fen


def round_half_up(value: Fraction | int) -> int:
    """四舍五入 to a whole number, a half away from zero: 2.5 is 3 and -2.5 is -3, so that a recovery mirrors a payment."""
    exact = Fraction(value)
    size = (2 * abs(exact.numerator) + exact.denominator) // (2 * exact.denominator)
    return size if exact >= 0 else -size


def yuan_text(fen: int | Fraction) -> str:
    """The amount in yuan as a plain decimal: ``"87000"``, ``"3166.67"``, ``"0.5"``; no trailing zeros, no exponent.

    Parts of a fen are rounded half up first: what is written can be paid.
    """
    sign, yuan, rest = _parts(fen)
    if not rest:
        return f"{sign}{yuan}"
    return f"{sign}{yuan}.{rest:02d}".rstrip("0")


def shown(fen: int | Fraction) -> str:
    """The amount as people read it on a screen: ``"12,345.00 元"``. Parts of a fen are rounded half up first."""
    sign, yuan, rest = _parts(fen)
    return f"{sign}{yuan:,}.{rest:02d} 元"


def split(total: int | Fraction, *, shares: Sequence[Fraction | None]) -> tuple[int, ...]:
    """``total`` fen as one payment a share: each is rounded half up by itself, the last (其余) takes the remainder.

    The last share may be None (其余); if it is a figure, all of them must add up to 1. The payments always add up to
    ``total`` rounded to fen, and none is negative: where roundings alone would overdraw a total of a few fen, the
    later payment is what is left. ``ValueError`` for a negative total or share, none at all, a None before the last,
    or shares above 1.
    """
    _refuse_bad_split(total, shares=shares)
    left = round_half_up(total)
    payments: list[int] = []
    for share in shares[:-1]:
        payment = min(round_half_up(total * (share or Fraction(0))), left)
        payments.append(payment)
        left -= payment
    return (*payments, left)


def _refuse_bad_split(total: int | Fraction, *, shares: Sequence[Fraction | None]) -> None:
    if total < 0:
        raise ValueError(f"only a payment is split, not {total} fen")
    if not shares or None in shares[:-1]:
        raise ValueError("every share but the last needs a figure, and there must be one")
    figures = [share for share in shares if share is not None]
    whole = sum(figures, Fraction(0))
    if any(share < 0 for share in figures) or whole > 1 or (shares[-1] is not None and whole != 1):
        raise ValueError(f"shares must be >= 0 and add up to the whole: {shares}")


def _parts(fen: int | Fraction) -> tuple[str, int, int]:
    whole = round_half_up(fen)
    yuan, rest = divmod(abs(whole), FEN_PER_YUAN)
    return ("-" if whole < 0 else ""), yuan, rest
