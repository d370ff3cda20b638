// Pages with report text: a claim and its words show each other.

const marks = [...document.querySelectorAll(".mark[data-claims]")];
const claims = new Map([...document.querySelectorAll("[data-claim]")].map((claim) => [claim.dataset.claim, claim]));
let popover = null;

const light = (ids, on) => {
  for (const mark of marks) {
    if (mark.dataset.claims.split(" ").some((id) => ids.includes(id))) mark.classList.toggle("on", on);
  }
  for (const id of ids) claims.get(id)?.classList.toggle("on", on);
};

function close() {
  popover?.remove();
  popover = null;
}

/** The fields and rules of the claims that stand in some words, beside them. */
function open(mark) {
  close();
  const cards = mark.dataset.claims.split(" ").map((id) => claims.get(id)).filter(Boolean);
  if (cards.length === 0) return;
  popover = document.createElement("div");
  popover.className = "popover";
  popover.setAttribute("role", "tooltip");
  for (const card of cards) {
    const copy = card.cloneNode(true);
    copy.removeAttribute("id");
    copy.classList.remove("on");
    for (const form of copy.querySelectorAll("form")) form.remove();
    for (const details of copy.querySelectorAll("details")) details.open = true;
    popover.append(copy);
  }
  document.body.append(popover);
  const box = mark.getBoundingClientRect();
  const own = popover.getBoundingClientRect();
  const below = box.bottom + own.height + 12 < innerHeight || box.top < own.height;
  popover.style.left = `${Math.max(16, Math.min(box.left, innerWidth - own.width - 16)) + scrollX}px`;
  popover.style.top = `${(below ? box.bottom + 8 : box.top - own.height - 8) + scrollY}px`;
}

for (const mark of marks) {
  const ids = mark.dataset.claims.split(" ");
  let timer;
  mark.addEventListener("mouseenter", () => { light(ids, true); timer = setTimeout(() => open(mark), 250); });
  mark.addEventListener("mouseleave", () => { clearTimeout(timer); light(ids, false); close(); });
  mark.addEventListener("focus", () => { light(ids, true); open(mark); });
  mark.addEventListener("blur", () => { light(ids, false); close(); });
}
for (const [id, claim] of claims) {
  claim.addEventListener("mouseenter", () => light([id], true));
  claim.addEventListener("mouseleave", () => light([id], false));
}
document.addEventListener("keydown", (event) => { if (event.key === "Escape") close(); });
addEventListener("beforeprint", () => { for (const details of document.querySelectorAll("details")) details.open = true; });

// Small maps: one place, or the points of an agreement.
const maps = [...document.querySelectorAll(".map.small")];
if (maps.length && window.L) {
  const { draw, spot } = await import("/assets/map.js");
  for (const element of maps) {
    const { lat, lon, coarse, points } = element.dataset;
    const map = await draw(element, { zoomControl: false, scrollWheelZoom: false, keyboard: false });
    const all = points ? JSON.parse(points) : [{ lat: Number(lat), lon: Number(lon) }];
    map.fitBounds(all.map((one) => [one.lat, one.lon]), { maxZoom: coarse ? 4.5 : 6, padding: [20, 20], animate: false });
    for (const one of all) {
      const disc = spot(window.L, { killed: 4, n: 1, ...one, ...(coarse ? { precision: "region" } : {}) }).addTo(map);
      if (one.name) disc.bindTooltip(one.name);
      if (one.incident) disc.on("click", () => { location.href = `/incident/${one.incident}`; });
    }
  }
}
