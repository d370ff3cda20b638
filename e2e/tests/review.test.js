// The review queue, by keys alone.

import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { launch, visit } from "../support/browser.js";
import { serve } from "../support/register.js";

let site, browser;
before(async () => { site = await serve(); browser = await launch(); });
after(async () => { await browser?.close(); site?.stop(); });

const focused = (page) => page.evaluate(() => document.activeElement.closest("#queue .row")?.id);
const waiting = (page) => page.locator("#queue .row").evaluateAll((all) => all.map((row) => row.id));
/** How many incidents are reviewed, and how many there are. */
const progress = async (page) => (await page.locator(".lede b.nums").allTextContents()).map(Number);

/** Presses Tab until an element has the focus; fails where Tab never comes there. */
async function tabTo(page, selector, key = "Tab") {
  for (let presses = 0; presses < 60; presses += 1) {
    if (await page.evaluate((to) => document.activeElement.matches(to), selector)) return;
    await page.keyboard.press(key);
  }
  assert.fail(`the Tab key never comes to ${selector}`);
}

test("without a name nothing can be decided, and the page says so", async () => {
  const { page, faults } = await visit(browser, site.url);
  await page.goto("/review");
  await page.keyboard.press("j");
  await page.keyboard.press("c");
  assert.match(await page.locator("#toast").textContent(), /name/);
  assert.equal((await progress(page))[0], 0);
  assert.deepEqual(faults, []);
});

test("a name, a confirmation, a rejection, an undoing and an open incident without a mouse", async () => {
  const { page, faults } = await visit(browser, site.url);
  await page.goto("/");
  await page.keyboard.press("g");
  await page.keyboard.press("r");
  await page.waitForURL((url) => url.pathname === "/review");
  await page.evaluate(() => document.activeElement.blur());
  await tabTo(page, "#ask-name");
  await page.keyboard.press("Enter");
  await page.waitForURL((url) => url.pathname === "/name");
  await tabTo(page, "input#name");
  await page.keyboard.type("Amal");
  await page.keyboard.press("Enter");
  await page.waitForURL((url) => url.pathname === "/review");

  const before = await waiting(page);
  const [, all] = await progress(page);
  assert.equal(await focused(page), before[0], "the first one has the focus");
  await page.keyboard.press("j");
  await page.keyboard.press("j");
  assert.equal(await focused(page), before[2]);
  await page.keyboard.press("k");
  assert.equal(await focused(page), before[1]);

  // Two keys are a decision; one alone and Escape are none.
  await page.keyboard.press("c");
  await page.keyboard.press("Escape");
  assert.equal(await page.locator(".armed").count(), 0);
  await page.keyboard.press("c");
  await page.keyboard.press("Enter");
  await page.waitForURL(/done=/);
  assert.deepEqual(await progress(page), [1, all]);
  assert.ok(!(await waiting(page)).includes(before[1]), "what is decided no longer waits");

  const waitingThen = await waiting(page);
  const [next] = waitingThen;
  assert.equal(await focused(page), next);
  await page.keyboard.press("x");
  await Promise.all([page.waitForNavigation(), page.keyboard.press("Enter")]);
  assert.deepEqual(await progress(page), [1, all - 1], "what is rejected is no incident any more");
  assert.ok(!(await waiting(page)).includes(next));

  await tabTo(page, "#done button", "Shift+Tab");
  await Promise.all([page.waitForNavigation(), page.keyboard.press("Enter")]);
  assert.deepEqual(await waiting(page), waitingThen, "what is taken back waits again");

  const [open] = await waiting(page);
  assert.equal(await focused(page), open);
  await page.keyboard.press("Enter");
  await page.waitForURL(`**/incident/${open}`);
  assert.deepEqual(faults, []);
});

test("the focus can be seen wherever it is", async () => {
  const { page } = await visit(browser, site.url);
  await page.goto("/review");
  await page.keyboard.press("Tab");
  const unseen = [];
  for (let presses = 0; presses < 30; presses += 1) {
    await page.keyboard.press("Tab");
    const ring = await page.evaluate(() => {
      const at = document.activeElement;
      const { outlineStyle, outlineWidth, boxShadow } = getComputedStyle(at);
      const seen = (outlineStyle !== "none" && parseFloat(outlineWidth) > 0) || boxShadow !== "none";
      return at === document.body || seen ? null : `${at.tagName} ${at.id || at.className}`;
    });
    if (ring) unseen.push(ring);
  }
  assert.deepEqual(unseen, []);
});
