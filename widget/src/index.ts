/** Defines the element. One script tag on a page is enough: without an element of its own the page gets a button. */

import { SamenduidenChat } from "./element";

if (!customElements.get("samenduiden-chat")) customElements.define("samenduiden-chat", SamenduidenChat);

function place(): void {
  if (!document.querySelector("samenduiden-chat")) document.body.append(document.createElement("samenduiden-chat"));
}

if (document.readyState === "loading") document.addEventListener("DOMContentLoaded", place, { once: true });
else place();
