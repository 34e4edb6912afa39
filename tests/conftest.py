"""What every test may use: the embedded database, a browser where there is one."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from typing import Any

import hypothesis
import pytest

from luodi.config import place
from luodi.config.postgres import Embedded

# Playwright's own loop runs in the test's thread; Django would otherwise refuse to use the database there.
os.environ.setdefault("DJANGO_ALLOW_ASYNC_UNSAFE", "true")

# A busy machine is slow now and then; that is no fault of the code under test.
hypothesis.settings.register_profile("house", deadline=None, print_blob=True)
hypothesis.settings.load_profile("house")

BROWSERS = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")


def browser() -> str | None:
    """The path of a Chromium on this machine."""
    return os.environ.get("CHROMIUM") or next(filter(None, map(shutil.which, BROWSERS)), None)


@pytest.fixture(scope="session")
def django_db_modify_db_settings(django_db_modify_db_settings_parallel_suffix: None) -> Iterator[None]:
    """The embedded PostgreSQL runs as long as database tests do; ``DATABASE_URL`` is used as it is."""
    if os.environ.get("DATABASE_URL"):
        yield
        return
    use = Embedded(place.POSTGRES).use()
    yield
    use.close()


@pytest.fixture(scope="session")
def browser_type_launch_args(browser_type_launch_args: dict[str, Any]) -> dict[str, Any]:
    """The machine's own Chromium, quiet, in Chinese."""
    options = ["--disable-gpu", "--disable-background-networking", "--disable-component-update"]
    options += ["--disable-sync", "--no-first-run", "--lang=zh-CN"]
    if os.geteuid() == 0:
        options.append("--no-sandbox")
    return {**browser_type_launch_args, "args": options, "executable_path": browser()}


@pytest.fixture(scope="session")
def browser_context_args(browser_context_args: dict[str, Any]) -> dict[str, Any]:
    """A reader in China."""
    return {**browser_context_args, "locale": "zh-CN", "timezone_id": "Asia/Shanghai"}


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Without a browser the walks through the pages are skipped, and said so."""
    if browser():
        return
    skip = pytest.mark.skip(reason="没有浏览器：页面测试没有运行，请安装 chromium 后再测")
    for item in items:
        if "page" in getattr(item, "fixturenames", ()):
            item.add_marker(skip)
