/** Brings an element into view in whatever scrolls it, moving no more than is needed; without motion where none is wanted. */
export function bring(element: Element): void {
  const still = matchMedia("(prefers-reduced-motion: reduce)").matches;
  element.scrollIntoView({ block: "nearest", inline: "nearest", behavior: still ? "instant" : "smooth" });
}
