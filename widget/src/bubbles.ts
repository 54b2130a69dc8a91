/** Draws messages: who says it, the words, buttons to choose from, and cards. */

import { agendaButton } from "./agenda";
import { button, el, icons, t } from "./dom";
import { blocks } from "./render";
import { samenvattingCard } from "./samenvatting";
import { plekKaart } from "./stroomschema";
import type { Bericht, Knop } from "./types";

type Style = "" | "acuut" | "stil";

/** One visible message of an answer, after remarks without words were joined to their words. */
interface Piece {
  bericht: Bericht;
  style: Style;
}

/** Payloads that steer through a list of questions; they stand apart from the answers. */
const STEERS = new Set(["/weet_niet", "/terug", "/waarom_deze_vraag", "/stoppen"]);

/**
 * Rasa sends words and `custom` as two messages. A remark (`acuut`, `afgeschermd`) without words of its own belongs
 * to the words before it, or when there are none to the words after it.
 */
function join(berichten: Bericht[]): Piece[] {
  const pieces: Piece[] = [];
  let waiting: Style = "";
  for (const bericht of berichten) {
    const style: Style = bericht.custom?.acuut ? "acuut" : bericht.custom?.afgeschermd ? "stil" : "";
    const card = bericht.custom?.samenvatting ?? bericht.custom?.stroomschema ?? bericht.custom?.agenda;
    const isVisible = !!bericht.text || !!bericht.buttons?.length || !!card;
    if (isVisible) {
      pieces.push({ bericht, style: style || waiting });
      waiting = "";
    } else if (style) {
      const last = pieces.at(-1);
      if (last) last.style = style;
      else waiting = style;
    }
  }
  return pieces;
}

/** A turn of one speaker. The name stands once above it. */
export function turn(who: "jij" | "assistent", ...children: Node[]): HTMLElement {
  const name = who === "jij" ? t("jij") : t("naam");
  return el("div", { class: `turn ${who}` }, el("p", { class: "who" }, name), ...children);
}

/** What the user said or chose. */
export function userTurn(text: string): HTMLElement {
  return turn("jij", el("div", { class: "bubble" }, el("p", { class: "own" }, text)));
}

/** An answer of the assistant. `choose` is called with the button that was pressed. */
export function answerTurn(
  berichten: Bericht[],
  level: number,
  choose: (knop: Knop) => void,
  drawing: () => Promise<string>,
): HTMLElement | null {
  const parts: HTMLElement[] = [];
  for (const { bericht, style } of join(berichten)) {
    if (bericht.text) parts.push(bubble(bericht.text, style, level));
    if (bericht.custom?.agenda) parts.push(agendaButton(bericht.custom.agenda));
    if (bericht.custom?.samenvatting) parts.push(samenvattingCard(bericht.custom.samenvatting, level));
    if (bericht.buttons?.length) parts.push(choices(bericht.buttons, choose));
    if (bericht.custom?.stroomschema) parts.push(plekKaart(bericht.custom.stroomschema, drawing));
  }
  return parts.length ? turn("assistent", ...parts) : null;
}

function bubble(text: string, style: Style, level: number): HTMLElement {
  const made = el("div", { class: `bubble ${style}`.trim() });
  if (style === "acuut") {
    made.append(el("p", { class: "first", role: "heading", "aria-level": String(level + 1) }, t("eerst_dit")));
  }
  made.append(...blocks(text));
  return made;
}

function choices(knoppen: Knop[], choose: (knop: Knop) => void): HTMLElement {
  const group = el("div", { class: "choices", role: "group", "aria-label": t("kies") });
  for (const knop of knoppen) {
    const made = button(STEERS.has(knop.payload) ? "choice steer" : "choice", knop.title, () => {
      made.classList.add("chosen");
      made.prepend(icons.check());
      made.lastElementChild?.append(el("span", { class: "unseen" }, t("gekozen")));
      choose(knop);
    });
    group.append(made);
  }
  return group;
}

/** Switches off the buttons of earlier answers; the chosen one stays to be seen. */
export function disableChoices(log: HTMLElement): void {
  for (const old of log.querySelectorAll<HTMLButtonElement>("button.choice:enabled")) old.disabled = true;
}
