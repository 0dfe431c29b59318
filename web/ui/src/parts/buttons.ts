/** Prints the page. */
export function printPage(button: HTMLElement): void {
  button.addEventListener("click", () => window.print());
}

/** Copies the address of the view, so that it can be sent; the button says so when it is done. */
export function copyLink(button: HTMLElement): void {
  button.setAttribute("aria-live", "polite");
  const words = button.textContent;
  button.addEventListener("click", async () => {
    if (!(await copied(location.href))) return;
    button.textContent = button.dataset["done"] ?? words;
    setTimeout(() => (button.textContent = words), 3000);
  });
}

async function copied(text: string): Promise<boolean> {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    // Without https there is no clipboard: the reader copies by hand.
    window.prompt("", text);
    return false;
  }
}
