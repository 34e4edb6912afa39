"""Every fault a policy file can have: told once, at its place, with what to do; never a traceback, never half a pack."""

from __future__ import annotations

import re
import time
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from tests.policy.broken_pack import NAME, PLACE, broken, check, make_pack, place_of, run, whole

LOAN = "    式: 贷款额度 200万元 以下"
QUOTE = "引文: 贷款额度在200万元以下"
CHINESE = re.compile("[一-鿿]")
PATIENCE = 20  # seconds: far above what any of these needs, far below what a runaway takes


@dataclass(frozen=True)
class Fault:
    """What is changed in the file, and what must be told: every code, and the place and words of the first."""

    name: str
    changes: tuple[tuple[str, str], ...]
    codes: tuple[str, ...]
    at: str
    skip: int = 0
    shift: int = 0
    says: tuple[str, ...] = ()


def fault(
    name: str, old: str, new: str, codes: str, at: str, *says: str, skip: int = 0, shift: int = 0
) -> Fault:
    return Fault(name, ((old, new),), tuple(codes.split()), at, skip, shift, says)


def rule(name: str, text: str, codes: str, at: str, *says: str, skip: int = 0, shift: int = 0) -> Fault:
    """The 式 of the third condition is ``text``; ``at`` is sought in that line."""
    return Fault(name, ((LOAN, f"    式: {text}"),), tuple(codes.split()), at, skip, shift, says)


