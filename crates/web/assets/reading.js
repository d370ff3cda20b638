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
// On paper everything is open but the fields of each claim, which would fill pages.
let opened = [];
addEventListener("beforeprint", () => {
  opened = [...document.querySelectorAll("details:not([open])")].filter((one) => !one.closest(".claim, .decide-box"));
  for (const details of opened) details.open = true;
});
addEventListener("afterprint", () => { for (const details of opened) details.open = false; });

// A sentence that is selected in the text becomes that of a claim by hand.
const quote = document.getElementById("quote");
if (quote) {
  document.addEventListener("selectionchange", () => {
    const chosen = getSelection();
    const text = document.querySelector("article.text");
    if (chosen.isCollapsed || !text.contains(chosen.anchorNode) || !text.contains(chosen.focusNode)) return;
    const copy = chosen.getRangeAt(0).cloneContents();
    // The words that name a mark are not of the report.
    for (const tag of copy.querySelectorAll(".tag")) tag.remove();
    quote.value = copy.textContent.replace(/\s+/g, " ").trim();
    document.getElementById("add-claim").open = true;
  });
}

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
      if (one.zone) {
        window.L.circleMarker([one.lat, one.lon], { radius: 24, className: "area zone" }).addTo(map).bindTooltip(one.name);
        continue;
      }
      const disc = spot(window.L, { killed: 4, n: 1, ...one, ...(coarse ? { precision: "region" } : {}) }).addTo(map);
      if (one.name) disc.bindTooltip(one.name);
      if (one.incident) disc.on("click", () => { location.href = `/incident/${one.incident}`; });
    }
  }
}
