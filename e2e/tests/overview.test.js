// The first page: the map, the filters and the list say the same thing.

import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { launch, mapped, visit } from "../support/browser.js";
import { serve } from "../support/register.js";

let site, browser;
before(async () => { site = await serve(); browser = await launch(); });
after(async () => { await browser?.close(); site?.stop(); });

const rows = (page) => page.locator("#list .row");
const counted = async (page) => Number((await page.locator("#count b").first().textContent()).replaceAll(",", ""));

/** The incidents of the list as the JSON Lines download has them. */
async function downloaded(page) {
  const answer = await page.request.get(await page.locator("#download-jsonl").getAttribute("href"));
  return (await answer.text()).trim().split("\n").filter(Boolean).map((line) => JSON.parse(line));
}

test("a filter narrows the list, its count, the timeline and the map", async () => {
  const { page, faults } = await visit(browser, site.url);
  await page.goto("/");
  await mapped(page);
  const all = await counted(page);
  const discs = page.locator("#map path.leaflet-interactive");
  const allDiscs = await discs.count();
  const allBars = await page.locator("#brush rect.bar").count();

  await page.fill("#place", "Sudan");
  await page.press("#place", "Enter");
  await page.locator("#clear").waitFor();
  assert.match(page.url(), /\?place=Sudan$/, "the filter stands in the address");
  const some = await counted(page);
  assert.ok(some > 1 && some < all, `${some} of ${all}`);
  assert.equal(await rows(page).count(), some);
  for (const words of await rows(page).locator(".where").allTextContents()) assert.match(words, /, SD$/);
  await page.waitForLoadState("networkidle");
  assert.ok((await discs.count()) < allDiscs, "the map shows fewer");
  assert.ok((await page.locator("#brush rect.bar").count()) < allBars, "the timeline is shorter");
  assert.equal((await downloaded(page)).length, some, "the download has what the list has");

  await page.click("#clear");
  await page.waitForFunction((n) => document.querySelectorAll("#list .row").length === n, all);
  await page.goBack();
  await page.waitForFunction((n) => document.querySelectorAll("#list .row").length === n, some);
  assert.equal(await page.inputValue("#place"), "Sudan", "going back brings the filter back");
  assert.deepEqual(faults, []);
});

test("boxes and lists narrow at once", async () => {
  const { page, faults } = await visit(browser, site.url);
  await page.goto("/");
  const all = await counted(page);
  const label = page.locator("label", { hasText: "disputed" });
  const promised = Number(await label.locator(".n").textContent());
  await label.locator("input").check();
  await page.waitForURL(/disputed=1/);
  await page.waitForFunction((n) => document.querySelectorAll("#list .row").length === n, promised);
  assert.ok(promised > 0 && promised < all);
  assert.equal(await page.locator("#list .flag.disputed").count(), promised);

  await page.goto("/");
  const shelling = page.locator("#type option", { hasText: "shelling" });
  const told = Number((await shelling.textContent()).match(/\((\d+)\)/)[1]);
  await page.selectOption("#type", "shelling");
  await page.waitForURL(/type=shelling/);
  await page.waitForFunction((n) => document.querySelectorAll("#list .row").length === n, told);
  assert.deepEqual(faults, []);
});

test("a disc on the map opens its incident, one of several lists them", async () => {
  const { page, faults } = await visit(browser, site.url);
  await page.goto("/?place=Omdurman");
  await mapped(page);
  // Two incidents of one town are one disc.
  const disc = page.locator("#map path.spot").first();
  assert.match(await disc.getAttribute("aria-label"), /Omdurman.*2 incidents/);
  await disc.press("Enter");
  await page.locator(".leaflet-popup a", { hasText: "List them" }).click();
  await page.waitForURL(/window=/);
  assert.equal(await rows(page).count(), 2);

  await page.goto("/?place=Colombia");
  await mapped(page);
  await page.locator("#map path[data-incident]").first().press("Enter");
  await page.waitForURL(/\/incident\/i-/);
  assert.match(await page.locator("h1").textContent(), /Tibú/);
  assert.deepEqual(faults, []);
});

test("where a region alone is known the map draws a ring, where nothing is, it says so", async () => {
  const { page, faults } = await visit(browser, site.url);
  await page.goto("/?since=2020-01-01&until=2021-12-31");
  await mapped(page);
  const labels = (selector) =>
    page.locator(selector).evaluateAll((all) => all.map((one) => one.getAttribute("aria-label")).sort());
  const rings = await labels("#map path.area");
  assert.equal(rings.length, 2, rings.join("; "));
  assert.match(rings[0], /Marib.* \(region only\): 1 incident, 14 killed/);
  assert.match(rings[1], /Somalia \(country only\): 1 incident, 6 killed/);
  for (const disc of await labels("#map path.spot")) assert.doesNotMatch(disc, /Marib|Somalia/);
  assert.match(await page.locator("#off-map").textContent(), /1 without any position/);

  await page.locator("#map path.area").first().press("Enter");
  await page.waitForURL(/\/incident\/i-/);
  assert.match(await page.locator("#main").textContent(), /The ring is the middle of the region, no point/);
  assert.deepEqual(faults, []);
});

test("a drag over the timeline narrows to its days", async () => {
  const { page, faults } = await visit(browser, site.url);
  await page.goto("/");
  await mapped(page);
  const all = await counted(page);
  const box = await page.locator("#brush").boundingBox();
  await page.mouse.move(box.x + box.width * 0.9, box.y + 10);
  await page.mouse.down();
  await page.mouse.move(box.x + box.width * 0.95, box.y + 12, { steps: 4 });
  await page.mouse.move(box.x + box.width - 2, box.y + 12, { steps: 4 });
  await page.mouse.up();
  await page.waitForURL(/since=\d{4}-.*until=\d{4}-/);
  await page.locator("#clear").waitFor();
  const some = await counted(page);
  assert.ok(some > 0 && some < all);
  const since = await page.inputValue("#since");
  for (const one of await downloaded(page)) assert.ok(one.time.end >= since, `${one.id} ends after ${since}`);
  assert.deepEqual(faults, []);
});

test("j and k walk along the list, Enter opens, / searches", async () => {
  const { page, faults } = await visit(browser, site.url);
  await page.goto("/");
  await mapped(page);
  const focused = () => page.evaluate(() => document.activeElement.closest(".row")?.id);
  const ids = await rows(page).evaluateAll((all) => all.map((row) => row.id));
  await page.keyboard.press("j");
  assert.equal(await focused(), ids[0]);
  await page.keyboard.press("j");
  assert.equal(await focused(), ids[1]);
  await page.keyboard.press("k");
  assert.equal(await focused(), ids[0]);
  await page.keyboard.press("j");
  await page.keyboard.press("Enter");
  await page.waitForURL(`**/incident/${ids[1]}`);
  await page.keyboard.press("/");
  await page.keyboard.type("Al Hazm");
  await page.keyboard.press("Enter");
  await page.waitForURL(/\/search\?q=Al\+Hazm/);
  assert.deepEqual(faults, []);
});

test("a day that is none is told, and the rest is shown", async () => {
  const { page } = await visit(browser, site.url);
  await page.goto("/?since=yesterday");
  assert.match(await page.locator("[role=alert]").textContent(), /“yesterday” was left out/);
  assert.ok((await rows(page).count()) > 10);
});
