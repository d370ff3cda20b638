// Screenshots that are kept, and pictures of the guide.

import { copyFileSync, mkdirSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const GUIDE = fileURLToPath(new URL("../../docs/guide/images/", import.meta.url));

/** Keeps what a page looks like, by default in its whole length; gives the file's path. */
export async function screen(page, name, options = {}) {
  const path = join(process.env.E2E_OUT, "screens", `${name}.png`);
  mkdirSync(dirname(path), { recursive: true });
  await page.screenshot({ path, fullPage: true, animations: "disabled", caret: "hide", ...options });
  return path;
}

/** Keeps a picture for the guide; writes the guide's own only with `UPDATE_GUIDE=1`. */
export async function picture(page, name, options = {}) {
  const path = await screen(page, `guide/${name}`, { fullPage: false, ...options });
  if (process.env.UPDATE_GUIDE !== "1") return;
  mkdirSync(GUIDE, { recursive: true });
  copyFileSync(path, join(GUIDE, `${name}.png`));
}
