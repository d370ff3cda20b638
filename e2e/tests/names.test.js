// Decisions about names, places, sources and whole incidents, and the list of all of them.

import assert from "node:assert/strict";
import { after, afterEach, before, beforeEach, test } from "node:test";
import { violations } from "../support/axe.js";
import { introduce, launch, visit, WIDTHS } from "../support/browser.js";
import { serve } from "../support/register.js";
import { screen } from "../support/screens.js";

let site, browser;
before(async () => { browser = await launch(); });
after(async () => { await browser?.close(); });
beforeEach(async () => { site = await serve(); });
afterEach(() => site?.stop());

/** Opens the deadliest incident of a place. */
async function openIncident(page, place) {
  await page.goto(`/?place=${encodeURIComponent(place)}&sort=killed`);
  await page.locator("#list .row a").first().click();
  await page.locator("#decisions").waitFor();
}

test("a sentence is selected in the text and becomes a claim by hand", async () => {
  const { page, faults } = await visit(browser, site.url);
  await introduce(page, "Amal");
  await openIncident(page, "Al Hazm");
  await page.locator("a", { hasText: "whole report" }).first().click();
  await page.locator("#add-claim").waitFor();
  const before = await page.locator("aside .claim").count();
  // All of the first marked sentence, over the ends of its marks.
  await page.evaluate(() => {
    const paragraph = [...document.querySelectorAll("article.text p")].find((one) => one.querySelector(".tag"));
    getSelection().selectAllChildren(paragraph);
  });
  await page.locator("#add-claim[open]").waitFor();
  const quote = await page.inputValue("#quote");
  const tags = await page.locator("article.text .tag").allTextContents();
  assert.ok(quote.length > 20);
  assert.ok(!tags.some((tag) => quote.includes(`19${tag}`)), "the words of the marks are not quoted");
  await page.fill("#quote", quote.split(". ")[0]);
  await page.selectOption("#add-kind", "event");
  await page.selectOption("#add-object", "");
  await page.fill("#add-why", "the lead says more");
  await page.click("#add-claim button");
  await page.locator("#done").waitFor();
  assert.equal(await page.locator("aside .claim").count(), before + 1);
  assert.deepEqual(faults, []);
});

test("a party is named, a place pinned and a source graded where they stand", async () => {
  const { page, faults } = await visit(browser, site.url);
  await introduce(page, "Amal");
  await openIncident(page, "Rutshuru");
  const party = page.locator("#parties li").filter({ has: page.locator("form") }).first();
  await party.locator("summary").click();
  await party.locator("input[name=value]").fill("Third Column");
  await party.locator("button").click();
  await page.locator("#done").waitFor();
  assert.match(await page.locator("#parties").textContent(), /Third Column/);
  assert.match(await page.locator(".decided").first().textContent(), /to Third Column by Amal/);

  const claim = page.locator(".side-by-side .claim").filter({ has: page.locator("form.pin") }).first();
  await claim.locator("summary", { hasText: "Decide" }).click();
  await claim.locator("input[name=lat]").fill("15.5");
  await claim.locator("input[name=lon]").fill("45.25");
  await claim.locator("form.pin select").selectOption("name");
  await claim.locator("form.pin button").click();
  await page.locator("#done").waitFor();
  assert.match(await page.locator(".facts").textContent(), /15\.5, 45\.25/);

  const source = await page.locator("#graded option").first().getAttribute("value");
  await page.selectOption("#letter", "D");
  await page.locator("#grade-source button").click();
  await page.locator("#done").waitFor();
  assert.ok((await page.locator("#graded option").allTextContents()).some((one) => one === `${source} (D now)`));

  await page.goto("/decisions");
  assert.equal(await page.locator("#decision-count b").textContent(), "3");
  await page.selectOption("#verdict", "grade");
  await page.click(".filters button");
  assert.equal(await page.locator("#history li").count(), 1);
  assert.match(await page.locator("#history").textContent(), new RegExp(`grade ${source} D`));
  await page.locator("#history button", { hasText: "Undo" }).click();
  await page.locator("#done").waitFor();
  assert.equal(await page.locator("#decision-count b").textContent(), "4");
  assert.deepEqual(faults, []);
});

for (const width of Object.keys(WIDTHS)) {
  test(`an incident rejected as a whole is shown as such, ${width}`, async () => {
    const { page, faults } = await visit(browser, site.url, { width, scheme: width === "wide" ? "light" : "dark" });
    await introduce(page, "Amal");
    await openIncident(page, "Al Hazm");
    const url = page.url().split("?")[0];
    await page.fill("#why-incident", "an exercise");
    await page.click("#reject-incident");
    await page.locator("#done").waitFor();
    assert.equal(page.url().split("?")[0].split("#")[0], url.split("#")[0]);
    assert.match(await page.locator("h1").textContent(), /rejected incident/);
    assert.match(await page.locator("#history").textContent(), /an exercise/);
    for (const [name, path] of [["rejected", page.url()], ["decisions", "/decisions"]]) {
      await page.goto(path);
      await screen(page, `${width}-${name}`);
      assert.deepEqual(await violations(page), [], name);
      const [inner, outer] = await page.evaluate(() => [document.documentElement.scrollWidth, innerWidth]);
      assert.ok(inner <= outer, `${name}: ${inner} wide in ${outer}`);
    }
    await page.goto(url);
    await page.locator("#history button", { hasText: "Undo" }).first().click();
    await page.locator("#contradictions, #figures").first().waitFor();
    assert.deepEqual(faults, []);
  });
}

test("paper has the claims without their fields, and names of countries lie in them", async () => {
  const { page, faults } = await visit(browser, site.url);
  await openIncident(page, "Al Hazm");
  await page.emulateMedia({ media: "print" });
  assert.equal(await page.locator(".claim dl").first().isVisible(), false);
  assert.equal(await page.locator(".claim h4").first().isVisible(), true);
  await screen(page, "wide-print");
  await page.emulateMedia({ media: "screen" });
  const world = await (await page.request.get("/assets/world.json")).json();
  const fiji = world.countries.find((country) => country.name === "Fiji");
  assert.ok(fiji.at[0] > 176 && fiji.width < 10, JSON.stringify(fiji.at));
  assert.deepEqual(faults, []);
});
