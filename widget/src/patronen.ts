/** Points out obvious personal data while somebody types. Nothing leaves the browser here. */

import { t, type Tekst } from "./dom";
import bron from "./patronen.json";

/** 9 digits whose weighted sum can be divided by 11 (Logisch Ontwerp BRP). */
function elfproef(digits: string): boolean {
  if (digits.length !== 9 || /^0+$/.test(digits)) return false;
  const sum = [...digits].reduce((total, digit, i) => total + Number(digit) * (i === 8 ? -1 : 9 - i), 0);
  return sum % 11 === 0;
}

/** ISO 13616: letters as numbers, first four at the end, remainder 1. */
function mod97(value: string): boolean {
  const moved = value.slice(4) + value.slice(0, 4);
  let rest = 0;
  for (const char of moved) {
    for (const digit of parseInt(char, 36).toString()) rest = (rest * 10 + Number(digit)) % 97;
  }
  return rest === 1;
}

const controles: Record<string, (found: string) => boolean> = {
  elfproef: (found) => elfproef(found.replace(/[^0-9]/g, "")),
  mod97: (found) => mod97(found.replace(/[^A-Z0-9]/g, "")),
  niet_openbaar: (found) => {
    const digits = found.replace(/\(0\)/, "").replace(/[^0-9]/g, "");
    return !bron.openbaar.includes(digits.replace(/^(?:0031|31)(?=[0-9]{9}$)/, "0"));
  },
};

interface Patroon {
  soort: string;
  vorm: RegExp;
  controle?: (found: string) => boolean;
}

function compile(): Patroon[] {
  try {
    return bron.patronen.map(({ soort, vorm, controle }) => ({
      soort,
      vorm: new RegExp(vorm, "g"),
      controle: controle ? controles[controle] : undefined,
    }));
  } catch {
    // A browser without lookbehind gets no hints; the gateway removes personal data all the same.
    return [];
  }
}

const patronen = compile();

/** Kinds of personal data that seem to be in a text, each once. What one pattern found is nothing else as well. */
export function findKinds(text: string): string[] {
  const found = new Set<string>();
  let rest = text;
  for (const { soort, vorm, controle } of patronen) {
    rest = rest.replace(vorm, (match) => {
      if (controle && !controle(match)) return match;
      found.add(soort);
      return "·";
    });
  }
  return [...found];
}

/** The line under the box, or an empty text. */
export function hint(text: string): string {
  const words = findKinds(text).map((soort) => t(`hint_${soort}` as Tekst));
  const last = words.pop();
  if (!last) return "";
  if (!words.length) return t("hint_een", { soorten: last });
  return t("hint_meer", { soorten: t("hint_en", { eerste: words.join(", "), laatste: last }) });
}
