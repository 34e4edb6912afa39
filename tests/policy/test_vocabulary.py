"""A vocabulary with faults: each is named at its line, all at once, and nothing is loaded; never a traceback."""

from __future__ import annotations

from pathlib import Path

import pytest

from luodi.kernel.errors import BadInput, Problem
from luodi.policy.reading import open_language
from tests.policy.small_pack import POLICIES, make_folder

SOUND = """实体:
  人员:
    代码: person
    标识: 号码
    关联: {家庭: 家庭}
    关系:
      缴费: {编号: person.payments, 到: 缴费月, 简写: 是}
  家庭: {代码: family, 标识: 户号, 关联: {}, 关系: {成员: {编号: family.members, 到: 人员}}}
  缴费月: {代码: payment, 标识: 月份, 关联: {}, 关系: {}}
  外部参数: {代码: param, 标识: 名称, 关联: {}, 关系: {}}
视同:
  应届生: person.is_fresh
事实:
  person.is_fresh: {名: 本届生, 实体: 人员, 类型: 是否}
  person.birth_date: {名: 出生日期, 实体: 人员, 类型: 日期, 别名: [出生]}
  person.age: {名: 年龄, 实体: 人员, 类型: 数, 单位: 岁, 式: 周岁(出生日期)}
  person.money: {名: 收入, 实体: 人员, 类型: 数, 单位: 元}
  person.major: {名: 专业, 实体: 人员, 类型: 枚举, 值: {plan: 规划, other: 其他专业}, 开放: 是, 等: 名录.急需专业}
  person.degree: {名: 学历, 实体: 人员, 类型: 等级, 值: {college: 专科, bachelor: 本科}, 序: 1}
  payment.month: {名: 缴费月份, 实体: 缴费月, 类型: 月份}
  param.allowance: {名: 标准.生活补贴, 实体: 外部参数, 类型: 数, 单位: 元, 按: 学历}
  param.majors: {名: 名录.急需专业, 实体: 外部参数, 类型: 名录, 对: person.major}
"""


def refused(folder: Path, words: str) -> list[Problem]:
    with pytest.raises(BadInput) as caught:
        open_language(make_folder(folder, words=words))
    return list(caught.value.problems)


def line_of(words: str, token: str) -> int:
    """The line of ``token`` in the file of the folder in which it stands."""
    entities, _, facts = words.partition("\n事实:")
    text = entities if token in entities else "事实:" + facts
    return text[: text.index(token)].count("\n") + 1


def test_a_sound_vocabulary_is_read(tmp_path: Path) -> None:
    vocabulary = open_language(make_folder(tmp_path, words=SOUND)).vocabulary
    assert {fact.id for fact in vocabulary.by_name["出生"]} == {"person.birth_date"}
    assert vocabulary.facts["person.degree"].first == 1
    assert vocabulary.relations["family.members"].entity == "人员"


def test_the_vocabulary_of_the_project_is_sound() -> None:
    language = open_language(POLICIES)
    assert len(language.vocabulary.facts) > 500


