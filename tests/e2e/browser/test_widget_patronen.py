"""The browser points out the same as the Python test of the patterns expects."""

from __future__ import annotations

from collections.abc import Callable

from playwright.sync_api import Page
from unit.redaction_widget.voorbeelden import VOORBEELDEN, hint

Chat = Callable[..., tuple[Page, object]]


def test_hints_are_those_of_the_examples(chat: Chat) -> None:
    page, _ = chat()
    box = page.get_by_label("Je bericht")
    page.clock.install()
    wrong = []
    for text, kinds in VOORBEELDEN:
        box.fill("")
        box.fill(text)
        page.clock.run_for(1000)
        shown = page.locator(".hint").inner_text()
        if shown != hint(kinds):
            wrong.append((text, kinds, shown))
    assert wrong == []