FAULTS = [
    # the text and its source
    fault("条款缺字", "（三）鼓励高校毕业生从事扶贫工作。", "（三）", "text-differs text-hash", "（三）", "鼓励高校毕业生", shift=3),
    fault("错一个字", "鼓励高校毕业生从事扶贫工作", "鼓励大学毕业生从事扶贫工作", "text-differs text-hash", "大学毕业生从事扶贫", "大学", "高校"),
    fault("原文校验值", "sha256: 68ff", "sha256: 78ff", "source-hash", "78ff"),
    fault("正文校验值", "文本sha256: 4142", "文本sha256: 5142", "text-hash", "5142"),
    fault("没有原文", "000_58fbf0af9db48686.txt", "没有.txt", "no-source", "原文/没有", "找不到"),
    fault("原文是文件夹", "原文/000_58fbf0af9db48686.txt", "原文", "no-source", "原文, sha256", "找不到"),
    # quotes
    fault("引文错字", QUOTE, "引文: 贷款额度在200万元以上", "quote", "贷款额度在200万元以上", "一字不差"),
    fault("引文两处", "引文: 对小微企业当年新招用", "引文: 小微企业", "quote-twice", "小微企业\n    式", "写长"),
    fault("引文在别条", "引文: 对小微企业当年新招用", "引文: 落实预定兵工作机制", "quote", "落实预定兵工作机制\n    式", "在别的条款里有"),
    fault("引文没有", QUOTE + "\n", "引问: 贷款额度在200万元以下\n", "number unknown-key", "引问", "改为“引文”"),
    fault("数不在引文里", "贷款额度 200万元 以下", "贷款额度 300万元 以下", "number", "300万元", "200万元"),
    # names and units
    rule("没有的事实", "杜撰事实 200万元 以下", "unknown-name", "杜撰事实", "没有“杜撰事实”这个名称"),
    rule("写错的名称", "贷款金额 200万元 以下", "unknown-name", "贷款金额", "没有“贷款金额”", "最接近的是“贷款额度”"),
    rule("名称多字", "贷款总额度 200万元 以下", "unknown-name", "贷款总额度", "最接近的是“贷款额度”"),
    rule("缺单位", "贷款额度 200 以下", "number unit", "200 以下", "元"),
    fault("月和日", "贷款期限 不超过 2年", "贷款期限 不超过 60日", "number unit", "60日", "月", "日"),
    rule("为不同类", "规模 为 200万元", "kind", "200万元", "枚举"),
    rule("没有的取值", "规模 属于 小型、巨无霸", "unknown-name", "巨无霸", "没有“巨无霸”"),
    rule("别的事实的取值", "规模 属于 小型、乡镇", "value-place", "乡镇", "不在“规模”的取值里", "微型"),
    rule("为别的事实的取值", "规模 为 乡镇", "value-place", "乡镇", "不在“规模”的取值里", "微型"),
    rule("数不能属于", "贷款额度 属于 小型", "kind", "贷款额度 属于", "不能“属于”"),
    rule("枚举不能包含", "规模 包含 小型", "kind", "规模 包含", "属于"),
    rule("不是条件", "贷款额度", "not-truth", "贷款额度\n  - 引文: 贷款期限", "比较"),
    rule("除数可负", "贷款额度 ÷ (贷款额度 − 应付利息) 达到 200万元", "negative-divisor", "贷款额度 − 应付利息", "除数"),
    rule("看不见的字符", "贷款\u200b额度 200万元 以下", "unseen", "\u200b", "U+200B"),
    # the grammar of a 式
    rule("且或混用", "高校毕业生 且 贫困地区 或 大学生村官", "syntax", "或 大学生村官", "括号"),
    rule("或且混用", "高校毕业生 或 贫困地区 且 大学生村官", "syntax", "且 大学生村官", "括号"),
    rule("少右括号", "(贷款额度 200万元 以下", "unfinished", "以下\n  - 引文: 贷款期限", "补上“)”"),
    rule("多右括号", "贷款额度 200万元 以下)", "syntax", ")\n  - 引文: 贷款期限", "多余的括号"),
    rule("且后没有", "贷款额度 200万元 以下 且", "unfinished", "且\n  - 引文: 贷款期限", "补完"),
    rule("且前没有", "且 贷款额度 200万元 以下", "syntax", "且 贷款额度 200万元", "不能是“且”"),
    rule("比较没有右边", "贷款额度 达到", "unfinished", "达到\n  - 引文: 贷款期限", "停在“达到”"),
    rule("非后没有", "非", "unfinished", "非\n  - 引文: 贷款期限", "停在“非”"),
    rule("非管比较", "非 贷款额度 200万元 以下", "syntax", "200万元 以下\n  - 引文: 贷款期限", "加括号"),
    rule("空式", '""', "empty", '""', "式是空的", shift=1),
    rule("没有式", "", "missing-key", QUOTE, "缺少“式”"),
    rule("没有的日子", "贷款申请日期 不晚于 2018年2月30日", "impossible-date number", "2018年2月30日", "2018年2月30日"),
    rule("十三月", "贷款申请日期 不晚于 2018年13月1日", "impossible-date number", "2018年13月1日", "2018年13月1日"),
    rule("比例后项零", "在职职工数 ÷ 在职职工数 达到 1:0", "number zero", "1:0", "0"),
    rule("很长的数", "贷款额度 " + "9" * 5000 + "元 以下", "too-large", "9" * 5000, "5000 位"),
    rule("很长的比例", "在职职工数 ÷ 在职职工数 达到 1:" + "9" * 5000, "too-large", "1:999", "位"),
    rule("十万层括号", '"' + "(" * 100_000 + "贫困地区" + ")" * 100_000 + '"', "too-deep", "((((", "层", shift=40),
    rule("一兆字的式", "贫困地区 且 " * 130_000 + "贫困地区", "too-long", "贫困地区 且", "个词", shift=7000),
    rule("一兆字的名称", "贫" * 350_000, "unknown-name", "贫贫贫"),
    rule("一兆位的数", "9" * 1_000_000, "too-large", "99999999", "位"),
    # provisions that speak of one another
    fault("定义绕回", "式: 最小(劳动合同 的 合同期限 其中 合格招用)", "式: 最短合同期限", "cycle cycle", "最短合同期限\n条件", "绕回"),
    fault("没有的编号", "式: 高校毕业生 且 贫困地区", "式: 符合(test-startup-othre)", "unknown-provision", "test-startup-othre", "最接近的是“test-startup-other”"),
    fault("引用自己", "式: 高校毕业生 且 贫困地区", "式: 符合(test-startup-full)", "cycle", "test-startup-full)", "引用了自己"),
    Fault(
        "互相引用",
        (("式: 高校毕业生 且 贫困地区", "式: 符合(test-startup-other)"), ("式: 高校毕业生 且 非 贫困地区", "式: 符合(test-startup-full)")),
        ("cycle", "cycle"), "test-startup-other)", says=("引用回来",),
    ),
    fault("编号重复", "编号: test-startup-other", "编号: test-startup-full", "duplicate-id", "test-startup-full\n名称: 其他", "已用在"),
    fault("没有的对象", "对象: 贷款", "对象: 贷宽", "unknown-entity", "贷宽", "没有“贷宽”这种对象"),
    # YAML
    fault("键重复", "名称: 小微企业贷款贴息", "名称: 小微企业贷款贴息\n名称: 又一个", "repeated-key", "名称: 又一个", "重复"),
    fault("里层键重复", QUOTE, QUOTE + "\n    " + QUOTE, "repeated-key", QUOTE, "重复"),
    fault("引用", QUOTE, "引文: *x", "yaml-alias", "*x", "照抄"),
    fault("代号", QUOTE, "引文: &x 贷款额度在200万元以下", "yaml-anchor", "&x", "删去"),
    fault("标记", QUOTE, "引文: !!str 贷款额度在200万元以下", "yaml-tag", "!!str", "!!str"),
    fault("危险的标记", QUOTE, "引文: !!python/object/apply:os.system [ls]", "yaml-tag", "!!python", "!!python"),
    fault("叹号", QUOTE, "引文: ! 贷款额度在200万元以下", "yaml-tag", "! 贷款额度", "!"),
    fault("缩进制表符", LOAN, "\t式: 贷款额度 200万元 以下", "yaml-tab", "\t式", "空格"),
    fault("冒号后制表符", LOAN, "    式:\t贷款额度 200万元 以下", "yaml-tab", "\t贷款", "空格"),
    fault("全角冒号", LOAN, "    式：贷款额度 200万元 以下", "full-width-colon", "：贷款额度 200", "改成“: ”"),
    fault("第一行全角冒号", "编号: test-micro-loan", "编号：test-micro-loan", "full-width-colon", "：test-micro", "改成“: ”"),
    fault("最后一行全角冒号", "效力: 可得", "效力：可得", "full-width-colon", "：可得", "改成“: ”"),
    fault("文件信息全角冒号", "地区: 230100", "地区：230100", "full-width-colon", "：230100", "改成“: ”"),
    fault("花括号里全角冒号", "{自: 2018", "{自：2018", "full-width-colon", "：2018-01-12", "改成“: ”"),
    fault("冒号后没有空格", "效力: 可得", "效力:可得", "tight-colon", ":可得", "空格"),
    fault("没有的键", "受益人: 人员", "受益方: 人员", "unknown-key", "受益方", "改为“受益人”"),
    fault("条件里没有的键", LOAN, "    公式: 贷款额度 200万元 以下", "unknown-key", "公式", "改为“式”"),
    fault("文件信息没有的键", "文号: null", "文种: null", "unknown-key", "文种", "改为“文号”"),
    fault("花括号逗号切断", f"  - {QUOTE}\n{LOAN}", f"  - {{{QUOTE}, 式: 最小(贷款额度, 200万元) 200万元 以下}}", "unfinished unknown-key", "200万元) 200万元", "切成两段"),
    fault("花括号逗号列举", "  - 引文: 对小微企业当年新招用\n    式: 规模 属于 小型、微型", "  - {引文: 对小微企业当年新招用, 式: 规模 属于 小型,微型}", "unknown-key", "微型}", "顿号"),
    fault("缩进错", LOAN, "  式: 贷款额度 200万元 以下", "yaml-syntax", "式: 贷款额度 200", "缩进"),
    fault("方括号没配对", "{审核: 市人社局", "{审核: [市人社局", "yaml-syntax", "[市人社局, 拨", "“[”没有配对"),
    fault("引号没配对", "名称: 小微企业", '名称: "小微企业', "yaml-syntax", '"小微企业', "没有配对"),
    fault("值里有冒号", "名称: 小微企业贷款贴息", "名称: 小微企业: 贷款贴息", "yaml-syntax", ": 贷款贴息", "加引号"),
    fault("注释切断值", "名称: 小微企业贷款贴息", "名称: 小微企业 #1 贷款贴息", "yaml-comment", "#1", "加引号"),
    fault("文件信息里的注释", "地区: 230100", "地区: 230100 # 哈尔滨", "yaml-comment", "# 哈", "删去"),
    fault("控制字符", "名称: 小微企业", "名称: 小微\x07企业", "yaml-character", "\x07", "U+0007"),
    fault("行分隔符", "名称: 小微企业", "名称: 小微\u2028企业", "yaml-character", "\u2028", "U+2028"),
    fault("空字符", "名称: 小微企业", "名称: 小微\0企业", "not-text", "\0", "空字符"),
    fault("深花括号", "名称: 小微企业贷款贴息", "名称: " + "{a: " * 1000 + "}" * 1000, "yaml-depth", "{a: ", "层", skip=39),
    fault("深方括号", "名称: 小微企业贷款贴息", "名称: " + "[" * 100_000, "yaml-depth", "[[[", "层", shift=39),
    fault("深缩进", "名称: 小微企业贷款贴息", "名称:\n" + "".join(" " * n + "a:\n" for n in range(1, 300)), "yaml-depth", "a:\n", "层", skip=39),
    # fences and front matter
    fault("块名错", "```事项", "```事项项", "unknown-block", "事项项", "改为“事项”"),
    fault("块没有结束", "由谁定: 市财政局\n```", "由谁定: 市财政局", "open-fence", "```存疑", "补一行"),
    fault("围栏前空格", "```存疑", " ```存疑", "fence-form", "```存疑", "空格"),
    fault("四个反引号", "```存疑", "````存疑", "fence-form", "````存疑", "4 个"),
    fault("没有文件信息", "---\n文件", "文件", "no-front-matter", "文件: 关于", "第一行 ---"),
    fault("文件信息没有结束", "\n---\n\n", "\n\n", "open-front-matter", "---", "补一行"),
    fault("没有的区划", "地区: 230100", "地区: 230199", "unknown-division", "230199", "230199"),
    fault("九位区划", "地区: 230100", "地区: 230100000", "unknown-division", "230100000", "六位"),
    fault("成文日期", "成文日期: 2018-01-12", "成文日期: 2018-02-30", "impossible-date", "2018-02-30", "2018-02-30"),
    fault("一位的月", "成文日期: 2018-01-12", "成文日期: 2018-1-12", "impossible-date", "2018-1-12", "各两位"),
    fault("施行日期", "{自: 2018-01-12", "{自: 2018-13-01", "impossible-date", "2018-13-01", "2018-13-01"),
    fault("现行", "现行: 未核", "现行: 大概", "closed-list", "大概", "未核"),
    # the other blocks
    fault("例结果不对", "结论: 符合", "结论: 不符合", "example", "结论: 不符合", "判出“符合”"),
    fault("例金额不对", "金额: 500元", "金额: 501元", "example", "金额: 501", "500"),
    fault("例没有的事项", "事项: test-micro-loan", "事项: test-micro-lone", "unknown-provision", "test-micro-lone", "最接近的是“test-micro-loan”"),
    fault("例没有的事实", "  规模: 小型", "  规摸: 小型", "unknown-name", "规摸", "最接近的是“规模”"),
    fault("例没有的取值", "  规模: 小型", "  规模: 巨型", "value", "巨型", "小型"),
    fault("例没有的日子", "日期: 2018-12-01", "日期: 2018-12-32", "impossible-date", "2018-12-32", "2018-12-32"),
    fault("例没有的结论", "结论: 符合", "结论: 大概", "verdict", "大概", "不符合"),
    fault("例写错的键", "结论: 符合", "结伦: 符合", "unknown-key", "结伦", "改为“结论”"),
    fault("例没有结论", "结论: 符合\n", "", "missing-key", "事项: test-micro-loan", "缺少“结论”"),
    fault("例没有的区划", "结论: 符合", "地区: 999999\n结论: 符合", "unknown-division", "999999", "999999"),
    fault("例数太长", "贷款额度: 2000000元", "贷款额度: " + "9" * 5000 + "元", "value", "9999", "元"),
    fault("例金额太长", "金额: 500元", "金额: " + "9" * 5000 + "元", "example", "金额: 9999", "500"),
    fault("存疑采", "采: 含新招用人员", "采: 两者皆可", "readings", "两者皆可", "两读"),
    fault("任务类", "类: sla", "类: 办理", "closed-list", "办理", "sla"),
]  # fmt: skip


