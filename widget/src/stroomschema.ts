/** The drawing of the stroomschema with "je bent hier". Fetched when it is opened, marked here. */

import { el, t } from "./dom";
import type { Plek } from "./types";

const SVG = "http://www.w3.org/2000/svg";
/** Room above the place when the drawing scrolls to it. */
const ABOVE = 60;

interface Picture {
  /** The marked picture as an address that fetches nothing. */
  address: string;
  /** Where the place stands in it, in pixels. */
  top: number;
  /** The place in words. */
  name: string;
  /** The whole picture as a list, for who does not see it. */
  list: HTMLElement;
}

/** A closed block under the question; `drawing` gives the picture as text. */
export function plekKaart(plek: Plek, drawing: () => Promise<string>): HTMLElement {
  const status = el("p", { class: "meta", role: "status" });
  const place = el("div", { class: "drawing-place" });
  const card = el("details", { class: "where" }, el("summary", {}, t("waar_ben_ik")), status, place);
  const show = (text: string): void => {
    const picture = mark(text, plek);
    status.textContent = picture ? picture.name : t("tekening_weg");
    if (!picture) return;
    const image = el("img", { src: picture.address, alt: t("tekening_alt") });
    const frame = el("div", { class: "drawing", tabindex: "0", role: "region", "aria-label": t("tekening_label") }, image);
    place.append(frame, el("details", {}, el("summary", {}, t("als_lijst")), picture.list));
    // The picture is drawn one to one, so its own measure is that of the page.
    image.addEventListener("load", () => (frame.scrollTop = Math.max(0, picture.top - ABOVE)));
  };
  card.addEventListener("toggle", () => {
    if (!card.open || place.firstChild) return;
    status.textContent = t("tekening_bezig");
    drawing().then(show, () => (status.textContent = t("tekening_weg")));
  });
  return card;
}

/** The picture with the place in it, or null when it holds no such place. */
function mark(text: string, plek: Plek): Picture | null {
  const parsed = new DOMParser().parseFromString(text, "image/svg+xml");
  const here = parsed.querySelector(`[data-knoop="${CSS.escape(plek.knoop)}"]`);
  const box = here?.querySelector("rect");
  if (!here || !box) return null;
  const list = el("ol");
  for (const one of parsed.querySelectorAll("[data-knoop]")) {
    const label = one.getAttribute("aria-label") ?? "";
    const item = el("li", {}, one === here ? `${t("je_bent_hier")}: ${label}` : label);
    if (one === here) item.setAttribute("aria-current", "step");
    else if (!plek.gelopen.includes(one.getAttribute("data-knoop") ?? "")) {
      one.querySelector("rect")?.setAttribute("stroke-dasharray", "4 3");
    }
    list.append(item);
  }
  const name = [...here.querySelectorAll('text[font-weight="bold"]')].map((line) => line.textContent).join(" ");
  doubleBorder(box);
  here.append(words(parsed, box));
  return {
    address: `data:image/svg+xml,${encodeURIComponent(new XMLSerializer().serializeToString(parsed))}`,
    top: measure(box, "y"),
    name: `${name} (${t("je_bent_hier")})`,
    list,
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
