/** A reminder to call back, as a file for a calendar. It is made in the browser; nothing is sent anywhere. */

import { button, t } from "./dom";
import type { Agenda } from "./types";

/** The button that saves the calendar file. */
export function agendaButton(agenda: Agenda): HTMLElement {
  return button("plain", t("agenda"), () => {
    const address = URL.createObjectURL(new Blob([agenda.inhoud], { type: "text/calendar;charset=utf-8" }));
    const link = document.createElement("a");
    link.href = address;
    link.download = agenda.naam;
    link.click();
    URL.revokeObjectURL(address);
  });
}
