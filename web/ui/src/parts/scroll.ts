/** Brings an element into view in whatever scrolls it, moving no more than is needed, at once. */
export function bring(element: Element): void {
  element.scrollIntoView({ block: "nearest", inline: "nearest", behavior: "instant" });
}
