/** Tells a message of the page in the place for messages; its words are data of that place, in the page's language. */
export function say(what: "unreached" | "failed"): void {
  const said = document.getElementById("said");
  if (!said) return;
  const words = document.createElement("p");
  words.textContent = said.dataset[what] ?? "";
  said.replaceChildren(words);
}
