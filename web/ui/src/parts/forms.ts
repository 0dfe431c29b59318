const DRAFT = "marsad-draft:";

/** Sends a form once, however often its button is pressed on a slow line. htmx sends its forms by itself. */
export function sendOnce(element: HTMLElement): void {
  const form = element as HTMLFormElement;
  if (form.hasAttribute("hx-post")) return;
  form.addEventListener("submit", (event) => {
    if (form.ariaBusy === "true") event.preventDefault();
    else form.ariaBusy = "true";
  });
  // A page that comes back from the browser's memory can be sent again.
  window.addEventListener("pageshow", () => (form.ariaBusy = null));
}

/**
 * Keeps what is typed into a form (data-draft names it) in this tab until the form has been taken, and puts it back
 * where the page comes again: after a lost line or a new log-in. A page that holds data-drafted with the same name says
 * that it was taken.
 */
export function keepDraft(element: HTMLElement): void {
  const form = element as HTMLFormElement;
  const key = DRAFT + (form.dataset["draft"] ?? "");
  if (document.querySelector(`[data-drafted="${CSS.escape(form.dataset["draft"] ?? "")}"]`)) sessionStorage.removeItem(key);
  const typed = [...form.elements].filter(isTyped);
  const kept = JSON.parse(sessionStorage.getItem(key) ?? "{}") as Record<string, string>;
  for (const field of typed) {
    const words = kept[field.name];
    if (words && !field.value) field.value = words;
  }
  form.addEventListener("input", () => {
    const filled = typed.filter((field) => field.value).map((field) => [field.name, field.value]);
    sessionStorage.setItem(key, JSON.stringify(Object.fromEntries(filled)));
  });
}

function isTyped(field: Element): field is HTMLInputElement | HTMLTextAreaElement {
  if (field instanceof HTMLTextAreaElement) return true;
  return field instanceof HTMLInputElement && ["text", "search", "url", "date", "number"].includes(field.type);
}

/** Forgets all drafts of this tab when somebody signs out. */
export function forgetDrafts(form: HTMLElement): void {
  form.addEventListener("submit", () => {
    for (const key of Object.keys(sessionStorage)) if (key.startsWith(DRAFT)) sessionStorage.removeItem(key);
  });
}
