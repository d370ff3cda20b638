// Full text over reports and claims.

import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { launch, visit } from "../support/browser.js";
import { serve } from "../support/register.js";

let site, browser;
before(async () => { site = await serve(); browser = await launch(); });
after(async () => { await browser?.close(); site?.stop(); });

test("words lead to the reports that hold them, and on to the claim", async () => {
  const { page, faults } = await visit(browser, site.url);
  await page.goto("/");
  await page.fill("#q", "market");
  await page.press("#q", "Enter");
  await page.waitForURL(/\/search\?q=market/);
  const hits = page.locator(".hit");
  const n = await hits.count();
  assert.ok(n >= 3);
  assert.equal(Number(await page.locator("#search-count b").textContent()), n);
  for (const words of await hits.locator("p.text mark").allTextContents()) assert.match(words, /^market/i);

  const claim = page.locator(".hit-claims a").first();
  const said = await claim.textContent();
  await claim.click();
  await page.waitForURL(/\/report\/.*#c-/);
  const id = page.url().split("#")[1];
  assert.equal((await page.locator(`[id="${id}"] > h2`).textContent()).trim().startsWith(said.trim()), true);
  assert.ok(await page.locator(`[id="${id}"]`).isVisible());
  assert.deepEqual(faults, []);
});

test("quotation marks keep words together, a dash leaves out, a star is a beginning", async () => {
  const { page } = await visit(browser, site.url);
  const count = async (words) => {
    await page.goto(`/search?q=${encodeURIComponent(words)}`);
    return page.locator(".hit").count();
  };
  const hospital = await count("hospital");
  assert.ok(hospital > 0);
  assert.ok((await count("market -hospital")) < (await count("market")));
  assert.ok((await count('"air strike"')) > 0);
  assert.equal(await count('"strike air"'), 0);
  assert.ok((await count("hosp*")) >= hospital);
  assert.equal(await count("zzzzzz"), 0);
  assert.match(await page.locator("#search-count").textContent(), /0 reports/);
});

test("operators that are not closed are words, not errors", async () => {
  const { page } = await visit(browser, site.url);
  for (const words of ['"', '"market', "AND", "market AND", "(", "*", "-", "NEAR(", "a:b", "'; DROP TABLE claim; --"]) {
    const answer = await page.goto(`/search?q=${encodeURIComponent(words)}`);
    assert.equal(answer.status(), 200, words);
  }
});
