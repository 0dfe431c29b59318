import { beforeEach, describe, expect, it } from "vitest";
import { letterOf, startReview } from "../src/parts/queue";

let pressed: string[];

function page(): void {
  const doubt = (id: string) => `<article data-item tabindex="-1" id="${id}"><form>
    <button data-key="a" value="${id} accept"></button><button data-key="r" value="${id} reject"></button>
    <details><summary data-key="c"></summary><input type="hidden"><input id="${id}-value"></details></form></article>`;
  document.body.innerHTML = `<section data-review><input type="checkbox" data-keys-on checked>
    <dialog data-keys></dialog>${doubt("one")}${doubt("two")}<form><button data-key="u" value="undo"></button></form></section>`;
  pressed = [];
  document.addEventListener("submit", (event) => event.preventDefault());
  for (const button of document.querySelectorAll("button")) button.addEventListener("click", () => pressed.push(button.value));
  startReview(document.querySelector("[data-review]")!);
}

function key(letter: string, more: KeyboardEventInit = {}): void {
  const on = document.activeElement ?? document.body;
  on.dispatchEvent(new KeyboardEvent("keydown", { key: letter, bubbles: true, cancelable: true, ...more }));
}

describe("the queue", () => {
  beforeEach(() => {
    localStorage.clear();
    page();
  });

  it("begins at the first doubt and walks by j and k, not past the ends", () => {
    key("j");
    expect(document.activeElement?.id).toBe("one");
    key("j");
    key("j");
    expect(document.activeElement?.id).toBe("two");
    key("k");
    key("k");
    expect(document.activeElement?.id).toBe("one");
  });

  it("presses the buttons of the doubt at hand, and those of the page", () => {
    key("j");
    key("j");
    key("a");
    key("k");
    key("r");
    key("u");
    expect(pressed).toEqual(["two accept", "one reject", "undo"]);
  });

  it("takes the doubt that the focus is in", () => {
    document.querySelector<HTMLElement>("#two button")!.focus();
    key("r");
    expect(pressed).toEqual(["two reject"]);
  });

  it("opens a correction and goes on in its first field", () => {
    key("j");
    key("c");
    expect(document.activeElement?.id).toBe("one-value");
    key("a");
    expect(pressed).toEqual([]);
  });

  it("leaves keys alone that are held with others, or when they are switched off", () => {
    key("a", { ctrlKey: true });
    const box = document.querySelector<HTMLInputElement>("[data-keys-on]")!;
    box.checked = false;
    box.dispatchEvent(new Event("change"));
    key("a");
    expect(pressed).toEqual([]);
    page();
    expect(document.querySelector<HTMLInputElement>("[data-keys-on]")!.checked).toBe(false);
  });

  it("shows its keys at a question mark and takes none while they are shown", () => {
    key("?");
    expect(document.querySelector("dialog")!.open).toBe(true);
    key("a");
    expect(pressed).toEqual([]);
  });
});

describe("the letter of a key", () => {
  it("is that of the key's place where the keyboard types another script", () => {
    expect(letterOf({ key: "ش", code: "KeyA" })).toBe("a");
    expect(letterOf({ key: "؟", code: "Slash" })).toBe("?");
  });

  it("is what is typed where that is a Latin letter, wherever it lies", () => {
    expect(letterOf({ key: "a", code: "KeyQ" })).toBe("a");
    expect(letterOf({ key: "J", code: "KeyJ" })).toBe("j");
  });

  it("is none for keys that type nothing", () => {
    expect(letterOf({ key: "Tab", code: "Tab" })).toBe("");
    expect(letterOf({ key: "1", code: "Digit1" })).toBe("");
  });
});