FAULTS = [
    # (what is written, what stands there instead, the code, a token on the line that is told)
    ("类型: 是否}", "类型: 是否, 颜色: 红}", "unknown-key", "颜色"),
    ("名: 本届生, ", "", "fact-form", "person.is_fresh: {实体"),
    ("类型: 是否}", "类型: 真假}", "fact-form", "真假"),
    ("实体: 人员, 类型: 是否", "实体: 火星人, 类型: 是否", "fact-form", "火星人"),
    ("{名: 收入, 实体: 人员, 类型: 数, 单位: 元}", "收入", "fact-form", "person.money"),
    ("名: 本届生", "名: 且", "reserved-name", "名: 且"),
    ("名: 本届生", "名: 是", "reserved-name", "名: 是"),
    ("名: 本届生", "名: 满", "reserved-name", "名: 满"),
    ("规划, other", "无, other", "reserved-name", "plan: 无"),
    ("别名: [出生]", "别名: [判定日]", "reserved-name", "判定日"),
    ("名: 本届生", "名: 本届的学生", "illegal-name", "本届的学生"),
    ("名: 本届生", "名: 本届 学生", "illegal-name", "本届 学生"),
    ("名: 本届生", "名: 本届+学生", "illegal-name", "本届+学生"),
    ("名: 本届生", '名: "本届,学生"', "illegal-name", "本届,学生"),
    ("名: 本届生", "名: 本届，学生", "illegal-name", "本届，学生"),
    ("名: 本届生", "名: 本届（学生）", "illegal-name", "本届（学生）"),
    ("名: 本届生", "名: 2021届学生", "illegal-name", "2021届学生"),
    ("person.money: {名: 收入", "person.age: {名: 收入", "repeated-key", "收入"),
    (
        "  param.majors:",
        "  person.age.x: {名: 岁数, 实体: 人员, 类型: 数, 单位: 斤}\n  param.majors:",
        "unknown-unit",
        "单位: 斤",
    ),
    ("序: 1}", "序: 一}", "number", "序: 一"),
    ("值: {college: 专科, bachelor: 本科}", "值: [专科, 本科]", "form", "person.degree"),
    (
        "值: {college: 专科, bachelor: 本科}",
        "值: {college: 专科, bachelor: 专科}",
        "repeated-value",
        "bachelor: 专科",
    ),
    ("值: {college: 专科, bachelor: 本科}, 序", "序", "no-values", "person.degree"),
    ("等: 名录.急需专业", "等: 名录.没有", "unknown-parameter", "名录.没有"),
    ("按: 学历", "按: 身高", "unknown-fact", "身高"),
    ("对: person.major", "对: person.minor", "unknown-fact", "person.minor"),
    ("式: 周岁(出生日期)", "式: 周岁(出生月份)", "unknown-name", "出生月份"),
    ("式: 周岁(出生日期)", "式: 周岁(收入)", "kind", "周岁(收入)"),
    ("式: 周岁(出生日期)", "式: 满年数(出生日期)", "kind", "满年数(出生日期)"),
    ("式: 周岁(出生日期)", "式: 周岁(", "unfinished", "周岁("),
    ("式: 周岁(出生日期)", "式: 年龄", "cycle", "式: 年龄"),
    ("名: 收入", "名: 年龄", "duplicate-name", "person.money"),
    ("    代码: person\n", "", "missing-key", "人员"),
    ("编号: person.payments, ", "", "missing-key", "缴费"),
    (", 到: 缴费月", "", "missing-key", "person.payments"),
    ("到: 缴费月", "到: 火星月", "unknown-entity", "火星月"),
    ("关联: {家庭: 家庭}", "关联: {家庭: 火星}", "unknown-entity", "火星"),
    ("代码: family", "代码: person", "duplicate-code", "家庭: {"),
    ("编号: family.members", "编号: person.payments", "duplicate-id", "成员"),
    ("应届生: person.is_fresh", "应届生: person.nobody", "unknown-fact", "person.nobody"),
    (
        "  家庭: {代码: family, 标识: 户号, 关联: {}, 关系: {成员: {编号: family.members, 到: 人员}}}\n",
        "  家庭: 一家人\n",
        "form",
        "一家人",
    ),
    ("名: 标准.生活补贴, ", "", "fact-form", "param.allowance"),
    ("类型: 名录", "类型: 名单", "fact-form", "名单"),
]


@pytest.mark.parametrize(
    ("written", "instead", "code", "token"), FAULTS, ids=[f"{n}-{f[2]}" for n, f in enumerate(FAULTS)]
)
def test_a_fault_is_named_at_its_line(
    tmp_path: Path, written: str, instead: str, code: str, token: str
) -> None:
    assert SOUND.count(written) >= 1
    words = SOUND.replace(written, instead, 1)
    found = refused(tmp_path, words)
    assert code in [problem.code for problem in found], [problem.sentence() for problem in found]
    told = next(problem for problem in found if problem.code == code)
    assert told.line == line_of(words, token)
    assert told.found
    assert told.file.endswith(".yaml")


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"\xff\xfe\x00", "encoding"),
        ("事实:\n\tperson.a: {名: 甲}".encode(), "yaml-tab"),
        ("事实:\n  person.a: {名: 甲".encode(), "yaml-syntax"),
        ("事实：\n  person.a：{名: 甲}".encode(), "full-width-colon"),
        ("事实:\n  person.a: &x {名: 甲, 实体: 人员, 类型: 是否}\n".encode(), "yaml-anchor"),
        (b"x" * 5_000_000, "too-large"),
        (b"a\x00b", "not-text"),
        ("- 甲\n- 乙\n".encode(), "form"),
        ("事实: [甲, 乙]\n".encode(), "form"),
        ("知识:\n  person.a: {名: 甲}\n".encode(), "unknown-key"),
    ],
)
def test_a_file_that_is_none_is_named(tmp_path: Path, data: bytes, code: str) -> None:
    folder = make_folder(tmp_path, words=SOUND)
    (folder / "vocabulary" / "zz.yaml").write_bytes(data)
    with pytest.raises(BadInput) as caught:
        open_language(folder)
    assert code in [problem.code for problem in caught.value.problems if problem.file.endswith("zz.yaml")]


def test_an_id_in_two_files_is_named(tmp_path: Path) -> None:
    folder = make_folder(tmp_path, words=SOUND)
    (folder / "vocabulary" / "zz.yaml").write_text(
        "事实:\n  person.age: {名: 岁数, 实体: 人员, 类型: 数}\n", encoding="utf-8"
    )
    with pytest.raises(BadInput) as caught:
        open_language(folder)
    found = [problem for problem in caught.value.problems if problem.code == "duplicate-id"]
    assert [(problem.file, problem.line) for problem in found] == [("zz.yaml", 2)]


def test_several_faults_are_told_at_once(tmp_path: Path) -> None:
    words = (
        SOUND.replace("名: 本届生", "名: 且")
        .replace("名: 收入", "名: 收 入")
        .replace("别名: [出生]", "昵称: [出生]")
    )
    assert {"reserved-name", "illegal-name", "unknown-key"} <= {
        problem.code for problem in refused(tmp_path, words)
    }


def test_a_folder_without_a_vocabulary_is_named(tmp_path: Path) -> None:
    with pytest.raises(BadInput):
        open_language(tmp_path)
