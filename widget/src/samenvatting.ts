/** The summary card: tick what goes along, copy it, print it. Nothing is stored. */

import { button, el, t } from "./dom";
import type { Samenvatting } from "./types";
import printStyle from "./print.css";

/** The card for a summary. */
export function samenvattingCard(doc: Samenvatting, level: number): HTMLElement {
  const boxes = new Map<string, HTMLInputElement>();
  const status = el("p", { class: "status", role: "status" });
  const heading = (text: string, extra: number) =>
    el("p", { class: "heading", role: "heading", "aria-level": String(level + extra) }, text);
  const card = el(
    "div",
    { class: "card", role: "group", "aria-label": doc.titel },
    heading(doc.titel, 1),
    !!doc.datum && el("p", { class: "meta" }, doc.datum),
    !!doc.kop && el("p", { class: "meta" }, doc.kop),
    el("p", { class: "meta" }, t("meenemen_uitleg")),
  );
  doc.delen.forEach((deel, part) => {
    const list = el("ul", { class: "lines" });
    deel.regels.forEach((regel, line) => {
      const box = el("input", { type: "checkbox", checked: true, autocomplete: "off" });
      boxes.set(`${part}.${line}`, box);
      const words = el("span", {}, el("span", { class: "unseen" }, `${t("meenemen")}: `), regel.tekst);
      list.append(el("li", {}, el("label", {}, box, words)));
    });
    card.append(heading(deel.titel, 2), list);
  });
  const chosen = (): Samenvatting => ({
    ...doc,
    delen: doc.delen
      .map((deel, part) => ({
        ...deel,
        regels: deel.regels.filter((_, line) => boxes.get(`${part}.${line}`)?.checked),
      }))
      .filter((deel) => deel.regels.length),
  });
  const withChoice = (action: (made: Samenvatting) => void) => () => {
    const made = chosen();
    status.textContent = "";
    if (made.delen.length) action(made);
    else status.textContent = t("niets_gekozen");
  };
  card.append(
    ...(doc.voet ? [el("p", { class: "meta" }, doc.voet)] : []),
    el(
      "div",
      { class: "actions" },
      button("plain", t("kopieer"), withChoice((made) => void copy(asText(made), card, status))),
      button("plain", t("druk_af"), withChoice(print)),
    ),
    status,
  );
  return card;
}

/** The summary as plain text, for a file or an e-mail. */
export function asText(doc: Samenvatting): string {
  const parts = doc.delen.map((deel) => [deel.titel, ...deel.regels.map((regel) => `- ${regel.tekst}`)].join("\n"));
  const head = [doc.titel, doc.datum, doc.kop].filter(Boolean).join("\n");
  return [head, ...parts, doc.voet].filter(Boolean).join("\n\n") + "\n";
}

async function copy(text: string, card: HTMLElement, status: HTMLElement): Promise<void> {
  card.querySelector("textarea")?.remove();
  try {
    await navigator.clipboard.writeText(text);
    status.textContent = t("gekopieerd");
  } catch {
    // Without https the browser has no clipboard for pages: show the text, selected.
    const box = el("textarea", { readonly: true, rows: "8", "aria-label": t("kopie_label") });
    box.value = text;
    status.before(box);
    box.focus();
    box.select();
    status.textContent = t("kopieer_zelf");
  }
}

/** Prints the summary alone: the page itself is hidden while the print is made, under a title that tells nothing. */
function print(doc: Samenvatting): void {
  const paper = el("div", { id: "samenduiden-afdruk", lang: "nl" });
  paper.append(el("h1", {}, doc.titel));
  for (const line of [doc.datum, doc.kop]) if (line) paper.append(el("p", {}, line));
  for (const deel of doc.delen) {
    paper.append(el("h2", {}, deel.titel), el("ul", {}, ...deel.regels.map((regel) => el("li", {}, regel.tekst))));
  }
  if (doc.voet) paper.append(el("p", { class: "voet" }, doc.voet));
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(printStyle);
  const title = document.title;
  document.adoptedStyleSheets = [...document.adoptedStyleSheets, sheet];
  document.title = t("bestandsnaam");
  document.body.append(paper);
  const restore = () => {
    paper.remove();
    document.title = title;
    document.adoptedStyleSheets = document.adoptedStyleSheets.filter((other) => other !== sheet);
  };
  window.addEventListener("afterprint", restore, { once: true });
  window.print();
}
