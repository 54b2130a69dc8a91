/** One conversation: the list of messages, and the requests behind them, one after the other. */

import { Api, Failure, Token } from "./api";
import { answerTurn, disableChoices, turn, userTurn } from "./bubbles";
import { button, el, t } from "./dom";
import type { Bericht, Knop } from "./types";

type What = { tekst: string } | { keuze: string };

/** What the conversation asks of the widget around it. */
export interface Around {
  /** Level of the widget's own heading. */
  level: number;
  /** Puts unsent words back in the box. */
  restore(text: string): void;
  /** Where the focus goes when the pressed button is switched off. */
  focus(): void;
}

export class Gesprek {
  readonly root: HTMLElement;
  /** Tells a screen reader that an answer is being made; outside the list, so that nothing is read twice. */
  readonly status = el("p", { class: "unseen", role: "status" });
  private readonly log = el("div", { class: "log" });
  private readonly dots = el("div", { class: "dots", "aria-hidden": "true", hidden: true }, el("i"), el("i"), el("i"));
  private readonly token = new Token();
  private queue: Promise<void> = Promise.resolve();
  private waiting = 0;
  /** Rises when the screen is emptied: answers that come in after that belong to nothing. */
  private round = 0;
  private begun = false;

  constructor(
    private readonly api: Api,
    private readonly around: Around,
  ) {
    // The list itself scrolls, so it takes the focus: arrow keys move through the conversation.
    this.root = el(
      "div",
      { class: "scroll", role: "log", "aria-live": "polite", "aria-label": t("gesprek"), tabindex: "0" },
      el("div", { class: "column" }, this.log, this.dots),
    );
  }

  /** Whether the user said anything that is still on the screen. */
  get hasWords(): boolean {
    return this.log.querySelector(".turn.jij") !== null || this.token.get() !== null && !this.begun;
  }

  /** Greets, or tells that the conversation of before still runs. Does nothing the second time. */
  begin(): void {
    if (this.begun) return;
    this.begun = true;
    if (this.token.get()) this.note(t("verder"), button("plain", t("nieuw"), () => void this.restart()));
    else this.enqueue(() => this.open(null));
  }

  /** Sends words. */
  say(text: string): void {
    this.send({ tekst: text }, text);
  }

  /** Erases on the server, then on the screen. Says so only when the server did. */
  async erase(): Promise<boolean> {
    const token = this.token.get();
    if (!token) {
      this.clear();
      this.offerNew([{ text: t("wis_niets") }]);
      return true;
    }
    try {
      const answer = await this.api.wis(token);
      this.erased(answer.berichten);
      return true;
    } catch (error) {
      const failure = error as Failure;
      if (failure.kind === "sessie") {
        this.erased([{ text: t("wis_niets") }]);
        return true;
      }
      this.answer(failure.kind === "netwerk" ? [{ text: t("wissen_mislukt") }] : failure.berichten);
      return false;
    }
  }

  /** A new conversation. The old one is erased first: without its token nobody could do that later. */
  async restart(): Promise<void> {
    if (this.token.get() && !(await this.erase())) return;
    this.token.set(null);
    this.clear();
    this.enqueue(() => this.open(null));
    this.around.focus();
  }

  private choose(knop: Knop): void {
    this.send({ keuze: knop.payload }, knop.title);
    this.around.focus();
  }

  private send(what: What, shown: string): void {
    disableChoices(this.log);
    const own = userTurn(shown);
    this.log.append(own);
    this.showEnd();
    this.enqueue(() => this.deliver(what, shown, own));
  }

  private async deliver(what: What, shown: string, own: HTMLElement): Promise<void> {
    const round = this.round;
    try {
      if (!this.token.get()) await this.open(own);
      const answer = await this.api.bericht(this.token.get() ?? "", what);
      if (round !== this.round) return;
      if (answer.gewist) this.erased(answer.berichten);
      else this.answer(answer.berichten, own);
    } catch (error) {
      if (round === this.round) this.failed(error as Failure, what, shown, own);
    }
  }

