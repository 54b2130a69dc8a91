/**
 * `<samenduiden-chat>`: the conversation as a page (`modus="pagina"`) or as a button with a panel.
 * `adres` names the gateway; without it, it is where this script came from.
 */

import { Api } from "./api";
import { Composer } from "./composer";
import { button, el, icons, t } from "./dom";
import { Gesprek } from "./gesprek";
import style from "./style.css";

const script = document.currentScript as HTMLScriptElement | null;
/** Below this width or height the panel takes the whole screen. */
const SMALL = "(max-width: 480px), (max-height: 480px)";

export class SamenduidenChat extends HTMLElement {
  private made = false;
  private gesprek!: Gesprek;
  private composer!: Composer;
  private confirmBox = el("div", { class: "confirm", role: "group", hidden: true });
  private panel: HTMLDialogElement | null = null;
  private opener: HTMLButtonElement | null = null;

  connectedCallback(): void {
    if (this.made) return;
    this.made = true;
    // The host decides the language; translation by the browser would send the conversation to its maker.
    this.setAttribute("lang", "nl");
    this.setAttribute("translate", "no");
    const isPage = this.getAttribute("modus") === "pagina";
    const root = this.attachShadow({ mode: "open" });
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(style);
    root.adoptedStyleSheets = [sheet];
    this.composer = new Composer((text) => this.gesprek.say(text));
    this.gesprek = new Gesprek(new Api(this.base()), {
      level: isPage ? 1 : 2,
      restore: (text) => this.composer.restore(text),
      focus: () => this.focusInput(),
    });
    if (isPage) {
      root.append(el("div", { class: "shell page" }, ...this.parts(isPage)));
      this.gesprek.begin();
    } else {
      root.append(this.panelParts());
    }
  }

  /** Focus goes to the box to type in. */
  override focus(): void {
    this.composer?.focus(true);
  }

  private base(): string {
    const given = this.getAttribute("adres") ?? "";
    if (given) return new URL(given.endsWith("/") ? given : `${given}/`, document.baseURI).href;
    return new URL(".", script?.src || document.baseURI).href;
  }

  private parts(isPage: boolean): Node[] {
    const skip = button("skip", t("naar_invoer"), () => this.composer.focus(true));
    const title = el(isPage ? "h1" : "h2", { class: "title", id: "titel" }, t("naam"));
    const tools = el(
      "div",
      { class: "tools" },
      button("plain", t("nieuw"), () => this.askRestart()),
      button("plain", t("wis"), () => this.askErase()),
    );
    const close = isPage ? null : button("close", t("sluit"), () => this.close(), icons.close());
    return [
      ...(isPage ? [skip] : []),
      el("p", { class: "danger" }, icons.phone(), el("span", {}, `${t("gevaar")} `, el("a", { href: "tel:112" }, t("gevaar_bel")))),
      el(
        "header",
        {},
        el("div", { class: "brand" }, icons.mark(), el("div", {}, title, el("p", { class: "kind" }, t("soort")))),
        close,
        tools,
      ),
      this.gesprek.root,
      this.gesprek.status,
      this.confirmBox,
      this.composer.root,
    ];
  }

  private panelParts(): HTMLElement {
    this.panel = el("dialog", { class: "shell panel", "aria-labelledby": "titel" }, ...this.parts(false));
    this.panel.addEventListener("keydown", (event) => {
      if (event.key !== "Escape" || event.isComposing) return;
      event.preventDefault();
      this.close();
    });
    this.panel.addEventListener("close", () => this.closed());
    this.opener = button("opener", t("open"), () => this.open(), icons.mark());
    this.opener.setAttribute("aria-expanded", "false");
    this.opener.setAttribute("aria-haspopup", "dialog");
    matchMedia(SMALL).addEventListener("change", () => {
      if (!this.panel?.open) return;
      this.panel.close();
      this.open();
    });
    return el("section", { "aria-label": t("gebied") }, this.opener, this.panel);
  }

  /** Opens the panel. Where it covers the whole screen the page behind it is out of reach. */
  open(): void {
    if (!this.panel || this.panel.open) return;
    if (matchMedia(SMALL).matches) this.panel.showModal();
    else this.panel.show();
    this.opener?.setAttribute("aria-expanded", "true");
    this.toggleAttribute("open", true);
    this.gesprek.begin();
    this.composer.focus();
  }

  /** Closes the panel; the conversation stays. */
  close(): void {
    this.panel?.close();
    // The event of the dialog comes later, and a hidden button takes no focus.
    this.closed();
    this.opener?.focus();
  }

  private closed(): void {
    if (this.panel?.open) return;
    this.opener?.setAttribute("aria-expanded", "false");
    this.toggleAttribute("open", false);
  }

  /** On a touch screen the box would call up the keyboard, over the answer that is to be read. */
  private focusInput(): void {
    if (matchMedia("(pointer: coarse)").matches) this.gesprek.root.focus({ preventScroll: true });
    else this.composer.focus();
  }

  private askErase(): void {
    this.confirm(t("wis_vraag"), t("wis_ja"), () => this.gesprek.erase());
  }

  private askRestart(): void {
    if (this.gesprek.hasWords) this.confirm(t("nieuw_vraag"), t("nieuw_ja"), () => this.gesprek.restart());
    else void this.gesprek.restart();
  }

  private confirm(question: string, yes: string, action: () => Promise<unknown>): void {
    const box = this.confirmBox;
    const asked = el("p", { id: "vraag" }, question);
    const finish = () => {
      box.hidden = true;
      box.replaceChildren();
      this.focusInput();
    };
    const sure = button("strong", yes, () => {
      finish();
      void action();
    });
    box.replaceChildren(asked, el("div", { class: "actions" }, sure, button("plain", t("nee"), finish)));
    box.setAttribute("aria-labelledby", "vraag");
    box.onkeydown = (event) => {
      if (event.key !== "Escape") return;
      // Only the question goes away, not the panel around it.
      event.stopPropagation();
      event.preventDefault();
      finish();
    };
    box.hidden = false;
    sure.focus();
  }
}
