// The first page: the map, the brush over the timeline, a list that follows the filters.

import { draw, spot } from "/assets/map.js";
import { tell } from "/assets/app.js";

const form = document.getElementById("filters");
const element = document.getElementById("map");
const L = window.L;
let map, layer, asked = 0;

/** The filters of the page, as an address. */
const filters = () => {
  const fields = new URLSearchParams();
  for (const [name, value] of new FormData(form)) if (value.trim()) fields.set(name, value.trim());
  return fields;
};

/** Shows another address without a new page: the server makes the page, its parts are taken over. */
async function go(address, push = true) {
  const mine = ++asked;
  const answer = await fetch(address, { headers: { accept: "text/html" } });
  const page = new DOMParser().parseFromString(await answer.text(), "text/html");
  if (mine !== asked) return;
  if (!answer.ok || !page.getElementById("results")) {
    location.href = address;
    return;
  }
  const focused = document.activeElement?.id;
  for (const id of ["filters", "timeline", "results"]) {
    document.getElementById(id).innerHTML = page.getElementById(id).innerHTML;
  }
  for (const note of document.querySelectorAll("main > .note")) note.remove();
  for (const note of page.querySelectorAll("main > .note")) document.getElementById("timeline").before(note);
  element.dataset.query = page.getElementById("map").dataset.query;
  if (focused) document.getElementById(focused)?.focus();
  if (push) history.pushState(null, "", address);
  brush();
  mark();
  await points();
}

const submit = () => {
  const query = filters().toString();
  go(query ? `/?${query}` : "/");
};
form.addEventListener("submit", (event) => { event.preventDefault(); submit(); });
form.addEventListener("change", submit);
addEventListener("popstate", () => go(location.pathname + location.search, false));

document.addEventListener("click", (event) => {
  const link = event.target.closest("#timeline a, .sorts a, .pages a, #clear, .empty a");
  if (!link || event.ctrlKey || event.metaKey || event.shiftKey) return;
  event.preventDefault();
  if (link.closest("#timeline") && dragged) return;
  go(link.getAttribute("href"));
});

// The brush: press, draw over some bars, let go.
let dragged = false;
function brush() {
  const svg = document.getElementById("brush");
  if (!svg) return;
  const bars = [...svg.querySelectorAll("a")];
  const at = (event) => {
    const box = svg.getBoundingClientRect();
    const share = (event.clientX - box.left) / box.width;
    return Math.min(bars.length - 1, Math.max(0, Math.floor(share * bars.length)));
  };
  let from = null;
  const within = (a, b) => bars.forEach((bar, i) => bar.classList.toggle("within", i >= Math.min(a, b) && i <= Math.max(a, b)));
  svg.addEventListener("pointerdown", (event) => { from = at(event); dragged = false; event.preventDefault(); });
  svg.addEventListener("pointermove", (event) => {
    if (from === null) return;
    if (at(event) !== from) { dragged = true; svg.setPointerCapture(event.pointerId); }
    if (dragged) within(from, at(event));
  });
  svg.addEventListener("pointerup", (event) => {
    if (from === null) return;
    const [a, b] = [from, at(event)].sort((x, y) => x - y);
    from = null;
    if (!dragged) return;
    form.elements.since.value = bars[a].dataset.since;
    form.elements.until.value = bars[b].dataset.until;
    submit();
    setTimeout(() => { dragged = false; });
  });
  // One stop for the tab key; the arrows walk along the bars.
  if (bars[0]) bars[0].tabIndex = 0;
  svg.onkeydown = (event) => {
    const now = bars.indexOf(document.activeElement);
    const next = { ArrowRight: now + 1, ArrowLeft: now - 1, Home: 0, End: bars.length - 1 }[event.key];
    if (next === undefined || !bars[next]) return;
    event.preventDefault();
    bars[now].tabIndex = -1;
    bars[next].tabIndex = 0;
    bars[next].focus();
  };
}

