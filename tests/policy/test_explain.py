"""Provisions in plain Chinese: a line for everything that is said, each with its sentence."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest

from luodi.documents.policy_file import parse_policy_file
from luodi.kernel.workdays import Calendar
from luodi.policy.explain import Line, explained, held
from luodi.policy.facts_json import FactsReader
from luodi.policy.grammar.parse import parse
from luodi.policy.pack import Pack
from luodi.policy.provision import Provision
from luodi.policy.reading import open_language, read_document
from luodi.policy.scope import Scope
from luodi.policy.session import Session
from luodi.policy.standards import Standards

POLICIES = Path(__file__).parents[2] / "policies"
LANGUAGE = open_language(POLICIES)
HEAD = "---\n文件: 试行办法\n地区: 230100\n施行: {自: 2018-01-12, 至: 2020-12-31}\n---\n一、甲乙丙。\n\n```事项\n"


def provision(block: str) -> Provision:
    document = read_document(parse_policy_file(HEAD + block + "```\n", path="x.md"), language=LANGUAGE)
    assert [p for reading in document.readings for p in reading.fields.problems] == []
    (found,) = document.provisions
    return found


def lines(block: str, **titles: str) -> list[Line]:
    titles = {key.replace("_", "-"): title for key, title in titles.items()}
    return explained(provision(block), titles=titles, force=(date(2018, 1, 12), date(2020, 12, 31)))


def said(block: str, **titles: str) -> list[tuple[str, str]]:
    return [(line.text, line.quote) for line in lines(block, **titles)]


LOAN = "编号: x-1\n名称: 贴息\n对象: 贷款\n受益人: 单位\n"
SERVICE = "待遇: {类别: 资格, 引文: 丙}\n"
FORCE = ("这份文件从2018年1月12日起施行，到2020年12月31日止", "")


def test_every_condition_and_exclusion_has_its_line() -> None:
    block = (
        LOAN
        + "条件:\n  - {引文: 甲, 式: 规模 属于 小型、微型}\n排除: [{引文: 乙, 式: 贷款期限 超过 2年}]\n"
        + SERVICE
    )
    assert said(block) == [
        ("规模是小型、微型中的一种", "甲"),
        ("不能是这样：贷款期限超过2年", "乙"),
        ("给的是资格，不是钱：丙", "丙"),
        FORCE,
    ]


def test_members_of_a_group_are_counted_and_carry_their_own_sentences() -> None:
    member = "{引文: 甲, 式: 规模 为 小型}"
    block = (
        LOAN + f"条件:\n  - 任一: [{member}, {{引文: 乙, 式: 规模 为 微型}}]\n"
        f"  - 至少: 2\n    项: [{member}, {{全部: [{member}]}}]\n" + SERVICE
    )
    assert said(block)[:7] == [
        ("下面2项，有一项就行：", ""),
        ("其一，规模是小型", "甲"),
        ("其二，规模是微型", "乙"),
        ("下面2项，至少 2 项：", ""),
        ("其一，规模是小型", "甲"),
        ("其二，下面1项都要有：", ""),
        ("其二，其一，规模是小型", "甲"),
    ]


def test_definitions_are_said_and_speak_of_others_on_rows() -> None:
    block = (
        LOAN + "定义:\n  - {名: 新人, 对于: 劳动合同, 引文: 甲, 式: 高校毕业生 且 合同期限 1年 以上}\n"
        "  - {名: 新人数, 引文: 乙, 式: 计数(劳动合同 的 劳动者 其中 新人)}\n"
        "条件: [{引文: 丙, 式: 新人数 5人 以上}]\n" + SERVICE
    )
    assert said(block)[1:3] == [
        ("“新人”是指：本人是高校毕业生，并且合同期限满1年", "甲"),
        ("“新人数”是指：劳动合同的劳动者（只算是新人的）的个数", "乙"),
    ]


def test_a_duty_says_until_when() -> None:
    block = (
        LOAN + "适用: [{引文: 甲, 式: 规模 为 小型}]\n义务:\n"
        "  - {引文: 乙, 式: 贷款期限 不超过 2年, 截至: 贷款申请日期 + 1年}\n"
        "  - {引文: 丙, 式: 贷款期限 不超过 2年, 期间: 本年度, 原则上: 是}\n"
    )
    assert said(block) == [
        ("规模是小型", "甲"),
        ("贷款期限不超过2年，最晚到贷款申请日期后1年的那天", "乙"),
        ("贷款期限不超过2年，本年度内完成（经批准可以例外）", "丙"),
        FORCE,
    ]


def test_figures_tables_instalments_floor_and_ceiling() -> None:
    figure = "待遇: {类别: 金额, 引文: 甲, 式: 应付利息 × 50%, 下限: 1元, 上限: 3万元, 取整: 四舍五入 1元}\n"
    assert said(LOAN + figure)[:4] == [
        ("钱数是：应付利息的50%", "甲"),
        ("钱数不低于1元", "甲"),
        ("钱数最多3万元", "甲"),
        ("算出来的零头四舍五入", "甲"),
    ]
    table = "待遇:\n  类别: 数量\n  表: [{引文: 甲, 当: 规模 为 小型, 得: 3档}, {引文: 乙, 得: 1档}]\n"
    assert said(LOAN + table)[:2] == [("规模是小型的，3档", "甲"), ("其他情况，1档", "乙")]
    parts = (
        "待遇:\n  类别: 金额\n  引文: 甲\n  基数: 应付利息\n  分期:\n"
        "    - {期: 1, 引文: 乙, 到期: 贷款申请日期 + 1年, 得: 基数 × 30%}\n"
        "    - {期: 2, 引文: 丙, 当: 规模 为 小型, 得: 其余}\n"
    )
    assert said(LOAN + parts)[:3] == [
        ("总数是：应付利息", "甲"),
        ("第1期：到贷款申请日期后1年的那天，给基数的30%", "乙"),
        ("第2期：规模是小型的，给其余的部分", "丙"),
    ]


def test_effect_limits_relations_authorities_clocks_and_validity() -> None:
    block = (
        LOAN
        + SERVICE
        + "效力: 可得\n限制: [{一次: 每人, 引文: 甲}, {最多: 24个月, 按: 人}, {名额: 5, 按: 单位}]\n"
        "关系: [{引文: 乙, 不重复享受: [x-2, x-3]}, {引文: 丙, 可叠加: x-2, 按: 人}]\n"
        "经办: {受理: 银行, 拨付: 财政局}\n"
        "时限: [{引文: 甲, 谁: 财政局, 做什么: 拨付, 起: 受理日期, 限: 1个月, 顺延: 是}]\n"
        "有效: [{看: 贷款申请日期, 自: 2018-03-01, 引文: 乙}, {看: 判定日, 至: 2019-12-31}]\n"
    )
    assert said(block, x_2="甲补贴")[1:] == [
        ("给不给，由经办机关按规定决定", "丙"),
        ("每人只能享受一次", "甲"),
        ("最多24个月（按人算）", ""),
        ("名额：5（按单位算）", ""),
        ("不能和“甲补贴”、“x-3”重复享受", "乙"),
        ("可以和“甲补贴”一起享受（按人算）", "丙"),
        ("银行负责受理", ""),
        ("财政局负责拨付", ""),
        ("财政局要在受理日期后1个月内拨付；最后一天是假日的，顺延", "甲"),
        ("看贷款申请日期：从2018年3月1日起，一直都算", "乙"),
        ("看判定当天：到2019年12月31日止都算", ""),
    ]


def test_another_provision_is_called_by_its_name() -> None:
    block = LOAN + "条件: [{引文: 甲, 式: 符合(x-2) 或 规模 为 小型}]\n" + SERVICE
    assert said(block, x_2="甲补贴")[0] == ("符合“甲补贴”，或者规模是小型", "甲")


@pytest.mark.parametrize(
    ("form", "prose"),
    [
        ("缴纳社会保险费", "您在缴社会保险费"),
        ("高校毕业生 且 非 大学生村官 且 服务期满", "您是高校毕业生，不是大学生村官，并且服务期满"),
        ("非 服务期满", "没有“服务期满”的情形"),
        ("非 (贷款期限 不超过 2年)", "不是这样的：贷款期限不超过2年"),
        ("周岁(出生日期) 满 16岁", "周岁（按出生日期算）满16岁"),
        ("毕业 后 2年 内", "现在还在毕业日期后2年内（头尾两天都算）"),
        ("签订日期 在 毕业 前 5个工作日 内", "签订日期在毕业日期前5个工作日内（头尾两天都算）"),
        ("聘用日期 起 满 5年", "从聘用日期到现在已满5年"),
        ("申请用途 属于 企业就业、自主创业、名录.其他应届待遇用途", "申请用途是企业就业、自主创业中的一种（有关方面另外列明的也算）"),
        ("申请用途 不属于 企业就业、自主创业", "申请用途不在企业就业、自主创业之列"),
        ("学历 不为 博士", "学历不是博士"),
        ("学历 本科 以上", "学历不低于本科"),
        ("开业日期 不晚于 毕业日期 + 5年", "开业日期不晚于毕业日期后5年的那天"),
        ("签订日期 在 年度(毕业日期)", "签订日期在毕业日期那一年"),
        ("有 贷款 或 无 贷款", "有贷款，或者没有贷款"),
        ("在职职工数 达到 (若 规模 为 小型 则 5人 否则 9人)", "在职职工数不少于5人（规模是小型的）或者9人（其余的）"),
        ("存在(劳动合同 其中 合同期限 1年 以上)", "至少有一个劳动合同（合同期限满1年的）"),
        ("条件.创业担保贷款申请条件", "符合“创业担保贷款申请条件”（具体由有关方面定）"),
        ("判定日 不早于 事件.省级应届政策出台", "判定当天不早于“省级应届政策出台”那天"),
    ],
)  # fmt: skip
def test_the_constructs_speak_plainly(form: str, prose: str) -> None:
    scope = Scope(LANGUAGE, subject="人员", beneficiary="人员")
    assert scope.truth(parse(form, lexer=LANGUAGE.lexer)).prose() == prose


@pytest.mark.parametrize(
    ("facts", "truth", "missing"),
    [
        ({"loan.term_months": 36}, "false", []),
        ({"loan.term_months": 12}, "true", []),
        ({"loan.term_months": "n/a"}, "true", []),
        ({}, "unknown", ["loan.term_months"]),
    ],
)
def test_an_exclusion_holds_where_what_it_excludes_does_not(
    facts: dict[str, Any], truth: str, missing: list[str]
) -> None:
    made = provision(LOAN + "排除: [{引文: 乙, 式: 贷款期限 超过 2年}]\n" + SERVICE)
    pack = Pack(
        {made.id: made}, {"x": (None, None)}, {"x": "230100"}, {"x": ""}, LANGUAGE.vocabulary, Standards()
    )
    session = Session(pack, calendar=Calendar.load(POLICIES / "calendars"), divisions=LANGUAGE.divisions)
    given = FactsReader(LANGUAGE.vocabulary, LANGUAGE.divisions, file="F.json").read(facts)
    frame = session.frame(given, on=date(2018, 12, 1), place="230100")
    line = explained(made, titles={}, force=(None, None))[0]
    state = held(line, frame=frame, maker=session.bench.by_id[made.id].maker)
    assert (state["truth"], state["missing"]) == (truth, missing)
