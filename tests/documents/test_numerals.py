"""Numbers: every figure of official Chinese with its exact value, unit and place, and no idiom among them."""

from __future__ import annotations

import itertools
from fractions import Fraction
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from luodi.documents.numerals import numbers_in, numeral_value, stands_in, values_in

SOURCE = Path("policies/230100-harbin/原文/000_58fbf0af9db48686.txt")


def told(text: str) -> list[tuple[str, str]]:
    """(value, unit) of what counts in ``text``."""
    return [(str(number.value), number.unit) for number in numbers_in(text) if not number.idiom]


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("二十五", 25), ("十", 10), ("十五", 15), ("一百零五", 105), ("一百一十", 110), ("两千", 2000), ("两万五千", 25000),
        ("一万五", 15000), ("三万亿", 3 * 10**12), ("一亿零三百", 100000300), ("二○○九", 2009), ("二〇一八", 2018),
        ("三点五", Fraction(7, 2)), ("零点五", Fraction(1, 2)), ("三点五万", 35000), ("2.5亿", 250000000),
        ("2亿3000万", 230000000), ("1万5千", 15000), ("3,000", 3000), ("200 万", 2000000), ("壹佰贰拾", 120),
    ],
)  # fmt: skip
def test_one_numeral(text: str, value: int | Fraction) -> None:
    assert numeral_value(text) == value


@pytest.mark.parametrize("text", ["", "甲", "3甲", "点五", "三点"])
def test_what_is_no_numeral_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match="不是数字"):
        numeral_value(text)


_UNITS = ("", "十", "百", "千")


