import { beforeEach, describe, expect, it } from "vitest";
import { startTimeline, stretchOf } from "../src/parts/brush";

const DAYS = ["2026-03-01", "2026-03-02", "2026-03-03", "2026-03-04"];

function page(): { bars: SVGElement[]; form: HTMLFormElement; sent: string[][] } {
  document.body.innerHTML = `
    <form id="filters"><input name="since" value=""><input name="until" value=""></form>
    <figure data-timeline data-form="filters" data-since="since" data-until="until"><div class="chart"><svg>
    ${DAYS.map((day, at) => `<a href="?d" tabindex="${at ? -1 : 0}" data-start="${day}" data-end="${day}"></a>`).join("")}
    </svg></div></figure>`;
  const form = document.querySelector("form")!;
  const sent: string[][] = [];
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    const data = new FormData(form);
    sent.push([String(data.get("since")), String(data.get("until"))]);
  });
  startTimeline(document.querySelector("figure")!);
  return { bars: [...document.querySelectorAll<SVGElement>("[data-start]")], form, sent };
}

function press(key: string, more: KeyboardEventInit = {}): KeyboardEvent {
  const event = new KeyboardEvent("keydown", { key, bubbles: true, cancelable: true, ...more });
  document.activeElement!.dispatchEvent(event);
  return event;
}

describe("a histogram over time", () => {
  let shown: ReturnType<typeof page>;
  beforeEach(() => {
    shown = page();
    shown.bars[0]!.focus();
  });

  it("tells a stretch from the first day to the last, drawn either way", () => {
    expect(stretchOf(shown.bars, 1, 3)).toEqual({ since: "2026-03-02", until: "2026-03-04" });
    expect(stretchOf(shown.bars, 3, 1)).toEqual({ since: "2026-03-02", until: "2026-03-04" });
  });

  it("is walked by arrow keys, one bar being in the order of the tab key", () => {
    press("ArrowRight");
    press("ArrowRight");
    expect(document.activeElement).toBe(shown.bars[2]);
    expect(shown.bars.map((bar) => bar.getAttribute("tabindex"))).toEqual(["-1", "-1", "0", "-1"]);
    press("End");
    press("ArrowRight");
    expect(document.activeElement).toBe(shown.bars[3]);
  });

  it("sends the stretch that Shift and arrows chose", () => {
    press("ArrowRight");
    press("ArrowRight", { shiftKey: true });
    press("ArrowRight", { shiftKey: true });
    expect(shown.bars.map((bar) => bar.hasAttribute("aria-current"))).toEqual([false, true, true, true]);
    press("Enter");
    expect(shown.sent).toEqual([["2026-03-02", "2026-03-04"]]);
  });

  it("leaves Enter on one bar to the bar's link, and forgets a stretch at Escape", () => {
    press("ArrowRight", { shiftKey: true });
    press("Escape");
    expect(shown.bars.some((bar) => bar.hasAttribute("aria-current"))).toBe(false);
    expect(press("Enter").defaultPrevented).toBe(false);
    expect(shown.sent).toEqual([]);
  });
});
