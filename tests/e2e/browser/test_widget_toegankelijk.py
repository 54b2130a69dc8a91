"""WCAG 2.2 AA: axe in every state, keyboard only, zoom, contrast, size of what is pressed."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from e2e.browser.widget_site import KNOOP, SAMENVATTING, TEKSTEN, Script, say
from playwright.sync_api import Page, expect

Chat = Callable[..., tuple[Page, Script]]

BUTTONS = [{"title": "Ja, er is gevaar", "payload": "/a"}, {"title": "Nee, nu niet", "payload": "/b"}]
STATES: dict[str, Any] = {
    "lijst": [{"text": "Kijk:\n- Politie: 0900-8844\n- socialestabiliteit.nl", "buttons": BUTTONS}],
    "gevaar": [{"text": "Bel nu 112.", "custom": {"acuut": True}}, {"text": "Doe dit eerst."}],
    "stil": [{"text": "Ik heb een naam weggehaald.", "custom": {"afgeschermd": {}}}, {"text": "Vertel verder."}],
    "samenvatting": [{"text": "Hier is hij."}, {"custom": {"samenvatting": SAMENVATTING}}],
    "schema": KNOOP,
    "kapot": None,
}


def fill(page: Page, script: Script) -> None:
    """A conversation in which every kind of message is on the screen."""
    script.answers.update(STATES)
    for number, words in enumerate(STATES, start=1):
        say(page, words)
        expect(page.locator(".turn.assistent")).to_have_count(number + 1)
        if words == "schema":
            page.get_by_text(TEKSTEN["waar_ben_ik"]).click()
            expect(page.get_by_role("img", name=TEKSTEN["tekening_alt"])).to_be_visible()


def check(page: Page) -> None:
    """No violation, and nothing axe could not judge."""
    found = Axe().run(page, options={}).response
    problems = [
        f"{kind}: {rule['id']}: {node['html'][:160]} {[c['message'] for c in node['any'] + node['all']]}"
        for kind in ("violations", "incomplete")
        for rule in found[kind]
        for node in rule["nodes"]
    ]
    assert problems == []
    assert len(found["passes"]) > 15


# So tall that nothing has to scroll: what is half behind an edge can't be judged by axe.
SIZES = [{"width": 1280, "height": 9000}, {"width": 320, "height": 18000}]


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("size", SIZES, ids=["wide", "narrow"])
def test_axe_finds_nothing_on_the_page(chat: Chat, scheme: str, size: dict[str, int]) -> None:
    page, script = chat(color_scheme=scheme, viewport=size, reduced_motion="reduce")
    expect(page.locator(".turn.assistent")).to_have_count(1)
    check(page)
    fill(page, script)
    check(page)
    page.get_by_label("Je bericht").fill("bel 06-10000000 " + "a" * 5000)
    expect(page.locator(".hint")).not_to_have_text("")
    page.get_by_role("button", name="Wis gesprek").click()
    check(page)
    page.get_by_role("button", name=TEKSTEN["wis_ja"]).click()
    expect(page.locator(".turn")).to_have_count(1)
    check(page)


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("size", SIZES, ids=["wide", "narrow"])
def test_axe_finds_nothing_in_the_panel(chat: Chat, scheme: str, size: dict[str, int]) -> None:
    page, script = chat("/intranet", color_scheme=scheme, viewport=size, reduced_motion="reduce")
    check(page)
    page.get_by_role("button", name=TEKSTEN["open"]).click()
    expect(page.locator(".turn.assistent")).to_have_count(1)
    check(page)
    if size["width"] < 480:
        fill(page, script)
    else:
        # Here the panel keeps its size, so the conversation is a short one.
        script.answers.update(STATES)
        say(page, "gevaar")
        expect(page.locator(".turn.assistent")).to_have_count(2)
        page.locator(".scroll").evaluate("box => { box.scrollTop = 0 }")
    check(page)


def test_everything_works_with_the_keyboard_alone(chat: Chat) -> None:
    page, script = chat()
    expect(page.locator(".turn.assistent")).to_have_count(1)
    page.keyboard.press("Tab")
    expect(page.get_by_role("button", name=TEKSTEN["naar_invoer"])).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.get_by_label("Je bericht")).to_be_focused()
    page.keyboard.press("Shift+Tab")
    expect(page.get_by_role("button", name="Wie kan ik bellen?")).to_be_focused()
    page.keyboard.press("Space")
    expect(page.locator(".turn.jij")).to_have_count(1)
    # From the top: skip link, 112, the two buttons, the conversation, the box, send.
    page.evaluate("document.activeElement.blur()")
    names = []
    page.get_by_role("button", name=TEKSTEN["naar_invoer"]).focus()
    for _ in range(4):
        page.keyboard.press("Tab")
        names.append(page.evaluate("document.activeElement.shadowRoot.activeElement.textContent.trim()")[:13])
    assert names[:3] == ["bel 112", "Nieuw gesprek", "Wis gesprek"]
    expect(page.get_by_role("log")).to_be_focused()
    page.get_by_role("button", name="Wis gesprek").press("Enter")
    expect(page.get_by_role("button", name=TEKSTEN["wis_ja"])).to_be_focused()
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(page.get_by_label("Je bericht")).to_be_focused()
    assert ("/api/wis", {"sessie": "geheim-teken"}) not in script.asked


def test_new_messages_are_read_out(chat: Chat) -> None:
    page, _ = chat()
    log = page.get_by_role("log")
    expect(log).to_have_attribute("aria-live", "polite")
    expect(log).to_have_attribute("aria-label", TEKSTEN["gesprek"])
    assert log.locator("[role=status]").count() == 0


@pytest.mark.parametrize("size", [(320, 256), (320, 640), (640, 450), (1280, 900)])
@pytest.mark.parametrize("path", ["/", "/intranet"])
def test_nothing_falls_off_the_screen(chat: Chat, size: tuple[int, int], path: str) -> None:
    """320 by 256 is a screen of 1280 by 1024 at 400 %; 640 by 450 is one of 1280 by 900 at 200 %.

    The drawing alone may be wider: it scrolls in its own frame, and stands there as a list too.
    """
    page, script = chat(path, viewport={"width": size[0], "height": size[1]})
    if path != "/":
        page.get_by_role("button", name=TEKSTEN["open"]).click()
    fill(page, script)
    wide = page.evaluate(
        """() => [...document.querySelector('samenduiden-chat').shadowRoot.querySelectorAll('.shell, .shell *')]
        .filter(e => !e.closest('.unseen, .skip, .close span') && !e.matches('.drawing img'))
        .filter(e => e.getBoundingClientRect().width > 1)
        .filter(e => e.getBoundingClientRect().right > innerWidth + 1 || e.getBoundingClientRect().left < -1)
        .map(e => e.className || e.localName)"""
    )
    assert wide == []
    expect(page.get_by_role("link", name="bel 112")).to_be_in_viewport()
    page.get_by_label("Je bericht").focus()
    expect(page.get_by_label("Je bericht")).to_be_in_viewport()


def test_what_is_pressed_is_large_enough(chat: Chat) -> None:
    page, script = chat(viewport={"width": 320, "height": 640})
    fill(page, script)
    small = page.evaluate(
        """() => [...document.querySelector('samenduiden-chat').shadowRoot.querySelectorAll('button, input, .danger a')]
        .filter(e => !e.matches('.skip')).map(e => [e.textContent, e.getBoundingClientRect()])
        .filter(([, box]) => box.width < 24 || box.height < 24).map(([text]) => text)"""
    )
    assert small == []


def test_calm_for_who_asked_for_it(chat: Chat) -> None:
    page, _ = chat(reduced_motion="reduce")
    page.route("**/api/bericht", lambda route: None)
    say(page, "hallo")
    expect(page.locator(".dots")).to_be_visible()
    assert page.locator(".dots i").first.evaluate("dot => getComputedStyle(dot).animationName") == "none"