def chinese(number: int) -> str:
    """The plain Chinese numeral of 0 … 99999999, written independently of the reader."""
    if number >= 10000:
        low = number % 10000
        gap = "零" if 0 < low < 1000 else ""
        return chinese(number // 10000) + "万" + gap + (chinese(low) if low else "")
    digits, written, pending = str(number), "", False
    for place, digit in enumerate(digits):
        if digit == "0":
            pending = True
            continue
        written += ("零" if pending and written else "") + "零一二三四五六七八九"[int(digit)]
        written += _UNITS[len(digits) - place - 1]
        pending = False
    return written or "零"


@given(st.integers(1, 99_999_999))
def test_every_plain_chinese_numeral_reads_back(number: int) -> None:
    assert numeral_value(chinese(number)) == number


@given(st.integers(11, 9_999_999), st.sampled_from(["元", "人", "个月", "天", "周岁", "学时", "个工作日"]))
def test_chinese_and_arabic_say_the_same(number: int, unit: str) -> None:
    [written] = [n for n in numbers_in(f"达到{chinese(number)}{unit}的") if not n.idiom]
    [figures] = [n for n in numbers_in(f"达到 {number} {unit}的") if not n.idiom]
    assert (written.value, written.unit) == (figures.value, figures.unit)
    assert figures.value == number


@given(st.integers(1, 9999), st.integers(1, 99), st.sampled_from(["元", "人", "次"]))
def test_a_number_stands_where_its_span_says(before: int, number: int, unit: str) -> None:
    text = f"甲{before}人，\n乙不少于 {number} {unit}丙"
    for found in numbers_in(text):
        assert text[found.start : found.end] == found.text
    last = numbers_in(text)[-1]
    assert last.text == f"{number} {unit}"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("200 万元以下", [("2000000", "元")]),
        ("3万元、5万元补助", [("30000", "元"), ("50000", "元")]),
        ("３０％", [("3/10", "%")]),
        ("5‰", [("1/200", "‰")]),
        ("百分之三十", [("3/10", "%")]),
        ("百分之十至二十", [("1/10", "%"), ("1/5", "%")]),
        ("三分之二", [("2/3", "")]),
        ("贴息2/3，贴息1/3", [("2/3", ""), ("1/3", "")]),
        ("1:300", [("1/300", "")]),
        ("1：300", [("1/300", "")]),
        ("全额贴息", [("1", "%")]),
        ("一半", [("1/2", "")]),
        ("半数以上", [("1/2", "")]),
        ("半年", [("1/2", "年")]),
        ("两年半", [("5/2", "年")]),
        ("一个半月", [("3/2", "月")]),
        ("1年6个月", [("18", "月")]),
        ("一年零三个月", [("15", "月")]),
        ("３倍", [("3", "倍")]),
        ("三成以上", [("3/10", "成")]),
        ("100余人", [("100", "人")]),
        ("伍万元整", [("50000", "元")]),
        ("至少有一人稳定就业", [("1", "人")]),
        ("5万2000元", [("52000", "元")]),
        ("两个百分点", [("1/50", "百分点")]),
        ("在三\n\n类及以下艰苦边远地区", [("3", "类")]),
    ],
)
def test_value_and_unit(text: str, expected: list[tuple[str, str]]) -> None:
    assert told(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("累计1-2年", [("1", "年"), ("2", "年")]),
        ("1～2年", [("1", "年"), ("2", "年")]),
        ("一至二年", [("1", "年"), ("2", "年")]),
        ("两三年", [("2", "年"), ("3", "年")]),
        ("16-24 周岁", [("16", "岁"), ("24", "岁")]),
        ("3000-5000元", [("3000", "元"), ("5000", "元")]),
        ("3至5万元", [("30000", "元"), ("50000", "元")]),
        ("三万至五万元", [("30000", "元"), ("50000", "元")]),
        ("5000—1万元", [("5000", "元"), ("10000", "元")]),
        ("10-15%", [("1/10", "%"), ("3/20", "%")]),
        ("分别为3、5万元", [("30000", "元"), ("50000", "元")]),
        ("一、二、三类地区", [("1", "类"), ("2", "类"), ("3", "类")]),
        ("1-2个", [("1", "个"), ("2", "个")]),
    ],
)
def test_ranges_and_lists_share_unit_and_scale(text: str, expected: list[tuple[str, str]]) -> None:
    assert told(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2018年1月12日", [("20180112", "日期")]),
        ("二○○九年五月一日", [("20090501", "日期")]),
        ("2018-01-12", [("20180112", "日期")]),
        ("2020 年 9 月 15 日至 12 月 31 日", [("20200915", "日期"), ("20201231", "日期")]),
        ("2018年3月底前", [("201803", "年月")]),
        ("2018年起", [("2018", "年份")]),
        ("2019-2021 年", [("2019", "年份"), ("2021", "年份")]),
        ("2018年9月至12月", [("201809", "年月"), ("201812", "年月")]),
        ("明年 6 月底前", [("6", "月份")]),
        ("2018年13月", [("2018", "年份"), ("13", "月")]),
        ("9:00-17:30", []),
    ],
)
def test_dates_are_no_lengths(text: str, expected: list[tuple[str, str]]) -> None:
    assert told(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "一定数量", "一些", "一方面", "一律", "统一规范", "基层一线", "一站式", "列第一位者", "第一责任人", "第三方", "“三支一扶”计划",
        "“一对一”帮扶", "进一步", "逐一联系", "一次性创业补贴", "募集一批", "一系列", "“两库一平台”", "“十三五”期间", "党的十九大",
        "十八届三中、四中全会", "零就业家庭", "零售", "双随机，一公开", "多证合一、一照一码", "十分重要", "“五大规划”", "“111”人才",
        "人才队伍", "应征入伍", "〔2020〕128号", "1+X证书", "5G", "网上百日招聘", "四不准", "棚二代", "十强产业", "“千人赴港”", "三农",
        "（八）用活", "一、指导思想", "附件2", "①甲", "12333热线",
    ],
)  # fmt: skip
def test_turns_of_phrase_count_nothing(text: str) -> None:
    assert told(text) == []
    assert numbers_in(text) or "队伍" in text or "入伍" in text, "it is kept, and flagged"
    assert values_in(text) == frozenset()


def test_a_plus_sign_is_no_number() -> None:
    assert numbers_in("“互联网+”政务服务") == []


@pytest.mark.parametrize("text", ["系统一次办结", "十分钟", "十分之一", "最初一年", "提高一级"])
def test_idioms_do_not_swallow_their_neighbours(text: str) -> None:
    assert len(told(text)) == 1


