// The review queue by keys: j and k move, Enter opens, c or x and then Enter decides.

import { isTyping, tell } from "/assets/app.js";

const rows = [...document.querySelectorAll("#queue .row")];
let armed = null;

const row = () => document.activeElement?.closest("#queue .row");
const disarm = () => { armed?.classList.remove("armed"); armed = null; };

function go(to) {
  disarm();
  to?.focus();
  to?.scrollIntoView({ block: "nearest" });
}

document.addEventListener("keydown", (event) => {
  if (isTyping(event)) return;
  const now = row();
  const at = rows.indexOf(now);
  if (event.key === "j" || event.key === "ArrowDown" && now) go(rows[Math.min(at + 1, rows.length - 1)]);
  else if (event.key === "k" || event.key === "ArrowUp" && now) go(rows[Math.max(at - 1, 0)]);
  else if (event.key === "Escape") disarm();
  else if (event.key === "Enter" && document.activeElement === now) {
    if (armed) armed.click();
    else location.href = now.querySelector("a").href;
  } else if ((event.key === "c" || event.key === "x") && now) {
    const button = now.querySelector(`[data-key="${event.key}"]`);
    if (!button) { tell("Give your name first."); return; }
    disarm();
    armed = button;
    armed.classList.add("armed");
    now.focus();
    tell(`Enter: ${button.textContent.toLowerCase()}. Esc: not.`);
    return;
  } else return;
  event.preventDefault();
});

rows[0]?.focus({ preventScroll: true });
