/** The drawing of the stroomschema with "je bent hier". Fetched when it is opened, marked here. */

import { el, t } from "./dom";
import type { Plek } from "./types";

const SVG = "http://www.w3.org/2000/svg";
/** Room above the place when the drawing scrolls to it. */
const ABOVE = 60;

/** A closed block under the question; `drawing` gives the picture as text. */
export function plekKaart(plek: Plek, drawing: () => Promise<string>): HTMLElement {
  const status = el("p", { class: "meta", role: "status" });
  const place = el("div", { class: "drawing", tabindex: "0", role: "region", "aria-label": t("tekening_label") });
  place.hidden = true;
  const card = el("details", { class: "where" }, el("summary", {}, t("waar_ben_ik")), status, place);
  const show = (text: string): void => {
    const picture = mark(text, plek);
    status.textContent = picture ? picture.name : t("tekening_weg");
    if (!picture) return;
    place.hidden = false;
    place.replaceChildren(picture.svg);
    // The picture is drawn one to one, so its own measure is that of the page.
    place.scrollTop = Math.max(0, picture.top - ABOVE);
  };
  card.addEventListener("toggle", () => {
    if (!card.open || place.firstChild) return;
    status.textContent = t("tekening_bezig");
    drawing().then(show, () => (status.textContent = t("tekening_weg")));
  });
  return card;
}

/** The picture with the place in it, or null when it holds no such place. */
function mark(text: string, plek: Plek): { svg: Node; top: number; name: string } | null {
  const parsed = new DOMParser().parseFromString(text, "image/svg+xml");
  const here = parsed.querySelector(`[data-knoop="${CSS.escape(plek.knoop)}"]`);
  const box = here?.querySelector("rect");
  if (!here || !box) return null;
  for (const other of parsed.querySelectorAll("[data-knoop]")) {
    if (other === here || plek.gelopen.includes(other.getAttribute("data-knoop") ?? "")) continue;
    other.querySelector("rect")?.setAttribute("stroke-dasharray", "4 3");
  }
  const name = [...here.querySelectorAll('text[font-weight="bold"]')].map((line) => line.textContent).join(" ");
  doubleBorder(box);
  here.append(words(parsed, box));
  here.setAttribute("aria-label", `${t("je_bent_hier")}. ${here.getAttribute("aria-label") ?? ""}`);
  here.setAttribute("aria-current", "step");
  return {
    svg: document.importNode(parsed.documentElement, true),
    top: measure(box, "y"),
    name: `${name} (${t("je_bent_hier")})`,
  };
}

const measure = (box: Element, name: string): number => Number(box.getAttribute(name));

/** Not by colour alone: the place has two borders. */
function doubleBorder(box: Element): void {
  const inner = box.cloneNode() as Element;
  for (const [name, grow] of [["x", 4], ["y", 4], ["width", -8], ["height", -8]] as const) {
    inner.setAttribute(name, String(measure(box, name) + grow));
  }
  inner.setAttribute("fill", "none");
  for (const rect of [box, inner]) {
    rect.setAttribute("stroke", "#0b4f8a");
    rect.setAttribute("stroke-width", "3");
  }
  box.after(inner);
}

function words(parsed: Document, box: Element): Element {
  const made = parsed.createElementNS(SVG, "text");
  const places = {
    x: measure(box, "x") + measure(box, "width") - 10,
    y: measure(box, "y") - 5,
  };
  for (const [name, value] of Object.entries(places)) made.setAttribute(name, String(value));
  made.setAttribute("text-anchor", "end");
  made.setAttribute("font-weight", "bold");
  made.setAttribute("fill", "#0b4f8a");
  made.textContent = t("je_bent_hier");
  return made;
}
