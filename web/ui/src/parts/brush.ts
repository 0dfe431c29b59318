// A histogram over time: the arrow keys walk its bars, and drawing over them narrows the view to those days.
import { walk } from "./walk";

/** Days as the first and the last bar of a stretch tell them. */
export interface Stretch {
  since: string;
  until: string;
}

/** Tells the days from one bar to another, in whichever order they were met. */
export function stretchOf(bars: readonly SVGElement[], from: number, to: number): Stretch {
  const first = bars[Math.min(from, to)]!;
  const last = bars[Math.max(from, to)]!;
  return { since: first.dataset["start"] ?? "", until: last.dataset["end"] ?? "" };
}

/** Makes the bars of a figure walkable by keys and drawable by pointer. */
export function startTimeline(figure: HTMLElement): void {
  const chart = figure.querySelector<HTMLElement>(".chart");
  const bars = [...figure.querySelectorAll<SVGElement>("[data-start]")];
  if (!chart || bars.length === 0) return;
  const choose = (from: number, to: number) => narrow(figure, stretchOf(bars, from, to));
  walkByKeys(chart, bars, choose);
  drawByPointer(chart, bars, choose);
}

/** Writes a stretch into the form that the figure names and sends it; without a form the address is changed. */
export function narrow(figure: HTMLElement, { since, until }: Stretch): void {
  const sinceName = figure.dataset["since"] ?? "since";
  const untilName = figure.dataset["until"] ?? "until";
  const form = document.getElementById(figure.dataset["form"] ?? "");
  if (form instanceof HTMLFormElement) {
    fill(form, sinceName, since);
    fill(form, untilName, until);
    form.requestSubmit();
    return;
  }
  const address = new URL(location.href);
  address.searchParams.set(sinceName, since);
  address.searchParams.set(untilName, until);
  location.assign(address);
}

function fill(form: HTMLFormElement, name: string, value: string): void {
  const field = form.elements.namedItem(name);
  if (field instanceof HTMLInputElement) field.value = value;
}

type Choose = (from: number, to: number) => void;

function walkByKeys(chart: HTMLElement, bars: SVGElement[], choose: Choose): void {
  let start = 0;
  walk(chart, bars, ({ to, isStretched }) => {
    if (!isStretched) start = to;
    mark(bars, start, to);
  });
  chart.addEventListener("keydown", (event) => {
    const at = bars.findIndex((bar) => bar === event.target);
    if (at < 0) return;
    if (event.key === "Enter" && start !== at) {
      event.preventDefault();
      choose(start, at);
    } else if (event.key === "Escape") {
      start = at;
      mark(bars, at, at);
    }
  });
}

/** Marks the bars of a stretch; of one bar the focus is mark enough. */
function mark(bars: SVGElement[], from: number, to: number): void {
  const [low, high] = [Math.min(from, to), Math.max(from, to)];
  bars.forEach((bar, index) => {
    if (low !== high && low <= index && index <= high) bar.setAttribute("aria-current", "true");
    else bar.removeAttribute("aria-current");
  });
}

function drawByPointer(chart: HTMLElement, bars: SVGElement[], choose: Choose): void {
  let from: number | null = null;
  let to = 0;
  const barAt = (x: number) => {
    const box = chart.getBoundingClientRect();
    const share = (x - box.left) / (box.width || 1);
    return Math.max(0, Math.min(bars.length - 1, Math.floor(share * bars.length)));
  };
  chart.addEventListener("pointerdown", (event) => {
    if (event.button === 0) from = to = barAt(event.clientX);
  });
  // The browser would drag the bar's link.
  chart.addEventListener("dragstart", (event) => event.preventDefault());
  window.addEventListener("pointermove", (event) => {
    if (from === null) return;
    to = barAt(event.clientX);
    mark(bars, from, to);
  });
  window.addEventListener("pointerup", (event) => {
    if (from === null) return;
    const start = from;
    from = null;
    if (start === to) return;
    // The pointer may end on the bar's link: the click that follows is not for it.
    chart.addEventListener("click", (click) => click.preventDefault(), { once: true, capture: true });
    event.preventDefault();
    choose(start, to);
  });
  window.addEventListener("pointercancel", () => {
    from = null;
    mark(bars, 0, 0);
  });
}
