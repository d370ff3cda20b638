// What every page shares: the theme, the place in the navigation, keys that lead somewhere.

const here = location.pathname;
for (const link of document.querySelectorAll("[data-nav]")) {
  const to = link.dataset.nav;
  if (to === "/" ? here === "/" || here.startsWith("/incident") : here.startsWith(to)) {
    link.setAttribute("aria-current", "page");
  }
}

const root = document.documentElement;
const button = document.getElementById("theme");
const isDark = () =>
  (root.dataset.theme ?? (matchMedia("(prefers-color-scheme: dark)").matches ? "dark" : "light")) === "dark";
const nameButton = () => {
  button.textContent = isDark() ? "Light" : "Dark";
  button.setAttribute("aria-label", `Use ${isDark() ? "light" : "dark"} colours`);
};
button.hidden = false;
nameButton();
button.addEventListener("click", () => {
  root.dataset.theme = isDark() ? "light" : "dark";
  document.cookie = `cairn_theme=${root.dataset.theme}; path=/; max-age=31536000; samesite=strict`;
  nameButton();
  document.dispatchEvent(new Event("cairn:theme"));
});

/** Whether a key press belongs to a field rather than to the page. */
export const isTyping = (event) =>
  event.ctrlKey || event.metaKey || event.altKey ||
  event.target.closest("input:not([type=checkbox]), textarea, select, [contenteditable]") !== null;

/** Tells something in the corner and to screen readers. */
export const tell = (words) => {
  const toast = document.getElementById("toast");
  toast.textContent = words;
  clearTimeout(tell.timer);
  tell.timer = setTimeout(() => { toast.textContent = ""; }, 4000);
};

const places = { i: "/", r: "/review", d: "/decisions", t: "/tolls", a: "/agreements" };
let waiting = false;
document.addEventListener("keydown", (event) => {
  if (event.key === "Escape" && event.target.matches("input")) {
    event.target.blur();
    return;
  }
  if (isTyping(event)) return;
  if (waiting && places[event.key]) {
    location.href = places[event.key];
    return;
  }
  waiting = event.key === "g";
  if (event.key === "/") {
    event.preventDefault();
    document.getElementById("q").focus();
  } else if (event.key === "?") {
    location.href = "/about";
  } else if (event.key === "j" || event.key === "k") {
    step(event.key === "j" ? 1 : -1);
  }
});

/** Moves through the rows of a list. */
function step(by) {
  const rows = [...document.querySelectorAll("#list .row-link")];
  if (rows.length === 0) return; // The review queue has keys of its own.
  const at = rows.indexOf(document.activeElement);
  const next = rows[Math.min(Math.max(at + by, 0), rows.length - 1)];
  next.focus();
  next.scrollIntoView({ block: "nearest" });
}
