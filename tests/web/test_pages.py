"""The pages answer, in Chinese, with strict headers, and say what is doubtful."""

from __future__ import annotations

from dataclasses import replace

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


def test_an_empty_house_says_what_to_do_first(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(source, "document_views", tuple)
    assert "luodi check" in client.get("/").content.decode()


def test_the_document_page_shows_text_and_rules(client: Client, documents: None) -> None:
    assert reverse("document", args=["230100", DOCUMENT.slug]) == ADDRESS
    page = client.get(ADDRESS).content.decode()
    assert "应付利息 × 50%" in page
    assert '<mark><span id="q4-1-2"></span>对小微企业当年新招用</mark>' in page
    assert 'href="#q4-1-2"' in page
    assert '<mark><span id="q4-1-3"></span>数量达到企</mark>' in page


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
