/** What a step of a walk left and reached, and whether Shift was held. */
export interface Step {
  from: number;
  to: number;
  isStretched: boolean;
}

const STEPS: Record<string, (at: number, count: number) => number> = {
  ArrowLeft: (at) => at - 1,
  ArrowRight: (at) => at + 1,
  Home: () => 0,
  End: (_, count) => count - 1,
};

/** Lets the arrow keys walk links of a picture in their order; one of them at a time is met by the tab key. */
export function walk(picture: Element, links: readonly SVGElement[], onStep: (step: Step) => void = () => undefined): void {
  picture.addEventListener("keydown", (event) => {
    const { key, shiftKey } = event as KeyboardEvent;
    const from = links.findIndex((link) => link === event.target);
    const step = STEPS[key];
    if (from < 0 || !step) return;
    event.preventDefault();
    const to = Math.max(0, Math.min(links.length - 1, step(from, links.length)));
    links[from]!.setAttribute("tabindex", "-1");
    links[to]!.setAttribute("tabindex", "0");
    links[to]!.focus();
    onStep({ from, to, isStretched: shiftKey });
  });
}