def sound(errors: list[dict[str, Any]], text: str) -> None:
    """What every error owes its reader: a place in the file, and three sentences in Chinese."""
    lines = text.replace("\r\n", "\n").split("\n")
    for row in errors:
        assert list(row) == ["file", "line", "column", "code", "found", "expected", "repair"]
        assert row["file"] == NAME
        assert 1 <= row["line"] <= len(lines), row
        assert 1 <= row["column"] <= len(lines[row["line"] - 1]) + 1, row
        assert re.fullmatch("[a-z][a-z-]*", row["code"])
        for key in ("found", "expected", "repair"):
            assert row[key], (key, row)
            assert len(row[key]) < 600, row
        assert CHINESE.search(row["found"]), row
        assert CHINESE.search(row["repair"]), row


def test_the_file_that_is_broken_below_has_no_fault(tmp_path: Path) -> None:
    assert check(make_pack(tmp_path / "p", whole())) == (0, [])


@pytest.mark.parametrize("one", FAULTS, ids=lambda one: one.name)
def test_a_fault_is_told_once_at_its_place(one: Fault, tmp_path: Path) -> None:
    text = broken(*one.changes)
    began = time.monotonic()
    code, errors = check(make_pack(tmp_path / "p", text))
    assert time.monotonic() - began < PATIENCE
    assert code == 1
    sound(errors, text)
    assert sorted(row["code"] for row in errors) == sorted(one.codes), [row["found"] for row in errors]
    line, column = where(one, text)
    told = [row for row in errors if (row["line"], row["column"]) == (line, column)]
    assert told, (line, column, [(row["line"], row["column"], row["found"]) for row in errors])
    said = "".join(row["found"] + row["expected"] + row["repair"] for row in told)
    for word in one.says:
        assert word in said


