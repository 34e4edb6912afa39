"""A clerk, and a graduate's mother, read a document: at a desk, on a phone, on paper, by keyboard, without scripts."""

from __future__ import annotations

import re
from typing import Any

import pytest
from playwright.sync_api import Locator, Page, expect
from pytest_django.live_server_helper import LiveServer

from luodi.web.reading import source
from tests.web.sample import DOCUMENT

DESKTOP = {"width": 1280, "height": 900}
PHONE = {"width": 360, "height": 740}
HARBIN = "documents/230100/2018-graduates-grassroots/"
LOAN = "小微企业创业担保贷款贴息"
SENTENCE = "财政部门按规定给予50%贴息"
UNFOLD_ALL = "document.querySelectorAll('details').forEach(fold => { fold.open = true })"
SMALL_TARGETS = """[...document.querySelectorAll('a:not(.skip), summary')]
  .filter(target => target.getBoundingClientRect().height < 44).map(target => target.textContent.trim())"""
# Every stretch of text whose colour is too close to what lies behind it (WCAG 2.1 AA: 4.5 to 1).
PALE_TEXT = """() => {
  const parts = colour => colour.match(/[\\d.]+/g).map(Number);
  const light = colour => parts(colour).slice(0, 3).map(part => part / 255)
    .map(part => part <= 0.03928 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4)
    .reduce((sum, part, index) => sum + part * [0.2126, 0.7152, 0.0722][index], 0);
  const behind = element => {
    for (let at = element; at; at = at.parentElement) {
      const colour = getComputedStyle(at).backgroundColor;
      if (parts(colour)[3] !== 0) return colour;
    }
    return 'rgb(255, 255, 255)';
  };
  return [...document.querySelectorAll('body *')]
    .filter(one => [...one.childNodes].some(node => node.nodeType === 3 && node.textContent.trim()))
    .filter(one => {
      const [low, high] = [light(getComputedStyle(one).color), light(behind(one))].sort((a, b) => a - b);
      return (high + 0.05) / (low + 0.05) < 4.5;
    }).map(one => one.textContent.trim());
}"""

pytestmark = pytest.mark.django_db(transaction=True)


with_and_without_scripts = pytest.mark.parametrize(
    "browser_context_args", [True, False], ids=["with scripts", "without scripts"], indirect=True
)


@pytest.fixture
def browser_context_args(
    browser_context_args: dict[str, Any], request: pytest.FixtureRequest
) -> dict[str, Any]:
    return {**browser_context_args, "java_script_enabled": getattr(request, "param", True)}


@pytest.fixture
def faults(page: Page) -> list[str]:
    """What the browser complains of: refused styles, missing files, errors."""
    found: list[str] = []
    page.on("console", lambda message: found.append(message.text))
    page.on("pageerror", lambda error: found.append(str(error)))
    return found


@pytest.fixture
def house(live_server: LiveServer, monkeypatch: pytest.MonkeyPatch) -> str:
    """A house with the one document of the sample."""
    monkeypatch.setattr(source, "document_views", lambda: (DOCUMENT,))
    return live_server.url


def width(page: Page) -> int:
    return int(page.evaluate("document.documentElement.scrollWidth"))


def loan(page: Page) -> Locator:
    return page.locator("#hrb-micro-loan-interest-50")


def follow_the_sentence(page: Page) -> None:
    """From the line that says what is given to the sentence of the document it rests on."""
    line = loan(page).locator(".said li").filter(has_text="钱数是：应付利息的50%。")
    line.get_by_role("link", name="依据原文").click()
    mark = page.locator("mark:has(:target)")
    expect(mark).to_have_text(SENTENCE)
    expect(mark).to_be_in_viewport()


@with_and_without_scripts
def test_from_the_home_page_to_a_provision_and_on_to_its_sentence(
    page: Page, live_server: LiveServer, faults: list[str]
) -> None:
    page.set_viewport_size(DESKTOP)
    page.goto(live_server.url)
    expect(page.locator(".group").filter(has_text="应尽的义务").get_by_role("link")).not_to_have_count(0)
    page.locator(".group").filter(has_text="能享受的").get_by_role("link", name=LOAN).click()
    assert page.url.endswith(f"{HARBIN}#hrb-micro-loan-interest-50")
    expect(loan(page).get_by_role("heading", name=LOAN)).to_be_in_viewport()
    expect(loan(page)).to_contain_text("贷款期限不超过2年。")
    expect(loan(page).get_by_text("应付利息 × 50%")).to_be_hidden()
    follow_the_sentence(page)
    page.go_back()
    expect(loan(page).get_by_role("heading", name=LOAN)).to_be_in_viewport()
    assert faults == []


def test_beside_a_long_text_every_sentence_is_still_found(page: Page, live_server: LiveServer) -> None:
    page.set_viewport_size({"width": 1280, "height": 600})
    page.goto(f"{live_server.url}/{HARBIN}#hrb-flexible-si-subsidy")
    links = page.locator("#hrb-flexible-si-subsidy .said").get_by_role("link")
    expect(links).not_to_have_count(0)
    for link in links.all():
        link.click()
        expect(page.locator("mark:has(:target)")).to_be_in_viewport()


