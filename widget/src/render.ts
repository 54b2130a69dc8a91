/** Turns plain text of the assistant into elements: paragraphs, lists, links and phone numbers. */

import { el } from "./dom";

const LINK = /https?:\/\/[^\s<>"“”]+|(?<![\w@.\-/])(?:[a-z0-9][a-z0-9-]*\.)+(?:nl|eu|org|com|info)(?:\/[^\s<>"“”]*)?(?![\w@-])/gi;
const PHONE = /(?<![\d\w.,+\-/€])(?:11[23](?![\d%])(?![.,]\d)|0[89]00[ -]?\d{4}(?:\d{3})?|14 ?0\d{2,3}|(?:\+31|0)(?:[ -]?\d){9})(?![\d-]\d|\d)/g;

/** Text with links and phone numbers that can be pressed. */
export function inline(text: string): Node[] {
  const nodes: Node[] = [];
  let at = 0;
  for (const match of text.matchAll(LINK)) {
    const shown = match[0].replace(/[.,;:!?)\]]+$/, "");
    const href = /^https?:/i.test(shown) ? shown : `https://${shown}`;
    if (!isWebAddress(href)) continue;
    nodes.push(...phones(text.slice(at, match.index)));
    nodes.push(el("a", { href, target: "_blank", rel: "noopener noreferrer" }, shown));
    at = match.index + shown.length;
  }
  nodes.push(...phones(text.slice(at)));
  return nodes;
}

function isWebAddress(href: string): boolean {
  try {
    return ["https:", "http:"].includes(new URL(href).protocol);
  } catch {
    return false;
  }
}

function phones(text: string): Node[] {
  const nodes: Node[] = [];
  let at = 0;
  for (const match of text.matchAll(PHONE)) {
    nodes.push(document.createTextNode(text.slice(at, match.index)));
    nodes.push(el("a", { href: `tel:${match[0].replace(/[^\d+]/g, "")}`, class: "tel" }, match[0]));
    at = match.index + match[0].length;
  }
  nodes.push(document.createTextNode(text.slice(at)));
  return nodes.filter((node) => node.textContent);
}

const BULLET = /^\s*[-•*]\s+/;
const NUMBER = /^\s*\d{1,2}[.)]\s+/;

/** Blocks of a message: lines that start with a dash or a number become real lists. */
export function blocks(text: string): HTMLElement[] {
  const made: HTMLElement[] = [];
  let paragraph: HTMLElement | null = null;
  const lines = text.replace(/\r\n?/g, "\n").split("\n");
  for (const [i, line] of lines.entries()) {
    const list = BULLET.test(line) ? "ul" : NUMBER.test(line) ? "ol" : null;
    if (list) {
      let last = made.at(-1);
      if (last?.localName !== list) made.push((last = el(list)));
      last.append(el("li", {}, ...inline(line.replace(list === "ul" ? BULLET : NUMBER, ""))));
      paragraph = null;
    } else if (!line.trim()) {
      paragraph = null;
    } else if (/:\s*$/.test(line) && BULLET.test(lines[i + 1] ?? "")) {
      // A line above a list is its title.
      made.push(el("p", { class: "lead" }, ...inline(line)));
      paragraph = null;
    } else if (paragraph) {
      paragraph.append(el("br"), ...inline(line));
    } else {
      made.push((paragraph = el("p", {}, ...inline(line))));
    }
  }
  return made;
}
