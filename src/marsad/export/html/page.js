"use strict";
// What links cannot do: keys from claim to claim, a click on marked words, text and claims shown side by side.
// An address ends in #c3 or #w3 for a claim and its words, in #v3-2 or #f3-2 for a value and the words of that.
(() => {
  const root = document.documentElement;
  const article = document.querySelector("article");
  const links = [...document.querySelectorAll(".claim h3 a")];
  const keys = document.getElementById("keys");
  const byId = (id) => document.getElementById(id);
  const setClass = (name, selector) => {
    for (const element of document.querySelectorAll(`.${name}`)) element.classList.remove(name);
    if (selector) for (const element of document.querySelectorAll(selector)) element.classList.add(name);
  };

  const address = () => {
    const [, kind, name] = /^#([cwvf])([\d-]+)$/.exec(location.hash) ?? [];
    return { kind, name, claim: Number.parseInt(name ?? "0", 10) };
  };

  // Unlike a link it leaves the text where it is being read.
  const choose = (claim) => {
    const top = scrollY;
    location.hash = claim ? `c${claim}` : "none";
    links[claim - 1]?.focus({ preventScroll: true });
    scrollTo({ top, behavior: "instant" });
  };

  const bringClaim = (card, line) => {
    const isSheet = getComputedStyle(card).position === "fixed";
    const [holder, part] = isSheet ? [card, line] : [card.closest(".claims"), card];
    const from = part.getBoundingClientRect().top - holder.getBoundingClientRect().top;
    const room = Math.min(holder.clientHeight, innerHeight - holder.getBoundingClientRect().top);
    const isInside = from >= 0 && from + part.offsetHeight <= room;
    if (!isInside) holder.scrollBy({ top: from - 16 });
  };

  const bringWords = (selector, start) => {
    const room = innerHeight * (matchMedia("(max-width: 60rem)").matches ? 0.5 : 1);
    const isSeen = (words) => [...words.getClientRects()].some(({ top, bottom }) => top >= 0 && bottom <= room);
    if (![...article.querySelectorAll(selector)].some(isSeen)) byId(start)?.scrollIntoView({ block: "center" });
  };

  const showChosen = () => {
    const { kind, name, claim } = address();
    const card = byId(`claim-${claim}`);
    const claimWords = `mark[data-claim="${claim}"]`;
    const valueWords = `[data-values~="${name}"]`;
    root.classList.toggle("choosing", Boolean(card));
    setClass("chosen", card && `${claimWords}, #claim-${claim}`);
    setClass("basis", card && `[data-of~="${claim}"]`);
    setClass("chosen-value", card && name.includes("-") && `${valueWords}, #v${name}`);
    if (!card) return;
    if (kind === "c") bringWords(claimWords, `w${name}`);
    if (kind === "v") bringWords(valueWords, `f${name}`);
    if (kind !== "c") bringClaim(card, byId(kind === "w" ? `c${name}` : `v${name}`) ?? card);
  };

  const onKey = (event) => {
    if (event.altKey || event.ctrlKey || event.metaKey) return;
    const step = keys.checked ? { j: 1, k: -1 }[event.key] : undefined;
    if (event.key === "Escape" && address().claim) choose(0);
    else if (step) choose(Math.min(Math.max(address().claim + step, 1), links.length));
  };

  // The claim of a number, or the innermost one whose words these are; another click there takes the one around it.
  const onClick = (event) => {
    const link = event.target.closest("a");
    if (event.ctrlKey || event.metaKey || event.shiftKey || !getSelection().isCollapsed) return;
    if (link && !link.matches(".number")) return;
    const around = [];
    for (let mark = event.target.closest("mark"); mark; mark = mark.parentElement.closest("mark")) {
      around.push(Number(mark.dataset.claim));
    }
    if (!around.length) return;
    event.preventDefault();
    choose(link ? around[0] : around[(around.indexOf(address().claim) + 1) % around.length]);
  };

  root.classList.add("scripted");
  document.querySelector(".keys").hidden = false;
  addEventListener("keydown", onKey);
  addEventListener("hashchange", showChosen);
  article.addEventListener("click", onClick);
  showChosen();
})();
