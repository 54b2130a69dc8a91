"""One browser for all tests of a run; every page must stay without errors and on its own address."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from e2e.browser.widget_site import Script, serve
from playwright.sync_api import Browser, Page, sync_playwright

from rasa_project.launcher.browser import browser_environment, find_browser

FLAGS = [
    "--no-sandbox",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
]
OpenPage = Callable[..., Page]


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    file = os.environ.get("SAMENDUIDEN_BROWSER") or find_browser()
    assert file, "no browser: the launcher finds or installs one"
    with sync_playwright() as playwright:
        made = playwright.chromium.launch(
            executable_path=file, args=FLAGS, env={**os.environ, **browser_environment(file)}
        )
        yield made
        made.close()


@pytest.fixture(scope="session")
def site() -> Iterator[str]:
    """Address of the built widget, without an assistant behind it."""
    with serve() as address:
        yield address


@pytest.fixture
def new_page(browser: Browser) -> Iterator[OpenPage]:
    """Makes pages; afterwards none of them may have met an error or asked another address."""
    contexts, errors = [], []

    def make(**options: Any) -> Page:
        context = browser.new_context(locale="nl-NL", **options)
        contexts.append(context)
        page = context.new_page()
        page.set_default_timeout(10_000)
        page.on("pageerror", lambda error: errors.append(f"error: {error}"))
        # A refused request is written to the console by the browser itself; that is what some tests are about.
        page.on(
            "console",
            lambda line: (
                errors.append(line.text)
                if line.type == "error" and "Failed to load resource" not in line.text
                else None
            ),
        )
        page.on(
            "request",
            lambda request: (
                errors.append(f"asked elsewhere: {request.url}")
                if request.url.startswith("http") and not request.url.split("/")[2].startswith("127.0.0.1:")
                else None
            ),
        )
        return page

    yield make
    for context in contexts:
        context.close()
    assert not errors


@pytest.fixture
def chat(new_page: OpenPage, site: str) -> Callable[..., tuple[Page, Script]]:
    """Opens the page of the widget with a scripted gateway behind it."""

    def opened(path: str = "/", prepare: Callable[[Script], None] | None = None, **options: Any) -> tuple[Page, Script]:
        page = new_page(**options)
        script = Script(page)
        if prepare:
            prepare(script)
        page.goto(site + path)
        return page, script

    return opened
