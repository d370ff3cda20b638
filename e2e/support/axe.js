// What axe-core finds wrong with a page for those who see, hear or move differently.

import { readFileSync } from "node:fs";
import { createRequire } from "node:module";

const AXE = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");

/** Every violation of WCAG 2.2 A and AA and of axe's best practices, one line each. */
export async function violations(page) {
  // Through the debugger, which the content policy of the page does not bind.
  await page.evaluate(AXE);
  // `preload` would copy style sheets into the page, which that policy refuses; no rule in use needs it.
  const options = { resultTypes: ["violations"], preload: false };
  const found = await page.evaluate((options) => globalThis.axe.run(document, options), options);
  return found.violations.flatMap(({ id, help, nodes }) =>
    nodes.map((node) => `${id}: ${help}: ${node.target.join(" ")}: ${node.html.slice(0, 160)}`));
}
