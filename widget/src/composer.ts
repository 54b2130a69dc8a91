/** The box to type in: counter, hints on personal data, Enter to send. What is typed is kept until it is sent. */

import { el, icons, t } from "./dom";
import { hint } from "./patronen";

/** The gateway's limit, in code points. */
const MOST = 5000;
const SHOW_FROM = 4500;
const HINT_DELAY = 500;

export class Composer {
  readonly root: HTMLFormElement;
  readonly box: HTMLTextAreaElement;
  private readonly send: HTMLButtonElement;
  private readonly count = el("p", { class: "count", id: "teller" });
  private readonly hints = el("p", { class: "hint", id: "hint", role: "status" });
  private timer: ReturnType<typeof setTimeout> | undefined;

  /** @param submit gets the words when they are sent. */
  constructor(private readonly submit: (text: string) => void) {
    this.box = el("textarea", {
      id: "invoer",
      rows: "1",
      placeholder: t("invoer_voorbeeld"),
      "aria-describedby": "hulp teller hint",
      autocomplete: "off",
      autocapitalize: "sentences",
      enterkeyhint: "send",
      // Browsers and add-ons can send what is checked to their makers; a page can't ask for a local check only.
      spellcheck: "false",
      "data-gramm": "false",
      "data-enable-grammarly": "false",
      "data-ms-editor": "false",
    });
    this.send = el("button", { type: "submit", class: "send" }, icons.send(), el("span", {}, t("verstuur")));
    this.root = el(
      "form",
      { class: "composer", autocomplete: "off" },
      el("label", { for: "invoer", class: "unseen" }, t("invoer_label")),
      el("div", { class: "field" }, this.box, this.send),
      this.hints,
      el("div", { class: "under" }, el("p", { class: "help", id: "hulp" }, t("invoer_hulp")), this.count),
    );
    this.root.addEventListener("submit", (event) => {
      event.preventDefault();
      this.submitNow();
    });
    this.box.addEventListener("keydown", (event) => {
      // While a word is being composed (accents, other scripts) Enter belongs to the keyboard.
      if (event.key !== "Enter" || event.shiftKey || event.isComposing) return;
      event.preventDefault();
      this.submitNow();
    });
    this.box.addEventListener("input", () => this.changed());
  }

  get value(): string {
    return this.box.value;
  }

  /** Puts words in the box; what was typed meanwhile stays, below them. */
  restore(text: string): void {
    this.box.value = [text, this.box.value].filter((part) => part.trim()).join("\n");
    this.changed();
    this.focus();
  }

  clear(): void {
    this.box.value = "";
    this.changed();
  }

  /** @param show scroll to the box too; without it the answer that is being read stays in view. */
  focus(show = false): void {
    this.box.focus({ preventScroll: !show });
  }

  private submitNow(): void {
    const text = this.box.value.trim();
    if (!text || length(this.box.value) > MOST) {
      this.focus();
      return;
    }
    this.clear();
    this.submit(text);
  }

  private changed(): void {
    // Grow with the text up to the limit in the stylesheet.
    this.box.style.height = "auto";
    this.box.style.height = `${this.box.scrollHeight + 2}px`;
    const used = length(this.box.value);
    const over = used > MOST;
    const key = over ? "te_veel_tekens" : "nog_tekens";
    this.count.textContent = used < SHOW_FROM ? "" : t(key, { aantal: Math.abs(MOST - used) });
    this.count.classList.toggle("over", over);
    this.box.setAttribute("aria-invalid", String(over));
    this.send.disabled = over;
    clearTimeout(this.timer);
    // Wait for a pause: half a number is no number, and a screen reader should not be interrupted at every key.
    this.timer = setTimeout(() => this.showHint(), this.box.value ? HINT_DELAY : 0);
  }

  private showHint(): void {
    const line = hint(this.box.value);
    if (this.hints.textContent !== line) this.hints.textContent = line;
  }
}

function length(text: string): number {
  return [...text].length;
}