  /** A session and its greeting; the greeting stands above `before`. Without it the failure is told here. */
  private async open(before: HTMLElement | null): Promise<void> {
    const round = this.round;
    try {
      const begun = await this.api.sessie();
      if (round !== this.round) return;
      this.token.set(begun.sessie);
      const greeting = answerTurn(begun.berichten, this.around.level, (knop) => this.choose(knop), () => this.api.tekening());
      if (greeting && begun.opslag) {
        const kept = el("p", { class: "kept" }, begun.opslag);
        const buttons = greeting.querySelector(".choices");
        if (buttons) buttons.before(kept);
        else greeting.append(kept);
      }
      if (greeting) this.log.insertBefore(greeting, before);
      if (before) disableChoices(greeting ?? this.log);
    } catch (error) {
      if (before) throw error;
      if (round !== this.round) return;
      const failure = error as Failure;
      const berichten = failure.berichten.length ? failure.berichten : [{ text: t("niet_bereikbaar") }];
      const made = this.answer(berichten);
      made?.append(
        button("plain", t("opnieuw"), () => {
          made.remove();
          this.enqueue(() => this.open(null));
          this.around.focus();
        }),
      );
    }
  }

  private failed(failure: Failure, what: What, shown: string, own: HTMLElement): void {
    const isOver = failure.kind === "sessie";
    if (isOver) {
      this.token.set(null);
      if ("tekst" in what) this.around.restore(what.tekst);
      this.offerNew(failure.berichten);
      own.classList.add("unsent");
      return;
    }
    const words = failure.berichten.length ? failure.berichten : [{ text: t("geen_verbinding") }];
    const told = this.answer(words);
    own.classList.add("unsent");
    const tools = el("div", { class: "retry" }, el("p", { class: "state" }, t("niet_verstuurd")));
    const settle = () => {
      tools.remove();
      told?.remove();
      own.classList.remove("unsent");
    };
    if (failure.retry) {
      const again = button("plain", t("opnieuw"), () => {
        settle();
        this.enqueue(() => this.deliver(what, shown, own));
        this.around.focus();
      });
      tools.append(again);
    }
    if ("tekst" in what) {
      const edit = button("plain", t("pas_aan"), () => {
        settle();
        own.remove();
        this.around.restore(what.tekst);
      });
      tools.append(edit);
    }
    own.append(tools);
    this.showEnd();
  }

  private erased(berichten: Bericht[]): void {
    this.token.set(null);
    this.clear();
    this.offerNew(berichten);
  }

  private offerNew(berichten: Bericht[]): void {
    const made = this.answer(berichten);
    made?.append(button("plain", t("nieuw"), () => void this.restart()));
  }

  private clear(): void {
    this.round += 1;
    this.log.replaceChildren();
  }

  private note(text: string, ...more: Node[]): void {
    this.log.append(turn("assistent", el("div", { class: "bubble stil" }, el("p", {}, text)), ...more));
  }

  private answer(berichten: Bericht[], after?: HTMLElement): HTMLElement | null {
    const made = answerTurn(berichten, this.around.level, (knop) => this.choose(knop), () => this.api.tekening());
    if (!made) return null;
    disableChoices(this.log);
    this.log.append(made);
    this.showFrom(after ?? made);
    return made;
  }

  private enqueue(work: () => Promise<void>): void {
    this.waiting += 1;
    this.showBusy();
    this.queue = this.queue.then(work).finally(() => {
      this.waiting -= 1;
      this.showBusy();
    });
  }

  private showBusy(): void {
    const isBusy = this.waiting > 0;
    if (isBusy !== this.dots.hidden) return;
    this.dots.hidden = !isBusy;
    this.status.textContent = isBusy ? t("bezig") : "";
    if (isBusy) this.showEnd();
  }

  private showEnd(): void {
    this.scroller.scrollTop = this.scroller.scrollHeight;
  }

  /** Scrolls so that the whole answer can be read from its start, with the words it answers when there is room. */
  private showFrom(first: HTMLElement): void {
    const box = this.scroller;
    const answer = this.log.lastElementChild ?? first;
    const isLong = answer.getBoundingClientRect().bottom - first.getBoundingClientRect().top > box.clientHeight - 24;
    const top = (isLong ? answer : first).getBoundingClientRect().top - box.getBoundingClientRect().top;
    box.scrollTop += top - 12;
  }

  /** What scrolls: the list, or on a very low screen everything together. */
  private get scroller(): Element {
    const isOwn = getComputedStyle(this.root).overflowY === "auto";
    return isOwn ? this.root : (this.root.parentElement ?? this.root);
  }
}