def where(one: Fault, text: str) -> tuple[int, int]:
    """Line and column of ``one.at``, sought from the line in which the file was changed, else from its beginning."""
    sure = whole()
    changed = next((n for n, (old, new) in enumerate(zip(sure, text, strict=False)) if old != new), 0)
    at = text.find(one.at, text.rfind("\n", 0, changed) + 1)
    at = text.index(one.at) if at < 0 else at
    for _ in range(one.skip):
        at = text.index(one.at, at + 1)
    return text.count("\n", 0, at) + 1, at - text.rfind("\n", 0, at) + one.shift


def write(folder: Path, name: str, text: str) -> None:
    (folder / PLACE / name).write_text(text, encoding="utf-8")


def test_five_faults_are_five_errors(tmp_path: Path) -> None:
    text = broken(
        ("贷款额度 200万元 以下", "贷款金额 200万元 以下"),
        ("引文: 对小微企业当年新招用", "引文: 对小微企业去年新招用"),
        ("效力: 可得", "效力: 随意"),
        ("类: sla", "类: 办理"),
        ("成文日期: 2018-01-12", "成文日期: 2018-02-30"),
    )
    code, errors = check(make_pack(tmp_path / "p", text))
    assert code == 1
    sound(errors, text)
    assert [row["code"] for row in errors] == [
        "impossible-date",
        "quote",
        "unknown-name",
        "closed-list",
        "effect",
    ]


