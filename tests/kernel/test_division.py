"""Divisions: what lies in what, under which name, until when."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from luodi.kernel.division import HEADER, Divisions, Level, UnknownDivision
from luodi.kernel.errors import BadInput

TABLE = Path(__file__).parents[2] / "policies" / "divisions.csv"
CHINA = Divisions.load(TABLE)
CODES = [line[:6] for line in TABLE.read_text(encoding="utf-8").splitlines() if line[:1].isdigit()]


def test_every_row_reaches_a_province_by_falling_levels() -> None:
    rank = {Level.PROVINCE: 0, Level.CITY: 1, Level.GROUP: 1, Level.COUNTY: 2}
    for code in CODES:
        chain = CHINA.ancestors(code)
        assert chain[0] == code
        assert chain[-1] == code[:2] + "0000"
        assert CHINA.level(chain[-1]) is Level.PROVINCE
        ranks = [rank[CHINA.level(one)] for one in chain]
        assert ranks == sorted(set(ranks), reverse=True)


def test_the_table_is_whole() -> None:
    on = date(2023, 6, 30)
    now = [code for code in dict.fromkeys(CODES) if CHINA.known(code, on=on)]
    counts = {level: sum(CHINA.level(code) is level for code in now) for level in Level}
    assert counts[Level.PROVINCE] == 34
    assert counts[Level.CITY] == 333  # 293 地级市, 7 地区, 30 自治州, 3 盟
    assert (
        counts[Level.COUNTY] == 2843 + 7
    )  # 民政部's count, and the seven statistical codes the header names
    assert len(set(CODES)) == len(CODES) - 2  # 襄樊 and 苍山 changed their name under their code


def test_the_pilot_places() -> None:
    assert CHINA.named("230100") == "哈尔滨市"
    assert CHINA.ancestors("230113") == ("230113", "230100", "230000")
    assert CHINA.contains("230000", inner="230100")
    assert CHINA.contains("230100", inner="230100")
    assert not CHINA.contains("230100", inner="230000")
    assert not CHINA.contains("230100", inner="230600")
    assert not CHINA.contains("370000", inner="230113")
    assert CHINA.level("371300") is Level.CITY


def test_municipalities_and_counties_directly_under_a_province() -> None:
    assert CHINA.ancestors("110105") == ("110105", "110100", "110000")
    assert CHINA.level("110100") is Level.GROUP
    assert CHINA.full_name("110105") == "北京市朝阳区"
    assert CHINA.full_name("110100") == "北京市市辖区"
    assert CHINA.full_name("419001") == "河南省济源市"
    assert CHINA.full_name("230113") == "黑龙江省哈尔滨市双城区"
    assert CHINA.level("441900") is Level.CITY  # 东莞, a city without counties


def test_retired_codes_stay_readable_until_their_month_and_after() -> None:
    assert CHINA.known("230182")
    assert CHINA.known("230182", on=date(2014, 5, 1))
    assert CHINA.known("230182", on=date(2014, 6, 30))
    assert not CHINA.known("230182", on=date(2014, 7, 1))
    assert CHINA.known("230113", on=date(2014, 5, 1))
    assert not CHINA.known("230113", on=date(2014, 4, 30))
    assert CHINA.named("230182") == "双城市"
    assert CHINA.contains("230100", inner="230182")
    assert CHINA.ancestors("371202") == ("371202", "371200", "370000")
    assert not CHINA.known("371200", on=date(2019, 2, 1))
    assert CHINA.known("370116", on=date(2019, 1, 9))


def test_a_renamed_place_keeps_its_code_and_both_names() -> None:
    assert CHINA.named("371324") == "兰陵县"
    assert CHINA.named("371324", on=date(2013, 6, 1)) == "苍山县"
    assert CHINA.by_name("苍山县") == CHINA.by_name("兰陵县") == ("371324",)
    assert CHINA.by_name("苍山县", on=date(2018, 1, 1)) == ()


def test_names_are_not_unique_and_may_lack_their_ending() -> None:
    assert set(CHINA.by_name("朝阳区")) == {"110105", "220104"}
    assert CHINA.by_name("哈尔滨") == ("230100",)
    assert CHINA.by_name("双城") == ("230113", "230182")
    assert CHINA.by_name("双城", on=date(2018, 1, 1)) == ("230113",)
    assert CHINA.by_name("没有这个地方") == ()


def test_a_wrong_code_is_refused_with_its_neighbours() -> None:
    assert not CHINA.known("230199")
    with pytest.raises(UnknownDivision, match=r"“230199”；相近的有：230184 五常市"):
        CHINA.named("230199")
    with pytest.raises(UnknownDivision):
        CHINA.contains("230100", inner="999999")
    with pytest.raises(UnknownDivision):
        CHINA.contains("999999", inner="230100")
    with pytest.raises(UnknownDivision, match="哈尔滨市"):
        CHINA.named("哈尔宾市")
    assert "230100" in CHINA.nearest("哈尔宾市")
    assert CHINA.nearest("2301")[0] == "230100"
    assert CHINA.nearest("990000") == ()


@pytest.mark.parametrize("text", ["", "code,name\n", f"{HEADER}\n230000,黑龙江省\n", f"{HEADER}\n\n"])
def test_a_table_of_another_shape_is_told(tmp_path: Path, text: str) -> None:
    path = tmp_path / "divisions.csv"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(BadInput, match="区划表"):
        Divisions.load(path)
