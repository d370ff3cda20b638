// Chromium from Debian, and pages that tell of every fault.

import { chromium } from "playwright-core";

/** The two widths that the pages are made for. */
export const WIDTHS = { wide: { width: 1280, height: 900 }, narrow: { width: 390, height: 844 } };

const FLAGS = [
  "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
  "--disable-component-update", "--disable-sync", "--force-color-profile=srgb", "--font-render-hinting=none",
];

/** A headless browser with a profile of its own, which goes when it is closed. */
export const launch = () =>
  chromium.launch({ executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium", args: FLAGS });

/**
 * A visitor with cookies of their own. `faults` fills with what no page may do: errors of scripts, refusals
 * of the content policy, dialogs, requests to another address than the server's.
 */
export async function visit(browser, url, { width = "wide", scheme = "light", ...more } = {}) {
  const context = await browser.newContext({
    baseURL: url, viewport: WIDTHS[width], colorScheme: scheme, reducedMotion: "reduce", ...more,
  });
  context.setDefaultTimeout(20_000);
  const page = await context.newPage();
  const faults = [];
  page.on("pageerror", (fault) => faults.push(`script: ${fault.message}`));
  page.on("console", (line) => {
    // A refused form answers 4xx on purpose, which Chromium writes to the console as well.
    const isAnswer = /Failed to load resource: the server responded with a status of 4/.test(line.text());
    if (line.type() === "error" && !isAnswer) faults.push(`console: ${line.text()}`);
  });
  page.on("dialog", (dialog) => { faults.push(`dialog: ${dialog.message()}`); dialog.dismiss(); });
  await context.route((asked) => asked.origin !== url && asked.protocol !== "data:", (route) => {
    faults.push(`asked for ${route.request().url()}`);
    route.abort();
  });
  return { page, context, faults };
}

/** Waits until the map has drawn its points. */
export async function mapped(page) {
  await page.locator("#map.leaflet-container path.leaflet-interactive").first().waitFor();
  await page.waitForLoadState("networkidle");
}

/** Gives a name where nobody has a password, and goes on to a page. */
export async function introduce(page, name, next = "/") {
  await page.goto(`/name?next=${encodeURIComponent(next)}`);
  await page.fill("#name", name);
  await page.click("#give-name button");
  await page.locator("#who").waitFor();
}

/** Logs in with a password. */
export async function logIn(page, { name, password }) {
  await page.goto("/login");
  await page.fill("#name", name);
  await page.fill("#password", password);
  await page.click("#login button");
}
