// What a reviewer does to a claim and to an incident, and how it is taken back.

import assert from "node:assert/strict";
import { after, afterEach, before, beforeEach, test } from "node:test";
import { introduce, launch, visit } from "../support/browser.js";
import { cairn, serve } from "../support/register.js";

let site, browser;
before(async () => { browser = await launch(); });
after(async () => { await browser?.close(); });
beforeEach(async () => { site = await serve(); });
afterEach(() => site?.stop());

/** The incident at a place with the most reports, opened from the list. */
async function openIncident(page, place) {
  await page.goto(`/?place=${encodeURIComponent(place)}`);
  const rows = page.locator("#list .row");
  const reports = await rows.locator(".row-foot").evaluateAll((all) => all.map((one) => parseInt(one.textContent, 10)));
  await rows.nth(reports.indexOf(Math.max(...reports))).locator("a").click();
  await page.locator("#decisions").waitFor();
  return page.url().match(/i-[0-9a-f]+/)[0];
}

/** The card of a claim that says these words. */
const claimOf = (page, words) => page.locator("#reports article.claim, .side-by-side article.claim").filter({ has: page.locator("h4", { hasText: words }) }).first();

async function correct(page, claim, field, value, why) {
  await claim.locator("summary", { hasText: "Decide" }).click();
  const form = claim.locator("form.decide").filter({ has: page.locator("select[name=field]") });
  await form.locator("select[name=field]").selectOption(field);
  await form.locator("input[name=value]").fill(value);
  await form.locator("input[name=why]").fill(why);
  await form.locator("button", { hasText: "Correct" }).click();
  await page.locator("#done").waitFor();
}