def test_an_id_used_in_two_files_is_told_with_the_other_place(tmp_path: Path) -> None:
    folder = make_pack(tmp_path / "p", whole())
    write(folder, "2018-other.md", whole())
    code, errors = check(folder)
    assert code == 1
    assert [row["code"] for row in errors] == ["duplicate-id"] * 3
    assert {row["file"] for row in errors} == {f"{PLACE}/2018-other.md"}
    line, _ = place_of(whole(), "编号: test-micro-loan")
    assert f"{NAME}:{line}" in errors[0]["found"]


def test_a_block_without_a_name_says_so(tmp_path: Path) -> None:
    text = broken(("```存疑", "```"))
    code, errors = check(make_pack(tmp_path / "p", text))
    assert [(row["code"], row["line"], row["column"]) for row in errors] == [
        ("unknown-block", place_of(text, "编号: 疑一")[0] - 1, 4)
    ]
    assert "没有块名" in errors[0]["found"]
    assert code == 1


@pytest.mark.parametrize(
    ("name", "data", "code", "place"),
    [
        ("GBK", whole().encode("gbk", "replace"), "encoding", (2, 1)),
        ("UTF-16", whole().encode("utf-16"), "encoding", (1, 1)),
        (
            "一个坏字节",
            whole().encode().replace("印发日".encode(), "印发日".encode() + b"\xff", 1),
            "encoding",
            place_of(whole(), "（正文未写"),
        ),
        ("空文件", b"", "no-front-matter", (1, 1)),
        ("空行", b"\n\n\n", "no-front-matter", (1, 1)),
        ("十兆噪声", bytes(range(256)) * 40_000, "too-large", (0, 0)),
        ("十兆字母", b"a" * 10_000_000, "too-large", (0, 0)),
        ("三兆一行", b"a" * 3_000_000, "no-front-matter", (1, 1)),
        ("百万短行", b"a\n" * 1_000_000, "no-front-matter", (1, 1)),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_what_is_no_policy_file_gets_one_error(
    name: str, data: bytes, code: str, place: tuple[int, int], tmp_path: Path
) -> None:
    began = time.monotonic()
    answer, errors = check(make_pack(tmp_path / "p", data))
    assert time.monotonic() - began < PATIENCE
    assert answer == 1
    assert [(row["code"], row["line"], row["column"]) for row in errors] == [(code, *place)]
    assert CHINESE.search(errors[0]["repair"])


@pytest.mark.parametrize("mark", ["", "\ufeff"])
@pytest.mark.parametrize("ends", ["\n", "\r\n", "\r"])
def test_line_ends_and_a_byte_order_mark_are_no_fault(mark: str, ends: str, tmp_path: Path) -> None:
    assert check(make_pack(tmp_path / "p", mark + whole().replace("\n", ends))) == (0, [])


def test_two_thousand_blocks_are_read_in_bounded_time(tmp_path: Path) -> None:
    block = "```不可执行\n引文: 鼓励高校毕业生\n理由: 倡导\n由谁定: 市人社局\n```\n\n"
    text = whole() + "\n" + block * 1000 + block.replace("引文", "引纹") * 1000
    began = time.monotonic()
    code, errors = check(make_pack(tmp_path / "p", text))
    assert time.monotonic() - began < PATIENCE
    assert code == 1
    sound(errors, text)
    assert sum(row["code"] == "unknown-key" for row in errors) == 1000


def test_a_long_chain_of_references_is_no_deep_recursion(tmp_path: Path) -> None:
    def link(number: int) -> str:
        return (
            f"```事项\n编号: chain-{number}\n名称: 链\n对象: 贷款\n受益人: 单位\n条件:\n  - 引文: 贷款额度在200万元以下\n"
            f"    式: 符合(chain-{number + 1})\n待遇: {{类别: 服务, 引文: 财政部门按规定给予50%贴息}}\n```\n\n"
        )

    chain = "".join(map(link, range(300)))
    code, errors = check(
        make_pack(tmp_path / "p", broken(("```事项\n编号: test-micro", chain + "```事项\n编号: test-micro")))
    )
    assert code == 1
    assert [(row["code"], "chain-300" in row["found"]) for row in errors] == [("unknown-provision", True)]
    ring = chain.replace("chain-300", "chain-0")
    code, errors = check(
        make_pack(tmp_path / "q", broken(("```事项\n编号: test-micro", ring + "```事项\n编号: test-micro")))
    )
    assert code == 1
    assert {row["code"] for row in errors} == {"cycle"}
    assert len(errors) == 300


def test_a_folder_named_like_a_file_and_an_unreadable_file_are_told(tmp_path: Path) -> None:
    folder = make_pack(tmp_path / "p", whole())
    (folder / PLACE / "2019-folder.md").mkdir()
    (folder / PLACE / "2020-gone.md").symlink_to(folder / "nowhere.md")
    code, errors = check(folder)
    assert code == 1
    assert [(row["file"], row["code"]) for row in errors] == [
        (f"{PLACE}/2019-folder.md", "unreadable"),
        (f"{PLACE}/2020-gone.md", "unreadable"),
    ]
    assert "文件夹" in errors[0]["found"]
    assert "没有这个文件" in errors[1]["found"]


@pytest.mark.parametrize(
    ("name", "text", "code"),
    [
        ("vocabulary/words.yaml", "事实:\n  a.b: {名: 甲, 名: 乙}\n", "repeated-key"),
        ("vocabulary/words.yaml", "事实: [\n", "yaml-syntax"),
        ("divisions.csv", "坏\n", "bad-division-row"),
        ("divisions.csv", None, "unreadable"),
    ],
)
def test_a_broken_vocabulary_is_a_finding_too(name: str, text: str | None, code: str, tmp_path: Path) -> None:
    folder = make_pack(tmp_path / "p", whole())
    if name.startswith("vocabulary"):
        real = (folder / "vocabulary").resolve()
        (folder / "vocabulary").unlink()
        (folder / "vocabulary").mkdir()
        for path in real.glob("*.yaml"):
            (folder / "vocabulary" / path.name).symlink_to(path)
    else:
        (folder / name).unlink()
    if text is not None:
        (folder / name).write_text(text, encoding="utf-8")
    answer, errors = check(folder)
    assert answer == 1
    assert [row["code"] for row in errors] == [code]
    assert run("judge", "--facts", "-", "--on", "2018-12-01", "--policies", str(folder), stdin="{}")[:2] == (
        1,
        "",
    )


@pytest.mark.parametrize("one", FAULTS[::6], ids=lambda one: one.name)
def test_nothing_is_judged_with_half_a_pack(one: Fault, tmp_path: Path) -> None:
    folder = make_pack(tmp_path / "p", broken(*one.changes))
    words = ("--facts", "-", "--on", "2018-12-01", "--provision", "test-startup-other", "--json")
    code, out, told = run("judge", *words, "--policies", str(folder), stdin="{}")
    assert (code, out) == (1, "")
    assert f"[{one.codes[0]}]" in told


def test_nothing_is_judged_with_a_file_that_is_too_large(tmp_path: Path) -> None:
    folder = make_pack(tmp_path / "p", b"a" * 5_000_000)
    code, out, told = run(
        "judge", "--facts", "-", "--on", "2018-12-01", "--policies", str(folder), stdin="{}"
    )
    assert (code, out) == (1, "")
    assert "[too-large]" in told
