/** Small helpers to make elements. Text always goes in as text, never as HTML. */

import teksten from "./teksten.json";

export type Tekst = keyof typeof teksten;

/** A text of the widget with its values filled in. */
export function t(key: Tekst, values: Record<string, string | number> = {}): string {
  return teksten[key].replace(/\{([a-z]+)\}/g, (_, name: string) => String(values[name] ?? ""));
}

type Child = Node | string | null | undefined | false;

/** An element with attributes and children. An attribute with `false` is left out. */
export function el<K extends keyof HTMLElementTagNameMap>(
  tag: K,
  attributes: Record<string, string | boolean> = {},
  ...children: Child[]
): HTMLElementTagNameMap[K] {
  const made = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (value !== false) made.setAttribute(name, value === true ? "" : value);
  }
  made.append(...children.filter((child): child is Node | string => !!child));
  return made;
}

/** A button that does something. */
export function button(kind: string, label: string, action: () => void, icon?: SVGElement): HTMLButtonElement {
  const made = el("button", { type: "button", class: kind }, icon, el("span", {}, label));
  made.addEventListener("click", action);
  return made;
}

const SVG = "http://www.w3.org/2000/svg";

function drawing(size: string, shapes: Record<string, string>[]): SVGElement {
  const svg = document.createElementNS(SVG, "svg");
  for (const [name, value] of Object.entries({ viewBox: size, "aria-hidden": "true", focusable: "false" })) {
    svg.setAttribute(name, value);
  }
  for (const { tag = "path", ...rest } of shapes) {
    const shape = document.createElementNS(SVG, tag);
    for (const [name, value] of Object.entries(rest)) shape.setAttribute(name, value);
    svg.append(shape);
  }
  return svg;
}

/** Icons drawn here, so that nothing is fetched. */
export const icons = {
  /** Two speech balloons that overlap: looking at something together. */
  mark: () =>
    drawing("0 0 40 40", [
      { d: "M15.5 6C8 6 2.5 10.9 2.5 17.2c0 3.6 1.8 6.6 4.6 8.6l-.8 5.4 5.4-3c1.2.3 2.5.4 3.8.4", class: "mark-a" },
      { d: "M24.8 12.5c-7 0-12.6 4.6-12.6 10.6s5.6 10.6 12.6 10.6c1.2 0 2.4-.1 3.5-.4l5 2.9-.7-5.2c2.9-1.9 4.8-4.7 4.8-7.9 0-6-5.6-10.6-12.6-10.6z", class: "mark-b" },
    ]),
  send: () => drawing("0 0 24 24", [{ d: "M4 12h14M12 5.5l6.5 6.5-6.5 6.5", class: "line" }]),
  close: () => drawing("0 0 24 24", [{ d: "M6 6l12 12M18 6L6 18", class: "line" }]),
  check: () => drawing("0 0 24 24", [{ d: "M5 12.5l4.5 4.5L19 7.5", class: "line" }]),
  phone: () =>
    drawing("0 0 24 24", [
      { d: "M7.2 3.8l2.6 4.3-1.7 2.1c1 2.3 3 4.300 5.400 5.500l2.200-1.700 4.200 2.700c-.2 2.300-1.900 3.900-4.200 3.700C9.600 19.800 4 14.100 3.500 8 3.400 5.700 4.900 4 7.200 3.800z", class: "line" },
    ]),
};
