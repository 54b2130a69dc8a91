/** Talks to the gateway. No cookies, no cache, no referrer. */

import type { Antwoord, Bericht, SessieAntwoord } from "./types";

const PATIENCE = 30_000;

/** A request that gave no answer to go on with. */
export class Failure extends Error {
  /**
   * @param kind netwerk: nobody answered; sessie: the conversation is over; weigering: answered, but not with a turn.
   * @param berichten what the gateway says about it.
   * @param retry whether the same request can work later.
   */
  constructor(
    readonly kind: "netwerk" | "sessie" | "weigering",
    readonly berichten: Bericht[] = [],
    readonly retry = true,
  ) {
    super(kind);
  }
}

export class Api {
  /** @param base address of the gateway, ending in a slash. */
  constructor(private readonly base: string) {}

  sessie(): Promise<SessieAntwoord> {
    return this.post("api/sessie", {});
  }

  bericht(sessie: string, what: { tekst: string } | { keuze: string }): Promise<Antwoord> {
    return this.post("api/bericht", { sessie, ...what });
  }

  wis(sessie: string): Promise<Antwoord> {
    return this.post("api/wis", { sessie });
  }

  /** The drawing of the stroomschema, the same for everyone: where one is goes along in no request. */
  async tekening(): Promise<string> {
    const answer = await fetch(`${this.base}stroomschema.svg`, { credentials: "omit", referrerPolicy: "no-referrer" });
    if (!answer.ok) throw new Failure("weigering");
    return answer.text();
  }

  private async post<T extends { berichten: Bericht[] }>(path: string, body: unknown): Promise<T> {
    const stop = new AbortController();
    const timer = setTimeout(() => stop.abort(), PATIENCE);
    try {
      const answer = await fetch(this.base + path, {
        method: "POST",
        headers: { "Content-Type": "application/json" },
        body: JSON.stringify(body),
        credentials: "omit",
        cache: "no-store",
        referrerPolicy: "no-referrer",
        signal: stop.signal,
      });
      const data: unknown = await answer.json();
      const berichten = messages(data);
      if (answer.ok && berichten.length) return { ...(data as T), berichten };
      throw failure(answer.status, berichten);
    } catch (error) {
      throw error instanceof Failure ? error : new Failure("netwerk");
    } finally {
      clearTimeout(timer);
    }
  }
}

function failure(status: number, berichten: Bericht[]): Failure {
  // A proxy in between has no Dutch sentence: that is the same as nobody answering.
  if (!berichten.length) return new Failure("netwerk");
  if (status === 404 || status === 410) return new Failure("sessie", berichten, false);
  return new Failure("weigering", berichten, status === 429 || status >= 500);
}

function messages(data: unknown): Bericht[] {
  if (typeof data !== "object" || data === null) return [];
  const { berichten, bericht } = data as { berichten?: unknown; bericht?: unknown };
  if (Array.isArray(berichten)) return berichten.filter((item) => typeof item === "object" && item !== null);
  return typeof bericht === "string" ? [{ text: bericht }] : [];
}

const KEY = "samenduiden.sessie";

/** The token of the running conversation: in this tab only, gone when the tab closes. Never any text. */
export class Token {
  private value: string | null;

  constructor() {
    try {
      this.value = sessionStorage.getItem(KEY);
    } catch {
      this.value = null;
    }
  }

  get(): string | null {
    return this.value;
  }

  set(value: string | null): void {
    this.value = value;
    try {
      if (value === null) sessionStorage.removeItem(KEY);
      else sessionStorage.setItem(KEY, value);
    } catch {
      // Storage is switched off: the token lives as long as this page.
    }
  }
}
