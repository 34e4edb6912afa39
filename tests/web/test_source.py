"""A policy file becomes a document view: every character of the text, every block under its clause."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from django.conf import LazySettings

from luodi.documents.folding import squeeze
from luodi.documents.policy_file import read_policy_file
from luodi.web.reading import source
from luodi.web.reading.rules import Rules

REPOSITORY = Path(__file__).resolve().parents[2]
FILE = """---
文件: 关于贴息的办法
文号: 哈人社〔2018〕1号
发文机关: [市人社局]
成文日期: 2018-01-12
地区: 230100
状态: {现行: 未核, 核实日: null, 依据: null}
---

关于贴息的办法

一、总则

（一）支持小微企业。对小微企业给予50%贴息。

```不可执行
引文: 支持小微企业
理由: 没有标准
由谁定: 市人社局
```

（二）各有关部门要全面加强舆论引导和政策解读，广泛宣传扶持高校毕业生到基层工作的政策，营造有利于基层工作的氛围。
"""


@pytest.fixture
def policies(tmp_path: Path, settings: LazySettings) -> Path:
    (tmp_path / "divisions.csv").write_bytes((REPOSITORY / "policies" / "divisions.csv").read_bytes())
    (tmp_path / "230100-harbin").mkdir()
    (tmp_path / "230100-harbin" / "2018-interest.md").write_text(FILE, encoding="utf-8")
    settings.POLICIES = tmp_path
    return tmp_path


def test_a_file_is_read_with_its_head(policies: Path) -> None:
    (view,) = source.document_views()
    assert (view.title, view.number, view.issuers) == ("关于贴息的办法", "哈人社〔2018〕1号", ("市人社局",))
    assert (view.division, view.division_name) == ("230100", "黑龙江省哈尔滨市")
    assert view.issued_on == date(2018, 1, 12)
    assert view.status_unchecked
    assert source.document_view("230100", slug="2018-interest") == view
    assert source.document_view("230100", slug="2019-interest") is None


def test_blocks_stand_under_their_clause(policies: Path) -> None:
    (view,) = source.document_views()
    (clause,) = [clause for clause in view.clauses if clause.blocks]
    assert (clause.number, clause.printed, clause.heading) == ("一（一）", "（一）", "支持小微企业。")
    assert clause.blocks[0].kind == "不可执行"


def test_examples_stand_with_their_provision_and_strays_where_they_are(policies: Path) -> None:
    path = policies / "230100-harbin" / "2018-interest.md"
    added = "\n```事项\n编号: x-1\n名称: 贴息\n对象: 贷款\n```\n"
    examples = "".join(f"\n```例\n事项: {id}\n结论: 符合\n```\n" for id in ("x-1", "x-1", "other"))
    path.write_text(FILE + examples + added, encoding="utf-8")
    blocks = source.document_views()[0].clauses[-1].blocks
    assert [(block.kind, block.title, block.cases and len(block.cases.rows)) for block in blocks] == [
        ("事项", "贴息", 2),
        ("例", "other", 1),
    ]


def test_a_first_sentence_that_runs_on_is_no_heading(policies: Path) -> None:
    last = source.document_views()[0].clauses[-1]
    assert (last.heading, last.title) == ("", "各有关部门要全面加强舆论引导和政策解读")
    assert last.paragraphs == (
        "各有关部门要全面加强舆论引导和政策解读，广泛宣传扶持高校毕业生到基层工作的政策，营造有利于基层工作的氛围。",
    )


def test_a_changed_file_is_read_again_and_a_faulty_one_left_out(policies: Path) -> None:
    path = policies / "230100-harbin" / "2018-interest.md"
    assert len(source.document_views()) == 1
    path.write_text(FILE.replace("关于贴息的办法", "关于奖补的办法"), encoding="utf-8")
    assert source.document_views()[0].title == "关于奖补的办法"
    path.write_text("没有文件信息", encoding="utf-8")
    assert source.document_views() == ()


@pytest.mark.parametrize(
    "path", sorted((REPOSITORY / "policies").glob("[0-9]*/*.md")), ids=lambda path: path.stem
)
def test_every_character_of_a_document_is_shown(path: Path) -> None:
    file = read_policy_file(path, root=REPOSITORY / "policies")
    view = source.view_of(file, slug=path.stem, root=REPOSITORY / "policies", rules=Rules())
    shown = "".join(clause.printed + clause.heading + "".join(clause.paragraphs) for clause in view.clauses)
    assert squeeze(shown) == squeeze(file.text)
