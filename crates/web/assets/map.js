// A map without tiles: land, borders, names, and what is put on it.

import { world } from "/assets/world.js";

const colour = (name) => {
  // Canvas knows no custom properties: an element that is never shown resolves them.
  const probe = document.createElement("i");
  probe.style.color = `var(${name})`;
  document.body.append(probe);
  const told = getComputedStyle(probe).color;
  probe.remove();
  return told;
};

/** The radius of a disc in pixels: its area follows the people killed. */
export const radius = (killed, n) => 5 + Math.min(17, Math.sqrt(killed ?? 0) * 0.9 + (n > 1 ? Math.log2(n) * 1.3 : 0));

/** Draws the base map into an element; `L` is Leaflet. */
export async function draw(element, options = {}) {
  const L = window.L;
  const map = L.map(element, {
    attributionControl: false, minZoom: 1, maxZoom: 12, zoomSnap: 0.5, worldCopyJump: true,
    maxBounds: [[-85, -540], [85, 540]], ...options,
  });
  map.setView([20, 20], 2);
  map.createPane("land").style.zIndex = 200;
  map.createPane("names").style.zIndex = 300;
  const { polygons, borders, countries } = await world(L);
  const canvas = L.canvas({ pane: "land", padding: 0.4 });
  const land = L.polygon(polygons, { renderer: canvas, stroke: false, fillOpacity: 1, interactive: false });
  const lines = L.polyline(borders, { renderer: canvas, weight: 1, dashArray: "3 2", interactive: false });
  const paint = () => {
    land.setStyle({ fillColor: colour("--land") });
    lines.setStyle({ color: colour("--border") });
  };
  land.addTo(map);
  lines.addTo(map);
  paint();
  document.addEventListener("cairn:theme", paint);
  matchMedia("(prefers-color-scheme: dark)").addEventListener("change", paint);

  const names = L.layerGroup().addTo(map);
  const name = () => {
    names.clearLayers();
    const seen = map.getBounds().pad(0.1);
    const perDegree = (256 * 2 ** map.getZoom()) / 360;
    for (const country of countries) {
      const at = [country.at[1], country.at[0]];
      if (country.width * perDegree < country.name.length * 7 || !seen.contains(at)) continue;
      const icon = L.divIcon({ className: "country-name", html: document.createElement("span"), iconSize: [160, 14] });
      icon.options.html.textContent = country.name;
      L.marker(at, { icon, pane: "names", interactive: false, keyboard: false }).addTo(names);
    }
  };
  map.on("moveend", name);
  name();
  return map;
}

/** A disc for a place, or a dashed ring for a region. */
export function spot(L, one) {
  const isArea = one.precision !== undefined;
  const size = isArea ? 14 + Math.min(10, Math.sqrt(one.killed ?? 0) * 0.5) : radius(one.killed, one.n);
  const kind = isArea ? "area" : `spot${one.killed === null ? " none" : ""}${one.disputed ? " disputed" : ""}`;
  return L.circleMarker([one.lat, one.lon], { radius: size, className: kind });
}
