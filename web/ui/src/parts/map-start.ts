// The picture of a map stands at once; the map that moves is big and comes only for those who use it.
import { walk } from "./walk";

const USED = "marsad-map-moves";

/** Waits until the reader uses the map, then puts the moving one in the picture's place. */
export function startMap(figure: HTMLElement): void {
  const button = figure.querySelector<HTMLButtonElement>("[data-map-start]");
  const picture = figure.querySelector<SVGElement>("[data-picture]");
  if (picture) walk(picture, [...picture.querySelectorAll<SVGElement>("[data-mark]")]);
  let isAsked = false;
  const begin = async () => {
    if (isAsked) return;
    isAsked = true;
    isAsked = await replace(figure, button);
  };
  button?.addEventListener("click", () => {
    localStorage.setItem(USED, "yes");
    void begin();
  });
  picture?.addEventListener("pointerdown", (event) => {
    // A mark is a link and stays one.
    if (!(event.target as Element).closest("a")) button?.click();
  });
  if (localStorage.getItem(USED) === "yes" && !savesData()) void begin();
}

/** Tells whether the reader's line is metered. */
export function savesData(): boolean {
  const line = (navigator as Navigator & { connection?: { saveData?: boolean } }).connection;
  return line?.saveData ?? false;
}

/** Returns whether the moving map stands; where it could not be had the picture stays and the figure says so. */
async function replace(figure: HTMLElement, button: HTMLButtonElement | null): Promise<boolean> {
  const told = figure.querySelector<HTMLElement>("[data-map-told]");
  const say = (words: string) => told && (told.textContent = words);
  const hadFocus = document.activeElement === button;
  say(figure.dataset["busy"] ?? "");
  figure.ariaBusy = "true";
  try {
    const { openMap } = await import("./map-live");
    await openMap(figure, hadFocus);
    button?.setAttribute("hidden", "");
    say("");
    return true;
  } catch (error) {
    console.warn(error);
    localStorage.removeItem(USED);
    say(figure.dataset["failed"] ?? "");
    return false;
  } finally {
    figure.ariaBusy = null;
  }
}
