"""A clerk reads a document: on the office screen, on a phone, on paper, by keyboard."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect
from pytest_django.live_server_helper import LiveServer

from luodi.web.reading import source
from tests.web.sample import DOCUMENT

DESKTOP = {"width": 1280, "height": 900}
PHONE = {"width": 360, "height": 740}

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def faults(page: Page) -> list[str]:
    """What the browser complains of: refused styles, missing files, errors."""
    found: list[str] = []
    page.on("console", lambda message: found.append(message.text))
    page.on("pageerror", lambda error: found.append(str(error)))
    return found


@pytest.fixture
def house(live_server: LiveServer, monkeypatch: pytest.MonkeyPatch) -> str:
    monkeypatch.setattr(source, "document_views", lambda: (DOCUMENT,))
    return live_server.url


def no_sideways_scrolling(page: Page) -> bool:
    return bool(page.evaluate("document.documentElement.scrollWidth <= window.innerWidth"))


def test_on_the_desktop_text_and_rules_stand_side_by_side(page: Page, house: str, faults: list[str]) -> None:
    page.set_viewport_size(DESKTOP)
    page.goto(house)
    page.get_by_role("link", name=DOCUMENT.title).click()
    text = page.get_by_text("用活财政、金融政策").last.bounding_box()
    rule = page.get_by_text("小微企业创业担保贷款贴息").bounding_box()
    assert text is not None
    assert rule is not None
    assert rule["x"] >= text["x"] + text["width"] / 2
    assert abs(rule["y"] - text["y"]) < 60
    assert no_sideways_scrolling(page)
    assert faults == []


def test_a_rule_leads_to_its_sentence(page: Page, house: str) -> None:
    page.set_viewport_size(DESKTOP)
    page.goto(f"{house}/documents/{DOCUMENT.division}/{DOCUMENT.slug}/")
    page.get_by_role("link", name="财政部门按规定给予50%贴息").click()
    expect(page.locator("mark:has(:target)")).to_have_text("财政部门按规定给予 50%贴息")
    expect(page.locator("mark:has(:target)")).to_be_in_viewport()


def test_on_the_phone_rules_unfold_under_their_text(page: Page, house: str, faults: list[str]) -> None:
    page.set_viewport_size(PHONE)
    page.goto(f"{house}/documents/{DOCUMENT.division}/{DOCUMENT.slug}/")
    rule = page.get_by_text("小微企业创业担保贷款贴息")
    expect(rule).to_be_hidden()
    summary = page.get_by_text("本条的规则（3 项）")
    summary.focus()
    page.keyboard.press("Enter")
    expect(rule).to_be_visible()
    assert no_sideways_scrolling(page)
    assert faults == []


def test_on_paper_nothing_is_folded_away(page: Page, house: str) -> None:
    page.goto(f"{house}/documents/{DOCUMENT.division}/{DOCUMENT.slug}/")
    page.set_viewport_size(PHONE)
    page.emulate_media(media="print")
    expect(page.get_by_text("小微企业创业担保贷款贴息")).to_be_visible()
    expect(page.get_by_role("navigation")).to_be_hidden()
