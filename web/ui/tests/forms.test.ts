import { beforeEach, describe, expect, it } from "vitest";
import { forgetDrafts, keepDraft, sendOnce } from "../src/parts/forms";

const form = () => document.querySelector<HTMLFormElement>("form")!;
const field = () => document.querySelector<HTMLTextAreaElement>("textarea")!;

function page(words = "", more = ""): void {
  document.body.innerHTML = `<form data-draft="read"><textarea name="report">${words}</textarea><input type="hidden" name="csrf" value="t"></form>${more}`;
  keepDraft(form());
}

function type(words: string): void {
  field().value = words;
  field().dispatchEvent(new Event("input", { bubbles: true }));
}

describe("a draft", () => {
  beforeEach(() => sessionStorage.clear());

  it("is there again when its page comes again", () => {
    page();
    type("Four were killed.");
    page();
    expect(field().value).toBe("Four were killed.");
  });

  it("does not stand over what the page brings", () => {
    page();
    type("old");
    page("new");
    expect(field().value).toBe("new");
  });

  it("is gone once a page says that it was taken", () => {
    page();
    type("Four were killed.");
    page("", '<p data-drafted="read"></p>');
    expect(field().value).toBe("");
  });

  it("is gone when somebody signs out, and nothing hidden is ever in it", () => {
    page();
    type("Four were killed.");
    expect(sessionStorage.getItem("marsad-draft:read")).not.toContain("csrf");
    forgetDrafts(form());
    form().dispatchEvent(new Event("submit"));
    expect(Object.keys(sessionStorage)).toEqual([]);
  });
});

it("a form is sent once, and again when its page comes back", () => {
  page();
  sendOnce(form());
  const send = () => form().dispatchEvent(new Event("submit", { cancelable: true }));
  expect([send(), send()]).toEqual([true, false]);
  window.dispatchEvent(new Event("pageshow"));
  expect(send()).toBe(true);
});
