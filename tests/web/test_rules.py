"""The real 事项 in plain Chinese; a folder with a fault still shows its documents."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

import pytest
from django.conf import LazySettings
from django.test import Client

from luodi.web.reading import rules, source
from luodi.web.reading.rules import Rules, rules_in, silent_on

POLICIES = Path(__file__).resolve().parents[2] / "policies"
HARBIN = "230100-harbin/2018-graduates-grassroots"
LOAN, SOLDIER, QUOTA = (
    "hrb-micro-loan-interest-50",
    "hrb-graduate-soldier-fresh-status",
    "hrb-institution-experience-posts-quota",
)
ADDRESS = "/documents/230100/2018-graduates-grassroots/"


@pytest.fixture
def harbin() -> Rules:
    return rules_in(POLICIES)


def told(harbin: Rules, id: str) -> dict[str, list[tuple[str, str, int]]]:
    provision = harbin.provision(id, document=HARBIN)
    assert provision is not None
    return {
        section.name: [(said.text, said.quote, said.depth) for said in section.said]
        for section in harbin.sections(provision)
    }


def test_a_provision_is_told_in_the_order_a_reader_asks(harbin: Rules) -> None:
    sections = told(harbin, LOAN)
    assert list(sections) == ["要符合", "能得到什么", "谁来办", "什么时候有效", "这里说的"]
    assert ("贷款期限不超过2年。", "贷款期限最长不超过2年", 0) in sections["要符合"]
    assert ("钱数是：应付利息的50%。", "财政部门按规定给予50%贴息", 0) in sections["能得到什么"]


def test_members_of_a_group_stand_below_it(harbin: Rules) -> None:
    depths = [depth for _, _, depth in told(harbin, SOLDIER)["要符合"]]
    assert depths == [0, 0, 1, 1, 0]


def test_what_the_document_does_not_say_is_named(harbin: Rules) -> None:
    silent = [harbin.provision(id, document=HARBIN) for id in (LOAN, SOLDIER, QUOTA)]
    assert [silent_on(provision) for provision in silent if provision] == [
        ("要带什么材料",),
        ("到哪里申办", "多长时间办完", "要带什么材料"),
        (),
    ]


def test_a_provision_belongs_to_its_document(harbin: Rules) -> None:
    assert harbin.provision(LOAN, document="230100-harbin/other") is None


def test_a_changed_file_is_another_state(tmp_path: Path) -> None:
    file = tmp_path / "a.md"
    file.write_text("甲", encoding="utf-8")
    before = rules._state(tmp_path)
    os.utime(file, ns=(1, 1))
    touched = rules._state(tmp_path)
    (tmp_path / "b.yaml").write_text("", encoding="utf-8")
    assert len({before, touched, rules._state(tmp_path)}) == 3


@pytest.fixture
def broken(tmp_path: Path, settings: LazySettings) -> Path:
    """The real folder with a provision that nobody can read."""
    root = tmp_path / "policies"
    shutil.copytree(POLICIES, root)
    file = root / f"{HARBIN}.md"
    text = file.read_text(encoding="utf-8")
    file.write_text(text.replace("式: 贷款期限 不超过 2年", "式: 没有 这个 事实"), encoding="utf-8")
    settings.POLICIES = root
    return root


def test_a_fault_in_a_rule_leaves_text_and_lines(client: Client, broken: Path) -> None:
    page = client.get(ADDRESS).content.decode()
    assert "没有 这个 事实" in page
    assert "先照规则的写法列出" in page
    assert ">要符合<" not in page
    assert "小微企业创业担保贷款贴息" in client.get("/").content.decode()


def test_a_fault_in_the_program_leaves_text_and_lines(
    client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fails(_root: Path) -> None:
        raise RuntimeError

    rules._rules.cache_clear()
    monkeypatch.setattr(rules, "load_pack", fails)
    try:
        assert "先照规则的写法列出" in client.get(ADDRESS).content.decode()
    finally:
        rules._rules.cache_clear()


def test_a_folder_without_vocabulary_still_shows_documents(tmp_path: Path, settings: LazySettings) -> None:
    shutil.copy(POLICIES / "divisions.csv", tmp_path)
    (tmp_path / "230100-harbin").mkdir()
    shutil.copy(POLICIES / f"{HARBIN}.md", tmp_path / "230100-harbin")
    settings.POLICIES = tmp_path
    (view,) = source.document_views()
    assert view.provisions > 0


def test_the_harbin_page_is_whole(client: Client) -> None:
    page = client.get(ADDRESS).content.decode()
    ids = [part.split('"')[0] for part in page.split(' id="')[1:]]
    assert len(ids) == len(set(ids))
    assert {part.split('"')[0] for part in page.split('href="#')[1:]} <= set(ids)
    assert 'class="quote">“' not in page.replace("<a ", "")  # every quote leads to its sentence
    for leftover in ("None", "null", "hrb-flexible-si-subsidy</td>", "{", "["):
        assert leftover not in page.split("column-heads")[1]
    home = client.get("/").content.decode()
    linked = {part.split('"')[0] for part in home.split(f"{ADDRESS}#")[1:]}
    assert len(linked) > 10
    assert linked <= set(ids)


def test_all_examples_of_the_file_are_on_the_page(client: Client) -> None:
    written = (POLICIES / f"{HARBIN}.md").read_text(encoding="utf-8").count("```例\n")
    page = client.get(ADDRESS).content.decode()
    body_rows = page.count('<tr role="row">') - page.count("<thead")
    assert (body_rows, page.count('class="verdict"')) == (written, written)