def test_from_the_contents_to_a_clause(page: Page, live_server: LiveServer) -> None:
    page.set_viewport_size(DESKTOP)
    page.goto(live_server.url)
    page.get_by_role("link", name="关于进一步引导和鼓励高校毕业生到基层工作的实施方案").click()
    expect(page.get_by_role("note")).to_contain_text("尚未核实")
    entry = page.get_by_role("navigation").get_by_role(
        "link", name=re.compile(r"用活财政、金融政策，加大对中小微企业的支持力度 \d+ 项")
    )
    entry.click()
    expect(page.get_by_role("heading", name="用活财政、金融政策", level=2)).to_be_in_viewport()


@with_and_without_scripts
def test_examples_and_formulas_unfold(page: Page, live_server: LiveServer) -> None:
    page.set_viewport_size(DESKTOP)
    page.goto(f"{live_server.url}/{HARBIN}")
    table = loan(page).get_by_role("table")
    expect(table).to_be_hidden()
    loan(page).locator("summary", has_text="例").focus()
    page.keyboard.press("Enter")
    expect(table).to_be_visible()
    expect(table.get_by_role("columnheader")).to_have_text(["日期", "事实", "结论", "得多少或缺什么"])
    first = table.get_by_role("row").nth(1)
    expect(first).to_contain_text("2018年12月1日")
    expect(first).to_contain_text("87,000.00 元")
    loan(page).locator("summary", has_text="规则写法").click()
    expect(loan(page).get_by_text("应付利息 × 50%")).to_be_visible()


def test_on_the_desktop_text_and_rules_stand_side_by_side(page: Page, house: str, faults: list[str]) -> None:
    page.set_viewport_size(DESKTOP)
    page.goto(house)
    page.get_by_role("link", name=DOCUMENT.title).click()
    text = page.get_by_text("用活财政、金融政策").last.bounding_box()
    rule = page.get_by_role("heading", name=LOAN).bounding_box()
    assert text is not None
    assert rule is not None
    assert rule["x"] >= text["x"] + text["width"] / 2
    assert abs(rule["y"] - text["y"]) < 60
    assert width(page) <= DESKTOP["width"]
    assert faults == []


@with_and_without_scripts
def test_on_the_phone_rules_unfold_under_their_text(page: Page, house: str, faults: list[str]) -> None:
    page.set_viewport_size(PHONE)
    page.goto(f"{house}/documents/{DOCUMENT.division}/{DOCUMENT.slug}/")
    rule = page.get_by_role("heading", name=LOAN)
    expect(rule).to_be_hidden()
    page.get_by_text("这一条的规则（3）").focus()
    page.keyboard.press("Enter")
    expect(rule).to_be_visible()
    text, below = page.get_by_text("负责部门").bounding_box(), rule.bounding_box()
    assert text is not None
    assert below is not None
    assert below["y"] > text["y"]
    assert faults == []


@with_and_without_scripts
def test_on_the_phone_a_provision_is_found_and_its_sentence_too(page: Page, live_server: LiveServer) -> None:
    page.set_viewport_size(PHONE)
    page.goto(live_server.url)
    assert width(page) <= PHONE["width"]
    page.get_by_role("link", name=LOAN).click()
    expect(loan(page).get_by_role("heading", name=LOAN)).to_be_in_viewport()
    follow_the_sentence(page)


@pytest.mark.parametrize("address", ["", HARBIN])
def test_on_the_phone_nothing_overflows_and_every_target_is_large(
    page: Page, live_server: LiveServer, address: str
) -> None:
    page.set_viewport_size(PHONE)
    page.goto(f"{live_server.url}/{address}")
    assert width(page) <= PHONE["width"]
    page.evaluate(UNFOLD_ALL)
    assert width(page) <= PHONE["width"]
    assert page.evaluate(SMALL_TARGETS) == []


@pytest.mark.parametrize("address", ["", HARBIN])
def test_all_text_stands_out_from_its_ground(page: Page, live_server: LiveServer, address: str) -> None:
    page.set_viewport_size(DESKTOP)
    page.goto(f"{live_server.url}/{address}#hrb-micro-loan-interest-50")
    page.evaluate(UNFOLD_ALL)
    assert page.evaluate(PALE_TEXT) == []
    assert page.evaluate("document.documentElement.lang") == "zh-Hans"


def test_on_paper_rules_are_open_and_folds_for_the_reviewer_are_left_out(page: Page, house: str) -> None:
    page.goto(f"{house}/documents/{DOCUMENT.division}/{DOCUMENT.slug}/")
    page.set_viewport_size(PHONE)
    page.emulate_media(media="print")
    expect(page.get_by_role("heading", name=LOAN)).to_be_visible()
    expect(page.get_by_text("规则写法").first).to_be_hidden()
    expect(page.get_by_role("navigation")).to_be_hidden()
