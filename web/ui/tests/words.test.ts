import { beforeEach, expect, it } from "vitest";
import { joinWords } from "../src/parts/words";

beforeEach(() => {
  location.hash = "";
  document.body.innerHTML = `<div data-report><p>
    <mark data-claims="a">one</mark> <mark data-claims="a b">two</mark> <mark data-claims="b">three</mark></p>
    <ol><li id="claim-a" data-claim="a"><a href="#words-a">to its words</a></li><li id="claim-b" data-claim="b"></li></ol></div>`;
});

const now = () => [...document.querySelectorAll(".now")].map((each) => each.textContent?.trim() || each.id);
const start = () => joinWords(document.querySelector("[data-report]")!);

it("marks all words of the claim that is pointed at", () => {
  start();
  document.getElementById("claim-b")!.dispatchEvent(new Event("pointerenter"));
  expect(now()).toEqual(["two", "three", "claim-b"]);
});

it("marks the claim of a card that the keyboard has come to", () => {
  start();
  document.querySelector("a")!.focus();
  expect(now()).toEqual(["one", "two", "to its words"]);
});

it("marks all claims that rest on the words that are pointed at", () => {
  start();
  document.querySelector("mark[data-claims='a b']")!.dispatchEvent(new Event("pointerenter"));
  expect(now()).toEqual(["one", "two", "three", "to its words", "claim-b"]);
});

it("marks the claim that the address names", () => {
  location.hash = "#claim-b";
  start();
  expect(now()).toEqual(["two", "three", "claim-b"]);
});

it("marks nothing for an address that names no claim of the report", () => {
  location.hash = "#claim-zz";
  start();
  expect(now()).toEqual([]);
});