/** Asks for the points of the part of the map that is seen. */
async function points(fit = false) {
  if (!map) return;
  const query = new URLSearchParams(element.dataset.query);
  const seen = map.getBounds().pad(0.2);
  const edge = (low, n, high) => Math.max(low, Math.min(high, n)).toFixed(4);
  if (!fit) {
    query.set("view", [edge(-180, seen.getWest(), 180), edge(-90, seen.getSouth(), 90), edge(-180, seen.getEast(), 180), edge(-90, seen.getNorth(), 90)].join());
  }
  query.set("zoom", Math.round(map.getZoom()));
  const answer = await fetch(`/map.json?${query}`);
  if (!answer.ok) { tell("The map could not be loaded."); return; }
  const found = await answer.json();
  if (fit && found.edges) {
    const [west, south, east, north] = found.edges;
    map.fitBounds([[south, west], [north, east]], { padding: [36, 36], maxZoom: 8, animate: false });
    return points();
  }
  layer.clearLayers();
  for (const one of [...found.areas, ...found.bins]) place(one);
  const off = document.getElementById("off-map");
  off.textContent = found.off_the_map ? `· ${found.off_the_map} without any position` : "";
}

const PRECISIONS = { adm1: "region", adm2: "district", international: "waters or airspace" };

const told = (one) => {
  const where = one.precision ? `${one.names.join(", ")} (${PRECISIONS[one.precision] ?? one.precision} only)` : one.place;
  const killed = one.killed === null ? "" : `, ${one.killed.toLocaleString("en")} killed at least`;
  return `${where}: ${one.n} ${one.n === 1 ? "incident" : "incidents"}${killed}`;
};

function place(one) {
  const disc = spot(L, one).addTo(layer);
  disc.bindTooltip(told(one), { direction: "top" });
  const open = () => {
    if (one.incident) { location.href = `/incident/${one.incident}`; return; }
    disc.bindPopup(content(one)).openPopup();
  };
  disc.on("click", open);
  const path = disc.getElement();
  if (path) {
    path.setAttribute("tabindex", "0");
    path.setAttribute("role", "button");
    path.setAttribute("aria-label", told(one));
    path.addEventListener("keydown", (event) => { if (event.key === "Enter") open(); });
    if (one.incident) path.dataset.incident = one.incident;
  }
  if (one.n > 1) {
    const count = document.createElement("span");
    count.textContent = one.n;
    const icon = L.divIcon({ className: `bin-count${one.precision ? " ring" : ""}`, html: count, iconSize: [40, 12], iconAnchor: [20, 6] });
    L.marker([one.lat, one.lon], { icon, interactive: false, keyboard: false }).addTo(layer);
  }
}

/** What a disc of several incidents offers. */
function content(one) {
  const box = document.createElement("div");
  const head = document.createElement("p");
  head.textContent = told(one);
  box.append(head);
  const list = document.createElement("a");
  list.textContent = one.precision && one.names.length > 1 ? `List those of ${one.names[0]}` : "List them";
  const query = filters();
  if (one.precision) {
    query.set("place", one.names[0]);
  } else {
    // The cell around the disc, somewhat wider than it.
    const centre = map.latLngToContainerPoint([one.lat, one.lon]);
    const [a, b] = [map.containerPointToLatLng(centre.subtract([44, 44])), map.containerPointToLatLng(centre.add([44, 44]))];
    query.set("window", [a.lng, b.lat, b.lng, a.lat].map((n) => n.toFixed(4)).join());
  }
  list.href = `/?${query}`;
  list.addEventListener("click", (event) => { event.preventDefault(); map.closePopup(); go(list.getAttribute("href")); });
  box.append(list);
  if (!one.precision && map.getZoom() < 12) {
    const closer = document.createElement("button");
    closer.className = "plain";
    closer.textContent = "Zoom in";
    closer.addEventListener("click", () => map.flyTo([one.lat, one.lon], map.getZoom() + 2));
    box.append(" ", closer);
  }
  return box;
}

/** A row under the pointer or with the focus shows itself on the map. */
function mark() {
  const list = document.getElementById("list");
  const show = (event, on) => {
    const id = event.target.closest(".row")?.id;
    const path = id && element.querySelector(`[data-incident="${CSS.escape(id)}"]`);
    path?.classList.toggle("here", on);
  };
  for (const [name, on] of [["mouseover", true], ["mouseout", false], ["focusin", true], ["focusout", false]]) {
    list.addEventListener(name, (event) => show(event, on));
  }
}

brush();
mark();
map = await draw(element);
layer = L.layerGroup().addTo(map);
await points(true);
map.on("moveend", () => points());