def test_ordinals_are_flagged_and_keep_their_number() -> None:
    text = "第一年给予全额贴息，第二年贴息2/3，第三年贴息1/3"
    assert [(str(n.value), n.unit) for n in numbers_in(text) if n.ordinal] == [
        ("1", "年"),
        ("2", "年"),
        ("3", "年"),
    ]
    assert [n.ordinal for n in numbers_in("第二、三年")] == [True, True]


def test_the_harbin_clause_on_loans_gives_exactly_its_figures() -> None:
    text = SOURCE.read_text(encoding="utf-8")
    clause = text[text.index("（八）用活") : text.index("（九）落实")]
    assert told(clause) == [
        ("5", "年"), ("3/10", "%"), ("100", "人"), ("3/20", "%"), ("1", "年"), ("2000000", "元"), ("2", "年"),
        ("1/2", "%"), ("1", "月"),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("text", "value", "unit"),
    [
        ("最长不超过2年", 24, "月"),
        ("最长不超过2年", 2, "年"),
        ("两年以上", 24, "月"),
        ("半年", 6, "月"),
        ("满6个月", 6, "个月"),
        ("数量达到30%", Fraction(3, 10), ""),
        ("200万元以下", 2000000, "元"),
        ("给予全额贴息", 1, ""),
        ("一半", Fraction(1, 2), ""),
        ("三分之二", Fraction(2, 3), ""),
        ("不少于 1:300 比例", Fraction(1, 300), ""),
        ("500名左右", 500, "人"),
        ("10位专家", 10, "名"),
        ("5天内", 5, "日"),
        ("一周内", 7, "日"),
        ("在2个工作日内", 2, "工作日"),
        ("累计1-2年", 12, "月"),
        ("16-24 周岁", 16, "岁"),
        ("不少于90学时", 90, "学时"),
        ("2020年12月31日", 20201231, "日期"),
        ("2020年12月31日", 2020, "年份"),
        ("2021届毕业生", 2021, "年份"),
        ("10班次", 10, "班次"),
        ("选派3对师徒", 3, "对"),
        ("200万以下", 2000000, "元"),
        ("第二年贴息", 24, "月"),
        ("第二年贴息", 12, "月"),
        ("第二年贴息", 2, ""),
        ("高定一档", 1, "档"),
    ],
)
def test_a_figure_of_a_rule_stands_in_its_quote(text: str, value: int | Fraction, unit: str) -> None:
    assert stands_in(text, value=Fraction(value), unit=unit)


@pytest.mark.parametrize(
    ("text", "value", "unit"),
    [
        ("最长不超过2年", 2, "月"),
        ("最长不超过2年", 2, "日"),
        ("最长不超过2年", 2, ""),
        ("1年6个月", 12, "月"),
        ("数量达到30%", 30, "人"),
        ("数量达到30%", 30, ""),
        ("200万元以下", 200, "元"),
        ("在2个工作日内", 2, "日"),
        ("5天内", 5, "工作日"),
        ("满1人", 1, "月"),
        ("一定数量", 1, "人"),
        ("“三支一扶”", 3, "年"),
        ("（八）用活财政", 8, "人"),
        ("第三方评估", 3, ""),
        ("16-24 周岁", 18, "岁"),
        ("明年 6 月底前", 6, "月"),
        ("2018年起", 2018, "月"),
        ("〔2017〕27号", 27, "人"),
        ("3次", 3, "人"),
        ("2台", 2, "人"),
    ],
)
def test_a_figure_that_is_not_printed_does_not_stand(text: str, value: int | Fraction, unit: str) -> None:
    assert not stands_in(text, value=Fraction(value), unit=unit)


@given(st.integers(1, 60), st.integers(1, 60))
def test_years_and_months_are_one_measure(years: int, months: int) -> None:
    assert stands_in(f"满{years}年", value=Fraction(months), unit="月") == (months == 12 * years)


@given(st.text(alphabet="一二两十百千万零点分之半第年月日个元%至-、（）1205.:/,\n 名", max_size=25))
def test_no_text_breaks_the_reader(text: str) -> None:
    found = numbers_in(text)
    assert all(0 <= n.start < n.end <= len(text) and text[n.start : n.end] == n.text for n in found)
    assert all(a.end <= b.start for a, b in itertools.pairwise(found))
