"""The whole conversation in a real browser with the three real processes behind it."""

from __future__ import annotations

import re
from collections.abc import Callable

from e2e.assistant import Assistant, says
from e2e.test_gesprek import MES, VERHAAL
from fictief import SCHOOL, YOUSSRA
from playwright.sync_api import Page, expect

# The first answer comes after warming up; a busy machine gets time.
PATIENCE = 15_000


# What is not looked at within 200 ms is refused; with a browser beside it on a slow machine that happens now and then.
REFUSED = "niet gelezen"
TRIES = 3


def say(page: Page, text: str) -> None:
    """Types a message and waits for the whole answer; again when it was refused, as the answer asks."""
    for _ in range(TRIES):
        before = page.locator(".turn:not(.jij)").count()
        box = page.get_by_label("Je bericht")
        box.fill(text)
        box.press("Enter")
        expect(page.locator(".turn:not(.jij)")).to_have_count(before + 1, timeout=PATIENCE)
        if REFUSED not in last(page):
            return


def last(page: Page) -> str:
    return page.locator(".turn:not(.jij)").last.inner_text()


def test_the_conversation_in_the_browser(assistant: Assistant, new_page: Callable[..., Page]) -> None:
    page = new_page()
    page.goto(assistant.url)
    expect(page.get_by_text("24 uur").first).to_be_visible(timeout=PATIENCE)
    expect(page.get_by_role("link", name="bel 112")).to_be_visible()

    say(page, VERHAAL)
    answer = last(page)
    assert "een naam" in answer
    assert says(answer, "een_signaal")
    for words in ("vrienden", "online", "geen mensen", "voetbal"):
        assert words in answer.lower()
    for thing in (YOUSSRA.voornaam, YOUSSRA.telefoon, SCHOOL):
        assert thing.lower() not in answer.lower()

    say(page, "en nu?")
    assert "Ede" in last(page)
    assert "casusregisseur" in last(page).lower()

    say(page, MES)
    danger = page.locator(".turn:not(.jij)").last
    assert "112" in danger.inner_text()[:60]
    expect(danger.locator("a[href='tel:112']").first).to_be_visible()

    say(page, "ik wil het stroomschema lopen")
    said = page.locator(".turn.jij").count()
    page.locator(".turn:not(.jij)").last.get_by_role("button").first.click()
    expect(page.locator(".turn.jij")).to_have_count(said + 1, timeout=PATIENCE)

    box = page.get_by_label("Je bericht")
    box.fill("wis alles")
    box.press("Enter")
    expect(page.get_by_text(re.compile("gewist", re.IGNORECASE)).first).to_be_visible(timeout=PATIENCE)
    expect(page.get_by_text("oude vrienden")).to_have_count(0)
    assert YOUSSRA.voornaam.lower() not in page.locator("samenduiden-chat").inner_text().lower()
    page.reload()
    expect(page.get_by_text("oude vrienden")).to_have_count(0)
    say(page, "wie kan ik bellen?")
    assert last(page).strip()
