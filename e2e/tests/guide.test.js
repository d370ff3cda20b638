// The pictures of docs/guide, taken as the guide tells: `UPDATE_GUIDE=1 e2e/run` writes them anew.

import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { introduce, launch, mapped, visit } from "../support/browser.js";
import { serve } from "../support/register.js";
import { picture } from "../support/screens.js";

let site, browser, market;
before(async () => {
  [site, browser] = await Promise.all([serve([], { own: false }), launch()]);
  const { page, context } = await visit(browser, site.url);
  await page.goto("/?place=Al+Hazm&sort=killed");
  market = await page.locator("#list .row a").first().getAttribute("href");
  await context.close();
});
after(async () => { await browser?.close(); site?.stop(); });

/** The part of the page from the top of one element to the bottom of another. */
async function part(page, from, to = from, height = Infinity) {
  await page.evaluate(() => scrollTo(0, 0));
  const [top, bottom] = [await page.locator(from).first().boundingBox(), await page.locator(to).first().boundingBox()];
  const y = Math.max(0, top.y - 16);
  const { width } = page.viewportSize();
  return { fullPage: true, clip: { x: 0, y, width, height: Math.min(height, bottom.y + bottom.height + 16 - y) } };
}

test("first hour: the overview, an incident, a report", async () => {
  const { page, faults } = await visit(browser, site.url);
  await page.goto("/");
  await mapped(page);
  await picture(page, "overview", { clip: { x: 0, y: 0, width: 1280, height: 600 } });

  await page.goto(market);
  await page.waitForLoadState("networkidle");
  await picture(page, "incident", await part(page, "header.site", "#figures table"));

  await page.locator("article.paper", { hasText: "Air strike hits market" }).first().locator("a", { hasText: "whole report" }).click();
  await page.waitForLoadState("networkidle");
  await page.locator("article.text a.mark", { hasText: "20 others" }).focus();
  await page.locator(".popover").waitFor();
  await picture(page, "report", { clip: { x: 0, y: 0, width: 1280, height: 640 } });
  assert.deepEqual(faults, []);
});

test("first hour: on a telephone, in the dark", async () => {
  const { page, faults } = await visit(browser, site.url, { width: "narrow", scheme: "dark" });
  await page.goto(market);
  await page.waitForLoadState("networkidle");
  await picture(page, "narrow");
  assert.deepEqual(faults, []);
});

test("tolls", async () => {
  const { page, faults } = await visit(browser, site.url);
  await page.goto("/tolls");
  await picture(page, "tolls", await part(page, "header.site", ".toll"));
  assert.deepEqual(faults, []);
});

test("review: the queue", async () => {
  const { page, faults } = await visit(browser, site.url);
  await introduce(page, "Amal", "/review");
  await page.keyboard.press("j");
  await page.keyboard.press("c");
  await picture(page, "review", { clip: { x: 0, y: 0, width: 1280, height: 620 } });
  assert.deepEqual(faults, []);
});

test("profiles: one incident as a codebook files it", async () => {
  const { page, faults } = await visit(browser, site.url);
  await page.goto(`${market}?profile=acled#profile`);
  await page.waitForLoadState("networkidle");
  await picture(page, "profile", await part(page, "#profile", "#profile", 900));
  assert.deepEqual(faults, []);
});

test("sharing: two people decide at once", async () => {
  const [one, two] = [await visit(browser, site.url), await visit(browser, site.url)];
  await introduce(one.page, "Amal", market);
  await introduce(two.page, "Otto", market);
  await one.page.fill("#why-incident", "seen with the hospital's list");
  await one.page.click("#confirm-incident");
  await one.page.locator("#done").waitFor();
  await two.page.click("#reject-incident");
  await picture(two.page, "stale", await part(two.page, "header.site", "main .card"));
  assert.deepEqual([...one.faults, ...two.faults], []);
});
