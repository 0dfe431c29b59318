// The queue of doubts by single keys. A key presses what carries it (data-key) in the doubt at hand, else in the page.
import { bring } from "./scroll";

const SWITCH = "marsad-single-keys";

/** Tells the letter of a key, on a keyboard of any script: on an Arabic one the key of "a" types another letter. */
export function letterOf(event: Pick<KeyboardEvent, "key" | "code">): string {
  if (/^[a-z?]$/i.test(event.key)) return event.key.toLowerCase();
  if (event.key === "؟") return "?";
  return /^Key([A-Z])$/.exec(event.code)?.[1]?.toLowerCase() ?? "";
}

/** Starts the keys of a queue: j and k walk, ? shows the keys, the others are as the buttons say. */
export function startReview(queue: HTMLElement): void {
  const isOn = switchOf(queue);
  const keys = queue.querySelector<HTMLDialogElement>("dialog[data-keys]");
  queue.querySelector("[data-show-keys]")?.addEventListener("click", () => keys?.showModal());
  let at = 0;
  queue.addEventListener("focusin", (event) => {
    const index = itemsOf(queue).indexOf((event.target as Element).closest<HTMLElement>("[data-item]")!);
    if (index >= 0) at = show(queue, index);
  });
  document.addEventListener("htmx:after:settle", () => {
    // The doubt that was judged has gone or changed; the next stands where it stood.
    if (queue.isConnected && !queue.contains(document.activeElement)) at = go(queue, at);
  });
  document.addEventListener("keydown", (event) => {
    if (!queue.isConnected || !isOn() || isForOthers(event) || keys?.open) return;
    const letter = letterOf(event);
    if (letter === "j") at = go(queue, at + (hasBeenEntered(queue) ? 1 : 0));
    else if (letter === "k") at = go(queue, at - 1);
    else if (letter === "?") keys?.showModal();
    else if (!press(queue, itemsOf(queue)[at], letter)) return;
    event.preventDefault();
  });
}

function itemsOf(queue: HTMLElement): HTMLElement[] {
  return [...queue.querySelectorAll<HTMLElement>("[data-item]")];
}

function hasBeenEntered(queue: HTMLElement): boolean {
  return queue.querySelector("[data-item].now") !== null;
}

/** Marks the item at an index as the one at hand, and returns the index that there is. */
function show(queue: HTMLElement, index: number): number {
  const items = itemsOf(queue);
  const at = Math.max(0, Math.min(items.length - 1, index));
  items.forEach((item, each) => item.classList.toggle("now", each === at));
  return at;
}

function go(queue: HTMLElement, index: number): number {
  const at = show(queue, index);
  const item = itemsOf(queue)[at];
  item?.focus({ preventScroll: true });
  if (item) bring(item);
  return at;
}

function press(queue: HTMLElement, item: HTMLElement | undefined, letter: string): boolean {
  if (!letter) return false;
  const selector = `[data-key="${letter}"]`;
  const outside = [...queue.querySelectorAll<HTMLElement>(selector)].find((each) => !each.closest("[data-item]"));
  const pressed = item?.querySelector<HTMLElement>(selector) ?? outside;
  if (!pressed) return false;
  pressed.click();
  // A correction opens a form: the reader goes on typing in it.
  if (pressed instanceof HTMLElement && pressed.tagName === "SUMMARY") {
    pressed.parentElement?.querySelector<HTMLElement>("input:not([type='hidden']), select, textarea")?.focus();
  }
  return true;
}

function isForOthers(event: KeyboardEvent): boolean {
  if (event.ctrlKey || event.altKey || event.metaKey || event.isComposing || event.repeat) return true;
  const target = event.target as Element | null;
  if (!target?.closest) return false;
  const field = target.closest("input, select, textarea, [contenteditable]");
  return field !== null && !(field instanceof HTMLInputElement && ["checkbox", "radio", "submit", "button"].includes(field.type));
}

function switchOf(queue: HTMLElement): () => boolean {
  const box = queue.querySelector<HTMLInputElement>("input[data-keys-on]");
  if (!box) return () => true;
  box.checked = localStorage.getItem(SWITCH) !== "off";
  box.addEventListener("change", () => localStorage.setItem(SWITCH, box.checked ? "on" : "off"));
  return () => box.checked;
}
