/** Lets a link to the page in another language lead to the same place in it. */
export function keepPlace(link: HTMLElement): void {
  const leads = link as HTMLAnchorElement;
  leads.addEventListener("click", () => {
    if (location.hash) leads.hash = location.hash;
  });
}
