"""What a person does with the widget: type, choose, undo, erase; also when things go wrong."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any
from urllib.parse import unquote

from e2e.browser.widget_site import DIST, GREETING, KNOOP, OPSLAG, SAMENVATTING, TEKSTEN, Script, say
from fictief import YOUSSRA
from playwright.sync_api import Page, expect

Chat = Callable[..., tuple[Page, Script]]


def last_turn(page: Page) -> Any:
    return page.locator(".turn").last


def test_says_what_it_is_and_where_to_call(chat: Chat) -> None:
    page, _ = chat()
    expect(page.get_by_role("heading", name="Samenduiden")).to_be_visible()
    expect(page.get_by_text(TEKSTEN["soort"])).to_be_visible()
    expect(page.get_by_role("link", name="bel 112")).to_have_attribute("href", "tel:112")
    expect(page.get_by_text(OPSLAG)).to_be_visible()
    expect(page.locator("html")).to_have_attribute("lang", "nl")


def test_enter_sends_and_shift_enter_breaks_the_line(chat: Chat) -> None:
    page, script = chat()
    box = page.get_by_label("Je bericht")
    box.press_sequentially("eerste")
    box.press("Shift+Enter")
    box.press_sequentially("tweede")
    assert script.texts() == []
    box.press("Enter")
    expect(last_turn(page)).to_contain_text("Antwoord op")
    assert script.texts() == ["eerste\ntweede"]
    expect(page.locator(".turn.jij")).to_have_text(re.compile("eerste\ntweede"), use_inner_text=True)
    expect(box).to_have_value("")
    expect(box).to_be_focused()
    box.fill("   ")
    box.press("Enter")
    assert len(script.texts()) == 1


def test_buttons_show_the_choice_and_are_used_once(chat: Chat) -> None:
    page, script = chat()
    page.get_by_role("button", name="Wie kan ik bellen?").click()
    expect(last_turn(page)).to_contain_text("Antwoord op: /vraag_contact")
    assert script.asked[-1][1] == {"sessie": "geheim-teken", "keuze": "/vraag_contact"}
    expect(page.locator(".turn.jij")).to_contain_text("Wie kan ik bellen?")
    chosen = page.get_by_role("button", name="Wie kan ik bellen? gekozen")
    expect(chosen).to_be_disabled()
    expect(page.get_by_role("button", name="Ik wil iets vertellen")).to_be_disabled()
    # Focus does not get lost with the button.
    expect(page.get_by_label("Je bericht")).to_be_focused()


def test_typing_switches_off_old_buttons_too(chat: Chat) -> None:
    page, _ = chat()
    say(page, "iets anders")
    expect(page.get_by_role("button", name="Ik wil iets vertellen")).to_be_disabled()


def test_answers_become_lists_links_and_phone_numbers(chat: Chat) -> None:
    page, script = chat()
    script.answers["lijst"] = [
        {
            "text": "Hier kun je terecht:\n- Politie: 0900-8844.\n- LSE: 088 20 80 080, of 113.\n\n1. eerst\n2. dan\n"
            "Lees socialestabiliteit.nl/werkwijze. Ook: https://www.platformjep.nl/a?b=1."
        }
    ]
    say(page, "lijst")
    answer = last_turn(page)
    expect(answer.locator("ul > li")).to_have_count(2)
    expect(answer.locator("ol > li")).to_have_count(2)
    links = answer.locator("a").evaluate_all("all => all.map(a => [a.textContent, a.getAttribute('href'), a.rel])")
    assert links == [
        ["0900-8844", "tel:09008844", ""],
        ["088 20 80 080", "tel:0882080080", ""],
        ["113", "tel:113", ""],
        ["socialestabiliteit.nl/werkwijze", "https://socialestabiliteit.nl/werkwijze", "noopener noreferrer"],
        ["https://www.platformjep.nl/a?b=1", "https://www.platformjep.nl/a?b=1", "noopener noreferrer"],
    ]


def test_text_is_never_markup(chat: Chat) -> None:
    page, script = chat()
    hostile = (
        '<img src=x onerror="window.kapot=1"><script>window.kapot=1</script> javascript:alert(1) [x](javascript:1)'
    )
    doc = json.loads(json.dumps(SAMENVATTING).replace("komt nog op voetbal", "<b id=vet>x</b>"))
    script.answers[hostile] = [
        {"text": hostile, "buttons": [{"title": hostile, "payload": "/x"}]},
        {"custom": {"samenvatting": doc}},
    ]
    say(page, hostile)
    expect(last_turn(page).locator(".bubble")).to_contain_text("<script>window.kapot=1</script>")
    assert page.evaluate("window.kapot") is None
    assert last_turn(page).locator("b, img, script, a").count() == 0


def test_danger_stands_out(chat: Chat) -> None:
    page, script = chat()
    script.answers["a"] = [{"text": "Bel nu 112.", "custom": {"acuut": True}}, {"text": "Doe dit eerst."}]
    script.answers["b"] = [{"text": "Bel nu 112."}, {"custom": {"acuut": True}}, {"text": "Doe dit eerst."}]
    for words in ("a", "b"):
        say(page, words)
        expect(last_turn(page).get_by_role("heading", name="Eerst dit")).to_be_visible()
        expect(last_turn(page).locator(".bubble.acuut")).to_have_text("Eerst ditBel nu 112.")
        expect(last_turn(page).locator(".bubble")).to_have_count(2)


def test_what_was_removed_is_told_quietly_and_unknown_things_are_ignored(chat: Chat) -> None:
    page, script = chat()
    script.answers["x"] = [
        {"text": "Ik heb een naam weggehaald.", "custom": {"afgeschermd": {"soorten": ["NAAM"]}}},
        {"custom": {"iets_nieuws": {"a": 1}}},
        {"text": "Vertel verder.", "custom": {"iets_nieuws": True}},
    ]
    say(page, "x")
    expect(last_turn(page).locator(".bubble")).to_have_count(2)
    expect(last_turn(page).locator(".bubble.stil")).to_have_text("Ik heb een naam weggehaald.")


def test_nothing_is_lost_without_a_connection(chat: Chat) -> None:
    page, script = chat()
    script.answers["mijn verhaal"] = None
    say(page, "mijn verhaal")
    expect(page.get_by_text(TEKSTEN["niet_verstuurd"])).to_be_visible()
    expect(last_turn(page)).to_contain_text("Bel 112")
    expect(page.locator(".turn.jij")).to_contain_text("mijn verhaal")
    script.answers["mijn verhaal"] = [{"text": "Dank je."}]
    page.get_by_role("button", name=TEKSTEN["opnieuw"]).click()
    expect(last_turn(page)).to_contain_text("Dank je.")
    expect(page.get_by_text(TEKSTEN["niet_verstuurd"])).to_have_count(0)
    expect(page.locator(".turn.jij")).to_have_count(1)

    script.answers["te snel"] = (429, {"fout": "te_snel", "berichten": [{"text": "Dat gaat me te snel."}]})
    say(page, "te snel")
    expect(last_turn(page)).to_contain_text("Dat gaat me te snel.")
    page.get_by_label("Je bericht").fill("al verder getypt")
    page.get_by_role("button", name=TEKSTEN["pas_aan"]).click()
    expect(page.get_by_label("Je bericht")).to_have_value("te snel\nal verder getypt")


def test_emergency_line_stays_when_the_assistant_is_down(chat: Chat) -> None:
    def down(script: Script) -> None:
        script.session = None

    page, script = chat(prepare=down)
    expect(last_turn(page)).to_contain_text(TEKSTEN["niet_bereikbaar"])
    expect(page.get_by_role("link", name="bel 112")).to_be_visible()
    say(page, "toch alvast")
    expect(page.get_by_text(TEKSTEN["niet_verstuurd"])).to_be_visible()
    script.session = (200, {"sessie": "nieuw", "berichten": GREETING, "opslag": OPSLAG})
    page.locator(".turn.jij").get_by_role("button", name=TEKSTEN["opnieuw"]).click()
    expect(last_turn(page)).to_contain_text("Antwoord op: toch alvast")


def test_a_proxy_page_is_a_missing_connection(chat: Chat) -> None:
    page, _ = chat()
    page.route("**/api/bericht", lambda route: route.fulfill(status=502, body="<html>Bad gateway</html>"))
    say(page, "hallo")
    expect(last_turn(page)).to_contain_text(TEKSTEN["geen_verbinding"][:30])


def test_a_session_that_is_over_keeps_the_words(chat: Chat) -> None:
    page, script = chat()
    script.answers["lang verhaal"] = (410, {"fout": "sessie_verlopen", "berichten": [{"text": "Dit is gestopt."}]})
    say(page, "lang verhaal")
    expect(page.get_by_label("Je bericht")).to_have_value("lang verhaal")
    last_turn(page).get_by_role("button", name=TEKSTEN["nieuw"]).click()
    expect(page.locator(".turn.jij")).to_have_count(0)
    expect(page.get_by_text(OPSLAG)).to_be_visible()
    expect(page.get_by_label("Je bericht")).to_have_value("lang verhaal")
    assert [path for path, _ in script.asked].count("/api/sessie") == 2


def test_erasing_asks_first_and_leaves_nothing(chat: Chat) -> None:
    page, script = chat()
    say(page, "gevoelig verhaal")
    expect(last_turn(page)).to_contain_text("Antwoord op")
    page.get_by_role("button", name="Wis gesprek").click()
    expect(page.get_by_text(TEKSTEN["wis_vraag"])).to_be_visible()
    page.keyboard.press("Escape")
    expect(page.get_by_text(TEKSTEN["wis_vraag"])).to_have_count(0)
    assert ("/api/wis", {"sessie": "geheim-teken"}) not in script.asked

    page.get_by_role("button", name="Wis gesprek").click()
    page.get_by_role("button", name=TEKSTEN["wis_ja"]).click()
    expect(last_turn(page)).to_contain_text("Dit gesprek is gewist.")
    assert ("/api/wis", {"sessie": "geheim-teken"}) in script.asked
    assert "gevoelig" not in page.evaluate("document.querySelector('samenduiden-chat').shadowRoot.textContent")
    assert page.evaluate("sessionStorage.length") == 0


def test_erasing_that_fails_is_not_called_erased(chat: Chat) -> None:
    page, script = chat()
    say(page, "verhaal")
    script.erase = None
    page.get_by_role("button", name="Wis gesprek").click()
    page.get_by_role("button", name=TEKSTEN["wis_ja"]).click()
    expect(last_turn(page)).to_contain_text(TEKSTEN["wissen_mislukt"])
    expect(page.locator(".turn.jij")).to_contain_text("verhaal")
    assert page.evaluate("sessionStorage.length") == 1


def test_typed_erasure_clears_the_screen(chat: Chat) -> None:
    page, script = chat()
    script.answers["wis alles"] = (200, {"gewist": True, "berichten": [{"text": "Dit gesprek is gewist."}]})
    say(page, "verhaal")
    say(page, "wis alles")
    expect(page.locator(".turn")).to_have_count(1)
    expect(last_turn(page)).to_contain_text("gewist")
    say(page, "nog iets")
    expect(last_turn(page)).to_contain_text("Antwoord op: nog iets")


def test_starting_afresh_erases_the_old_conversation(chat: Chat) -> None:
    page, script = chat()
    say(page, "verhaal")
    page.get_by_role("button", name="Nieuw gesprek").click()
    page.get_by_role("button", name=TEKSTEN["nieuw_ja"]).click()
    expect(page.locator(".turn.jij")).to_have_count(0)
    expect(page.get_by_text(OPSLAG)).to_be_visible()
    assert [path for path, _ in script.asked][-2:] == ["/api/wis", "/api/sessie"]


def test_only_a_token_is_kept_in_the_tab(chat: Chat) -> None:
    page, script = chat()
    say(page, "verhaal met details")
    expect(last_turn(page)).to_contain_text("Antwoord op")
    kept = page.evaluate("JSON.stringify([{...sessionStorage}, {...localStorage}, document.cookie])")
    assert json.loads(kept) == [{"samenduiden.sessie": "geheim-teken"}, {}, ""]
    page.reload()
    expect(page.get_by_text(TEKSTEN["verder"])).to_be_visible()
    say(page, "ik ga verder")
    expect(last_turn(page)).to_contain_text("Antwoord op")
    assert [path for path, _ in script.asked].count("/api/sessie") == 1
    assert script.asked[-1][1]["sessie"] == "geheim-teken"


def test_the_box_shares_nothing_with_the_browser(chat: Chat) -> None:
    page, _ = chat()
    box = page.get_by_label("Je bericht")
    expect(box).to_have_attribute("autocomplete", "off")
    expect(box).to_have_attribute("spellcheck", "false")
    expect(page.locator("samenduiden-chat")).to_have_attribute("translate", "no")


def test_personal_data_is_pointed_out_while_typing(chat: Chat) -> None:
    page, script = chat()
    box = page.get_by_label("Je bericht")
    box.fill(f"bel hem op {YOUSSRA.telefoon}")
    hint = page.locator(".hint")
    expect(hint).to_have_text("Hier staat misschien een telefoonnummer. Haal het weg als je kunt.")
    box.fill(f"bel hem op {YOUSSRA.telefoon} of mail {YOUSSRA.email}")
    expect(hint).to_have_text("Hier staan misschien een e-mailadres en een telefoonnummer. Haal ze weg als je kunt.")
    box.press("Enter")
    expect(hint).to_have_text("")
    assert len(script.texts()) == 1


def test_counter_near_the_limit(chat: Chat) -> None:
    page, script = chat()
    box = page.get_by_label("Je bericht")
    box.fill("a" * 4000)
    expect(page.locator(".count")).to_have_text("")
    # An emoji counts once, as the gateway counts it.
    box.fill("😀" + "a" * 4899)
    expect(page.locator(".count")).to_have_text("Nog 100 tekens")
    box.fill("a" * 5007)
    expect(page.locator(".count")).to_have_text("7 tekens te lang. Vertel het in stukken.")
    expect(page.get_by_role("button", name="Verstuur")).to_be_disabled()
    box.press("Enter")
    assert script.texts() == []
    assert len(box.input_value()) == 5007


def test_an_answer_on_its_way_is_shown_and_heard(chat: Chat) -> None:
    page, _ = chat()
    held: list[Any] = []
    page.route("**/api/bericht", lambda route: held.append(route))
    say(page, "een")
    expect(page.locator(".dots")).to_be_visible()
    expect(page.get_by_text(TEKSTEN["bezig"])).to_be_attached()
    say(page, "twee")
    assert len(held) == 1
    held[0].fulfill(json={"berichten": [{"text": "antwoord een"}]})
    page.wait_for_function(
        "() => document.querySelector('samenduiden-chat').shadowRoot.textContent.includes('antwoord een')"
    )
    page.wait_for_timeout(100)
    held[1].fulfill(json={"berichten": [{"text": "antwoord twee"}]})
    expect(last_turn(page)).to_contain_text("antwoord twee")
    expect(page.locator(".dots")).to_be_hidden()


def test_summary_takes_along_what_is_ticked(chat: Chat) -> None:
    page, script = chat(permissions=["clipboard-read", "clipboard-write"])
    script.answers["samenvatting"] = [{"text": "Hier is hij."}, {"custom": {"samenvatting": SAMENVATTING}}]
    say(page, "samenvatting")
    card = page.get_by_role("group", name="Samenvatting voor overleg")
    card.get_by_label("zit in een gesloten groep").uncheck()
    card.get_by_role("button", name="Kopiëren").click()
    expect(card.get_by_role("status")).to_have_text(TEKSTEN["gekopieerd"])
    copied = page.evaluate("navigator.clipboard.readText()")
    assert copied == (
        "Samenvatting voor overleg\n22-11-2026\nNiet gewogen.\n\nWat de zorg tegenspreekt\n- komt nog op voetbal\n\n"
        "Wat dit betekent, bespreek je samen.\n"
    )
    card.get_by_label("komt nog op voetbal").uncheck()
    card.get_by_role("button", name="Kopiëren").click()
    expect(card.get_by_role("status")).to_have_text(TEKSTEN["niets_gekozen"])


def test_summary_can_be_copied_by_hand(chat: Chat) -> None:
    page, script = chat()
    script.answers["samenvatting"] = [{"custom": {"samenvatting": SAMENVATTING}}]
    page.evaluate("() => { navigator.clipboard.writeText = () => Promise.reject(new Error('no')) }")
    say(page, "samenvatting")
    page.get_by_role("button", name="Kopiëren").click()
    expect(page.get_by_label(TEKSTEN["kopie_label"])).to_be_focused()
    expect(page.get_by_label(TEKSTEN["kopie_label"])).to_have_value(re.compile("komt nog op voetbal"))


def test_print_holds_the_summary_alone_under_a_neutral_title(chat: Chat) -> None:
    page, script = chat()
    script.answers["samenvatting"] = [{"custom": {"samenvatting": SAMENVATTING}}]
    page.evaluate("window.print = () => { window.gedrukt = document.title }")
    say(page, "samenvatting")
    page.get_by_label("zit in een gesloten groep").uncheck()
    page.get_by_role("button", name="Afdrukken").click()
    assert page.evaluate("window.gedrukt") == "notitie"
    page.emulate_media(media="print")
    expect(page.locator("#samenduiden-afdruk")).to_be_visible()
    expect(page.locator("#samenduiden-afdruk")).to_contain_text("komt nog op voetbal")
    expect(page.locator("#samenduiden-afdruk")).not_to_contain_text("gesloten groep")
    expect(page.locator("main")).to_be_hidden()
    page.evaluate("window.dispatchEvent(new Event('afterprint'))")
    assert page.title() == "Samenduiden"
    expect(page.locator("#samenduiden-afdruk")).to_have_count(0)


def test_panel_opens_and_closes_on_somebody_elses_page(chat: Chat) -> None:
    page, script = chat("/intranet")
    assert script.asked == []
    opener = page.get_by_role("button", name=TEKSTEN["open"])
    opener.click()
    expect(page.get_by_label("Je bericht")).to_be_focused()
    say(page, "hallo")
    expect(last_turn(page)).to_contain_text("Antwoord op: hallo")
    # The page around it has no say in how the panel looks.
    assert last_turn(page).locator(".bubble p").evaluate("p => getComputedStyle(p).textTransform") == "none"
    assert last_turn(page).locator(".bubble p").evaluate("p => parseFloat(getComputedStyle(p).fontSize)") == 16
    page.keyboard.press("Escape")
    expect(opener).to_be_focused()
    opener.press("Enter")
    expect(last_turn(page)).to_contain_text("Antwoord op: hallo")
    assert [path for path, _ in script.asked].count("/api/sessie") == 1


def test_panel_covers_a_small_screen_alone(chat: Chat) -> None:
    page, _ = chat("/intranet", viewport={"width": 360, "height": 640})
    page.get_by_role("button", name=TEKSTEN["open"]).click()
    expect(page.get_by_role("dialog")).to_have_js_property("open", True)
    box = page.get_by_role("dialog").bounding_box()
    assert box == {"x": 0, "y": 0, "width": 360, "height": 640}
    # The page behind is out of reach for the keyboard and for screen readers.
    assert page.evaluate(
        "document.querySelector('samenduiden-chat').shadowRoot.querySelector('dialog').matches(':modal')"
    )


def test_page_without_script_still_says_112() -> None:
    html = (DIST / "index.html").read_text(encoding="utf-8")
    assert 'href="tel:112"' in html


def test_the_drawing_says_where_one_is_and_reads_as_a_list(chat: Chat) -> None:
    page, script = chat()
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    script.answers["schema"] = KNOOP
    say(page, "schema")
    expect(page.get_by_role("button", name="Terug")).to_be_visible()
    assert not [url for url in asked if "stroomschema" in url], "fetched only when it is opened"
    page.get_by_text(TEKSTEN["waar_ben_ik"]).click()
    expect(page.get_by_role("status").filter(has_text="Samen gewogen? (je bent hier)")).to_be_visible()
    frame = page.get_by_role("region", name=TEKSTEN["tekening_label"])
    image = frame.get_by_role("img")
    expect(image).to_be_visible()
    svg = unquote(image.get_attribute("src") or "")
    page.wait_for_function("frame => frame.scrollTop > 0", arg=frame.element_handle())
    assert svg.count(TEKSTEN["je_bent_hier"]) == 1 and svg.count('stroke="#0b4f8a"') == 2
    dashed = re.findall(r'data-knoop="(\w+)"[^>]*>\s*<rect[^>]*stroke-dasharray', svg)
    assert "n6" in dashed and not {"start", "n0", "n4", "n4_samen"} & set(dashed)
    page.get_by_text(TEKSTEN["als_lijst"]).click()
    here = page.locator('li[aria-current="step"]')
    expect(here).to_contain_text("je bent hier: Stap 4. Samen gewogen?")
    expect(here).to_contain_text("Ja: naar Jullie inschatting")
    assert page.locator(".where ol > li").count() > 50
    # Where one is goes along in no request.
    assert [url.split("/", 3)[3] for url in asked if "stroomschema" in url] == ["stroomschema.svg"]


def test_a_drawing_that_fails_is_told_and_the_question_stays(chat: Chat) -> None:
    page, script = chat()
    page.route("**/stroomschema.svg", lambda route: route.fulfill(status=503, body=""))
    script.answers["schema"] = KNOOP
    say(page, "schema")
    page.get_by_text(TEKSTEN["waar_ben_ik"]).click()
    expect(page.get_by_text(TEKSTEN["tekening_weg"])).to_be_visible()
    expect(page.get_by_role("button", name="Ja", exact=True)).to_be_enabled()


def test_a_printed_summary_is_a_tagged_pdf(chat: Chat) -> None:
    """What the browser saves as PDF has headings and lists that a screen reader knows."""
    page, script = chat()
    script.answers["samenvatting"] = [{"custom": {"samenvatting": SAMENVATTING}}]
    page.evaluate("window.print = () => {}")
    say(page, "samenvatting")
    page.get_by_role("button", name="Afdrukken").click()
    document = page.pdf(tagged=True)
    assert document.startswith(b"%PDF") and b"/StructTreeRoot" in document and b"/MarkInfo" in document


def test_a_reminder_is_saved_as_a_calendar_file(chat: Chat) -> None:
    page, script = chat()
    text = "BEGIN:VCALENDAR\r\nSUMMARY:Terugbellen\r\nEND:VCALENDAR\r\n"
    script.answers["agenda"] = [
        {"text": "Zet dit in je agenda."},
        {"custom": {"agenda": {"naam": "terugbellen.ics", "inhoud": text}}},
    ]
    say(page, "agenda")
    with page.expect_download() as waiting:
        page.get_by_role("button", name=TEKSTEN["agenda"]).click()
    download = waiting.value
    assert download.suggested_filename == "terugbellen.ics"
    assert Path(download.path()).read_bytes().decode("utf-8") == text