test("a figure is corrected and the correction is undone", async () => {
  const { page, faults } = await visit(browser, site.url);
  await introduce(page, "Amal");
  await openIncident(page, "Al Hazm");
  const before = await page.locator(".lede .figure.killed").textContent();
  const claim = claimOf(page, /^killed people: 19/);
  const id = await claim.getAttribute("data-claim");

  await correct(page, claim, "n", "21", "the office's list has 21 names");
  assert.match(await page.locator("#done").textContent(), /Decision 1 is written/);
  const now = page.locator(`[data-claim="${id}"]`);
  assert.match(await now.locator("h4").textContent(), /killed people: 21/);
  assert.match(await now.locator(".decided").first().textContent(), /corrected from 19 to 21 by Amal.*21 names/);
  assert.ok((await page.locator("#figures td.num b").allTextContents()).includes("21"), "the figures follow");
  assert.match(await page.locator("#history").textContent(), /Amal: correct n of .*21.*the office's list has 21 names/s);

  // The sentence keeps its own words.
  await page.goto(await page.locator(`article.paper:has([data-claim="${id}"]) a`, { hasText: "whole report" }).getAttribute("href"));
  assert.match(await page.locator("article.text").textContent(), /has risen to 19/);

  await openIncident(page, "Al Hazm");
  await page.locator("#history button", { hasText: "Undo" }).first().click();
  await page.locator("#done").waitFor();
  assert.match(await page.locator(`[data-claim="${id}"] h4`).textContent(), /killed people: 19/);
  assert.equal(await page.locator(".lede .figure.killed").textContent(), before);
  assert.match(await page.locator("#history").textContent(), /undo/, "the undoing is in the history");
  assert.deepEqual(faults, []);
});

test("two incidents are merged, and split again", async () => {
  const { page, faults } = await visit(browser, site.url);
  await introduce(page, "Amal");
  await page.goto("/?place=Omdurman");
  const ids = await page.locator("#list .row").evaluateAll((all) => all.map((row) => row.id));
  assert.equal(ids.length, 2);
  const one = await openIncident(page, "Omdurman");
  const other = ids.find((id) => id !== one);
  const claims = page.locator("[data-claim]");
  const mine = await claims.evaluateAll((all) => all.map((claim) => claim.dataset.claim));

  await page.fill("#merge-incident [name=other]", `${site.url}/incident/${other}`);
  await page.click("#merge-incident button");
  await page.locator("#done").waitFor();
  const together = await claims.evaluateAll((all) => all.map((claim) => claim.dataset.claim));
  const theirs = together.filter((id) => !mine.includes(id));
  assert.ok(theirs.length > 0, "claims of the other incident have come");
  assert.match(await page.locator("#history").textContent(), /Amal: merge /);
  await page.goto("/?place=Omdurman");
  assert.equal(await page.locator("#list .row").count(), 1);

  await page.locator("#list .row a").click();
  await page.locator("summary", { hasText: "Split" }).click();
  for (const id of theirs) await page.check(`#split-incident input[value="${id}"]`);
  await page.click("#split-incident button");
  await page.locator("#done").waitFor();
  await page.goto("/?place=Omdurman");
  assert.equal(await page.locator("#list .row").count(), 2);
  const again = await openIncident(page, "Omdurman");
  assert.equal(again, one, "the incident keeps its address");
  assert.deepEqual(await claims.evaluateAll((all) => all.map((claim) => claim.dataset.claim)), mine);
  assert.deepEqual(faults, []);
});

test("a rejected claim counts nowhere, and says who rejected it", async () => {
  const { page, faults } = await visit(browser, site.url);
  await introduce(page, "Amal");
  await openIncident(page, "Tibú");
  const claim = claimOf(page, /^wounded civilian: 2/);
  const id = await claim.getAttribute("data-claim");
  const civilians = page.locator("#figures tr", { hasText: "civilian" });
  assert.equal(await civilians.count(), 1);
  await claim.locator("summary", { hasText: "Decide" }).click();
  await claim.locator("button", { hasText: "Reject" }).click();
  await page.locator("#done").waitFor();
  assert.equal(await civilians.count(), 0);
  await page.goto(`/claim/${id}`);
  assert.match(await page.locator(`[id="${id}"]`).textContent(), /rejected, counts nowhere.*rejected by Amal/s);
  assert.deepEqual(faults, []);
});

test("an incident that is rejected as a whole is gone, and can be brought back", async () => {
  const { page, faults } = await visit(browser, site.url);
  await introduce(page, "Amal");
  await openIncident(page, "Tibú");
  await page.click("#reject-incident");
  await page.locator("#done").waitFor();
  await page.goto("/?place=Tib%C3%BA");
  assert.equal(await page.locator("#list .row").count(), 0);
  await page.goBack();
  await page.locator("#done button").click();
  await page.waitForURL(/done=2/);
  await page.goto("/?place=Tib%C3%BA");
  assert.equal(await page.locator("#list .row").count(), 1);
  assert.deepEqual(faults, []);
});

test("a decision survives that every report is read anew", async () => {
  const { page } = await visit(browser, site.url);
  await introduce(page, "Amal");
  await openIncident(page, "Tibú");
  const claim = claimOf(page, /^killed/);
  await correct(page, claim, "n", "4", "");
  cairn(site.db, ["add", "../reports", "--again"]);
  await openIncident(page, "Tibú");
  assert.match(await page.locator(".lede .figure.killed").textContent(), /4/);
});

test("what cannot be is refused with a reason, and nothing is written", async () => {
  const { page } = await visit(browser, site.url);
  await introduce(page, "Amal");
  const id = await openIncident(page, "Tibú");
  const claim = claimOf(page, /^killed/);
  await claim.locator("summary", { hasText: "Decide" }).click();
  const form = claim.locator("form.decide").filter({ has: page.locator("select") });
  await form.locator("input[name=value]").fill("a few");
  await form.locator("button", { hasText: "Correct" }).click();
  assert.match(await page.locator("main").textContent(), /a few/);
  await page.goto(`/incident/${id}`);
  assert.match(await page.locator("#decisions").textContent(), /Nobody has decided anything/);
});
