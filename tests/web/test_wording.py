"""Days, money and spans as people write them."""

from __future__ import annotations

from typing import Any

import pytest

from luodi.web.reading.wording import friendly, span


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("2018-12-01", "2018年12月1日"),
        ("2018-12", "2018年12月"),
        ("87000元", "87,000.00 元"),
        ("86999.96元", "86,999.96 元"),
        ("不低于 50000元", "不低于 50,000.00 元"),
        ("200万元", "200万元"),
        ("24个月", "24个月"),
        ({"自": "90人", "至": "110人"}, "在90人和110人之间"),
        ({"自": "2018-01-01", "至": None}, "2018年1月1日以上"),
        (["在职职工数", "贷款期限"], "在职职工数、贷款期限"),
        ([], "无"),
        (None, "文件未载明"),
    ],
)
def test_a_value_is_written_for_people(written: Any, read: str) -> None:
    assert friendly(written) == read


def test_a_period_is_written_for_people() -> None:
    assert [span("P1M"), span("P2Y"), span("每逢节日")] == ["1个月", "2年", "每逢节日"]
