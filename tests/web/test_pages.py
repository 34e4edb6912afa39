"""The pages answer, in Chinese, with strict headers, and say what is doubtful."""

from __future__ import annotations

import gzip
import re
from dataclasses import replace
from itertools import pairwise

import pytest
from django.test import Client
from django.urls import reverse

from luodi.web.reading import source
from tests.web.sample import DOCUMENT

ADDRESS = "/documents/230100/2018-graduates-to-grassroots/"


@pytest.fixture
def documents(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(source, "document_views", lambda: (DOCUMENT,))


def test_the_home_page_lists_the_documents(client: Client, documents: None) -> None:
    page = client.get("/").content.decode()
    assert DOCUMENT.title in page
    assert ADDRESS in page
    assert "2018年1月12日" in page
    assert DOCUMENT.division_name in page
    assert "尚未核实" in page


def test_the_home_page_leads_to_each_provision_in_its_group(client: Client, documents: None) -> None:
    page = client.get("/").content.decode()
    groups = page.split('<div class="group">')[1:]
    told = [
        (group.split("<h3>")[1].split("<")[0], group.split('href="')[1].split('"')[0]) for group in groups
    ]
    assert told == [
        ("能享受的", f"{ADDRESS}#hrb-micro-loan-interest-50"),
        ("应尽的义务", f"{ADDRESS}#hrb-pay-in-time"),
        ("倡导和服务", f"{ADDRESS}#hrb-urge"),
    ]


def test_an_empty_house_says_what_to_do_first(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(source, "document_views", tuple)
    assert "luodi check" in client.get("/").content.decode()


def test_the_document_page_shows_text_and_rules(client: Client, documents: None) -> None:
    assert reverse("document", args=["230100", DOCUMENT.slug]) == ADDRESS
    page = client.get(ADDRESS).content.decode()
    assert '<mark><span id="q4-1"></span>对小微企业当年新招用</mark>' in page
    assert 'href="#q4-1"' in page
    assert 'id="hrb-micro-loan-interest-50"' in page


def provision(page: str, code: str) -> str:
    return page.split(f'id="{code}"')[1].split("</article>", maxsplit=1)[0]


def test_a_provision_is_plain_first_and_its_formulas_are_folded(client: Client, documents: None) -> None:
    plain, *folds = provision(client.get(ADDRESS).content.decode(), "hrb-micro-loan-interest-50").split(
        "<details"
    )
    for said in (
        "应得",
        "给谁：用人单位",
        "要符合",
        "规模是小型、微型中的一种。",
        "文件未载明",
        "到哪里申办、要带什么材料",
    ):
        assert said in plain
    assert "×" not in plain
    assert "规则写法（给审核的人看）" in folds[1]
    assert "应付利息 × 50%" in folds[1]
    assert "另据：新招用的人数除以在职职工数" in folds[1]


def test_the_examples_are_one_folded_table(client: Client, documents: None) -> None:
    page = client.get(ADDRESS).content.decode()
    _, cases, _ = provision(page, "hrb-micro-loan-interest-50").split("<details")
    assert "例 3 个：符合 1，不符合 1，待核实 1</summary>" in cases
    assert "当年合格新招用人数：29人" in cases
    assert "<li>人员标识：乙；其余同第 1 条</li>" in cases
    assert "还缺：在职职工数" in cases
    assert page.count("<table") == 1


def test_what_could_not_be_translated_is_shown_as_written(client: Client, documents: None) -> None:
    said = provision(client.get(ADDRESS).content.decode(), "hrb-pay-in-time")
    assert "先照规则的写法列出" in said.split("<details")[0]
    assert "拨付日期 不晚于 审核日期 + 1个月" in said.split("<details")[0]
    assert "谁的义务：机构" in said


def test_the_contents_count_rules_and_not_notes(client: Client, documents: None) -> None:
    page = client.get(ADDRESS).content.decode()
    contents = page.split("<nav")[1].split("怎样看这一页")[0]
    assert re.findall(r'class="count">(\d+)<span class="unseen"> 项', contents) == ["3", "1"]
    assert "这一条的规则（3）" in page
    assert "这一条的说明" in page  # a clause with a note alone


def test_headings_leave_no_level_out(client: Client, documents: None) -> None:
    levels = [int(level) for level in re.findall(r"<h([1-6])", client.get(ADDRESS).content.decode())]
    assert levels[0] == 1
    assert all(level <= before + 1 for before, level in pairwise(levels))


@pytest.mark.parametrize("unchecked", [True, False])
def test_the_banner_stands_where_nobody_checked(
    client: Client, monkeypatch: pytest.MonkeyPatch, unchecked: bool
) -> None:
    view = replace(DOCUMENT, status_unchecked=unchecked)
    monkeypatch.setattr(source, "document_views", lambda: (view,))
    assert ("本文件是否现行有效尚未核实" in client.get(ADDRESS).content.decode()) is unchecked


def test_every_link_inside_the_page_has_its_target(client: Client, documents: None) -> None:
    page = client.get(ADDRESS).content.decode()
    anchors = {part.split('"')[0] for part in page.split('href="#')[1:]}
    ids = [part.split('"')[0] for part in page.split(' id="')[1:]]
    assert anchors <= set(ids)
    assert len(ids) == len(set(ids))


def test_text_is_escaped(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    view = replace(DOCUMENT, title="<script>alert(1)</script>")
    monkeypatch.setattr(source, "document_views", lambda: (view,))
    assert "<script>" not in client.get(ADDRESS).content.decode()


def test_the_headers_are_strict(client: Client, documents: None) -> None:
    answer = client.get(ADDRESS)
    assert "default-src 'self'" in answer.headers["Content-Security-Policy"]
    assert "unsafe" not in answer.headers["Content-Security-Policy"]
    assert answer.headers["X-Frame-Options"] == "DENY"
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    page = answer.content.decode()
    assert "<script" not in page
    assert " style=" not in page
    assert "http://" not in page
    assert "https://" not in page


@pytest.mark.parametrize("address", ["/nowhere", "/documents/230100/none/", "/documents/%00/x/"])
def test_an_unknown_address_is_explained_in_chinese(client: Client, documents: None, address: str) -> None:
    answer = client.get(address)
    assert answer.status_code == 404
    assert "没有找到这一页" in answer.content.decode()


def test_a_fault_is_explained_in_chinese(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken() -> None:
        raise RuntimeError

    monkeypatch.setattr(source, "document_views", broken)
    client.raise_request_exception = False
    answer = client.get("/")
    assert answer.status_code == 500
    assert "已经保存的内容没有丢失" in answer.content.decode()


def test_pages_only_read(client: Client) -> None:
    assert client.post("/").status_code == 405


@pytest.mark.django_db
def test_the_house_is_well(client: Client) -> None:
    answer = client.get("/healthz")
    assert (answer.status_code, answer.json()) == (200, {"status": "ok"})


def test_a_long_page_travels_packed(client: Client, documents: None) -> None:
    plain = client.get(ADDRESS)
    assert plain.status_code == 200
    packed = client.get(ADDRESS, headers={"accept-encoding": "gzip"})
    assert packed["Content-Encoding"] == "gzip"
    assert len(packed.content) * 2 < len(plain.content)
    assert gzip.decompress(packed.content) == plain.content
