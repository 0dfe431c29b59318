// What goes to the desk by htmx and what comes back of it.
import { say } from "./said";

interface Exchange {
  request: { headers: Record<string, string> };
  response?: { status: number };
  target: Element | string | null;
  select?: string | null;
  swap: string;
  text?: string;
}

/** The form comes back with what is wrong in it, or with what another has judged: it goes where an answer goes. */
const TO_BE_MENDED = [409, 422];

/** Gives a request the token of the page, without which the desk takes no change; what was said before is over. */
export function addToken(exchange: Exchange): void {
  document.getElementById("said")?.replaceChildren();
  const token = document.querySelector<HTMLMetaElement>("meta[name='csrf']")?.content;
  if (token) exchange.request.headers["X-CSRF-Token"] = token;
}

/**
 * Turns an answer that tells of an error to where messages stand, so that the page and what was typed into it stay.
 * Of an answer that is a whole page only a general message is told: the page would not fit there.
 */
export function turnErrors(exchange: Exchange): void {
  const status = exchange.response?.status ?? 0;
  const said = document.getElementById("said");
  if (!said || status < 400 || isToBeMended(exchange)) return;
  exchange.target = said;
  exchange.swap = "innerHTML";
  exchange.select = null;
  if (/<(!doctype|html)\b/i.test(exchange.text ?? "")) {
    const words = document.createElement("p");
    words.textContent = (status === 401 ? said.dataset["signedOut"] : said.dataset["failed"]) ?? "";
    exchange.text = words.outerHTML;
  }
}

/** Tells whether an error comes as the part of the page that was asked for: then it goes where an answer goes. */
function isToBeMended({ response, select, text }: Exchange): boolean {
  if (!TO_BE_MENDED.includes(response?.status ?? 0)) return false;
  return !select || new DOMParser().parseFromString(text ?? "", "text/html").querySelector(select) !== null;
}

/** Listens to what htmx does. */
export function watchExchanges(): void {
  const told = (event: Event) => (event as CustomEvent<{ ctx: Exchange }>).detail.ctx;
  document.addEventListener("htmx:config:request", (event) => addToken(told(event)));
  document.addEventListener("htmx:response:error", (event) => turnErrors(told(event)));
  document.addEventListener("htmx:error", () => say("unreached"));
}
