/** Shapes that cross the border with the gateway. */

export interface Knop {
  title: string;
  payload: string;
}

export interface SamenvattingRegel {
  id: string;
  tekst: string;
}

export interface Samenvatting {
  titel: string;
  kop?: string;
  datum?: string;
  delen: { titel: string; regels: SamenvattingRegel[] }[];
  voet?: string;
}

/** Where one is in the stroomschema: ids of Knopen. */
export interface Plek {
  knoop: string;
  gelopen: string[];
}

/** A file for a calendar: its name and its whole text. */
export interface Agenda {
  naam: string;
  inhoud: string;
}

export interface Custom {
  agenda?: Agenda;
  stroomschema?: Plek;
  acuut?: boolean;
  afgeschermd?: unknown;
  samenvatting?: Samenvatting;
}

export interface Bericht {
  text?: string;
  buttons?: Knop[];
  custom?: Custom;
}

export interface SessieAntwoord {
  sessie: string;
  berichten: Bericht[];
  opslag?: string;
}

export interface Antwoord {
  berichten: Bericht[];
  gewist?: boolean;
}
