"use strict";
const input = document.getElementById("find");
const found = document.getElementById("n-found");
const rows = [...document.querySelectorAll("tbody tr[data-row]")];
const dots = [...document.querySelectorAll("svg a[data-row]")];
const all = document.querySelectorAll("details.incident");

/** Shows what holds every word that is looked for, in the table, on the map and below. */
function find() {
  const words = input.value.toLowerCase().split(/\s+/).filter(Boolean);
  const shown = new Set();
  for (const row of rows) {
    const text = row.textContent.toLowerCase();
    row.hidden = !words.every((word) => text.includes(word));
    if (!row.hidden) shown.add(row.dataset.row);
  }
  for (const dot of dots) dot.classList.toggle("off", !shown.has(dot.dataset.row));
  for (const one of all) one.hidden = !shown.has(one.id);
  found.textContent = words.length ? `${shown.size} of ${rows.length}` : "";
}
if (input) input.addEventListener("input", find);

/** Opens the incident that an address points at. */
function open() {
  const one = document.getElementById(decodeURIComponent(location.hash.slice(1)));
  if (one instanceof HTMLDetailsElement) {
    one.open = true;
    one.scrollIntoView();
  }
}
addEventListener("hashchange", open);
open();

// On paper everything is open.
let opened = [];
addEventListener("beforeprint", () => {
  opened = [...all].filter((one) => !one.open);
  for (const one of opened) one.open = true;
});
addEventListener("afterprint", () => {
  for (const one of opened) one.open = false;
});
