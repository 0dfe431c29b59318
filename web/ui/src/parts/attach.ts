/**
 * Starts a behaviour for each element that a selector finds, now and whenever htmx brings new ones; once an element.
 */
export function attach(selector: string, start: (element: HTMLElement) => void): void {
  const started = new WeakSet<Element>();
  const look = () => {
    for (const element of document.querySelectorAll<HTMLElement>(selector)) {
      if (started.has(element)) continue;
      started.add(element);
      start(element);
    }
  };
  look();
  document.addEventListener("htmx:after:settle", look);
}
