// A report beside its claims: what is pointed at on one side is marked on the other.
import { bring } from "./scroll";

/** Joins the marks of a text with the cards of the claims that rest on them. */
export function joinWords(report: HTMLElement): void {
  const marks = [...report.querySelectorAll<HTMLElement>("mark[data-claims]")];
  const cards = [...report.querySelectorAll<HTMLElement>("[data-claim]")];
  const show = (claims: readonly string[]) => {
    for (const mark of marks) mark.classList.toggle("now", claimsOf(mark).some((claim) => claims.includes(claim)));
    for (const card of cards) card.classList.toggle("now", claims.includes(card.dataset["claim"]!));
  };
  const cardOf = (claim: string | undefined) => cards.find((card) => card.dataset["claim"] === claim);
  for (const card of cards) {
    const claims = [card.dataset["claim"]!];
    card.addEventListener("pointerenter", () => show(claims));
    card.addEventListener("focusin", () => show(claims));
  }
  for (const mark of marks) {
    mark.addEventListener("pointerenter", () => show(claimsOf(mark)));
    mark.addEventListener("focusin", () => show(claimsOf(mark)));
    mark.addEventListener("click", () => {
      show(claimsOf(mark));
      const card = cardOf(claimsOf(mark)[0]);
      if (card) bring(card);
    });
  }
  const shown = () => {
    const claim = /^#(?:claim|words)-(.+)$/.exec(decodeURIComponent(location.hash))?.[1];
    if (!claim || !cardOf(claim)) return;
    show([claim]);
    const other = location.hash.startsWith("#words-") ? cardOf(claim) : marks.find((mark) => claimsOf(mark).includes(claim));
    if (other) bring(other);
  };
  window.addEventListener("hashchange", shown);
  shown();
}

function claimsOf(mark: HTMLElement): string[] {
  return (mark.dataset["claims"] ?? "").split(" ").filter(Boolean);
}
