// Every page, at both widths, in light and dark: readable for all, inside the window, kept as a picture.

import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { violations } from "../support/axe.js";
import { introduce, launch, visit, WIDTHS } from "../support/browser.js";
import { serve } from "../support/register.js";
import { screen } from "../support/screens.js";

const READER = { name: "Rana", role: "reader", password: "reads-the-register" };

let site, guarded, browser, pages;
before(async () => {
  [site, guarded, browser] = await Promise.all([serve(), serve([READER]), launch()]);
  const { page, context } = await visit(browser, site.url);
  await page.goto("/?place=Al+Hazm&sort=killed");
  const incident = await page.locator("#list .row a").first().getAttribute("href");
  await page.goto(incident);
  const report = await page.locator("a", { hasText: "whole report" }).first().getAttribute("href");
  const claim = await page.locator("[data-claim]").first().getAttribute("data-claim");
  await context.close();
  pages = {
    overview: "/",
    "overview-coarse": "/?since=2020-01-01&until=2021-12-31",
    "overview-filtered": "/?place=Sudan&type=shelling",
    "overview-none": "/?place=Atlantis",
    incident,
    "incident-profile": `${incident}?profile=acled#profile`,
    report,
    review: "/review",
    decisions: "/decisions",
    tolls: "/tolls",
    agreements: "/agreements",
    search: "/search?q=Yemen",
    "search-none": "/search?q=zzzzzz",
    about: "/about",
    name: "/name",
    missing: "/incident/i-0000000000000000",
    claim: `/claim/${claim}`,
  };
});
after(async () => { await browser?.close(); site?.stop(); guarded?.stop(); });

/** What is wrong with a page as it stands. */
async function wrong(page, name) {
  const found = (await violations(page)).map((one) => `${name}: ${one}`);
  const [inner, outer] = await page.evaluate(() => [document.documentElement.scrollWidth, innerWidth]);
  if (inner > outer) found.push(`${name}: ${inner} wide in a window of ${outer}`);
  return found;
}

for (const width of Object.keys(WIDTHS)) {
  for (const scheme of ["light", "dark"]) {
    test(`${width}, ${scheme}`, async () => {
      const { page, faults } = await visit(browser, site.url, { width, scheme });
      const found = [];
      for (const named of [false, true]) {
        // With a name, forms to decide with are there as well.
        if (named) await introduce(page, "Amal");
        for (const [name, path] of Object.entries(pages)) {
          if (named && !["incident", "review", "report", "decisions"].includes(name)) continue;
          await page.goto(path);
          await page.waitForLoadState("networkidle");
          const folder = `${width}-${scheme}/${name}${named ? "-named" : ""}`;
          await screen(page, folder);
          found.push(...(await wrong(page, folder)));
          if (named) {
            await page.locator("details").evaluateAll((all) => all.forEach((one) => { one.open = true; }));
            await screen(page, `${folder}-open`);
            found.push(...(await wrong(page, `${folder}-open`)));
          }
        }
      }
      const login = await visit(browser, guarded.url, { width, scheme });
      await login.page.goto("/");
      await screen(login.page, `${width}-${scheme}/login`);
      found.push(...(await wrong(login.page, "login")));
      assert.deepEqual([...found, ...faults, ...login.faults], []);
    });
  }
}

test("every page says which page it is, has one first heading and one main part", async () => {
  const { page } = await visit(browser, site.url);
  const titles = new Map();
  for (const [name, path] of Object.entries(pages)) {
    await page.goto(path);
    assert.equal(await page.locator("h1").count(), 1, name);
    assert.equal(await page.locator("main").count(), 1, name);
    titles.set(name, await page.title());
  }
  assert.ok(new Set(titles.values()).size > 8, [...titles.values()].join("\n"));
});

test("the theme that is chosen stays", async () => {
  const { page } = await visit(browser, site.url);
  await page.goto("/");
  const colour = () => page.evaluate(() => getComputedStyle(document.body).backgroundColor);
  const light = await colour();
  await page.click("#theme");
  assert.notEqual(await colour(), light);
  await page.goto("/tolls");
  assert.notEqual(await colour(), light);
});

test("without script, every page still says what it has to say", async () => {
  const { page } = await visit(browser, site.url, { javaScriptEnabled: false });
  await page.goto("/?place=Sudan");
  const some = await page.locator("#list .row").count();
  assert.ok(some > 1);
  await page.goto("/");
  await page.fill("#place", "Sudan");
  await page.click("#apply");
  assert.equal(await page.locator("#list .row").count(), some, "filters are a plain form");
  await page.goto(pages.incident);
  assert.match(await page.locator("#figures").textContent(), /19/);
});

test("on paper, an incident has no controls and all its text", async () => {
  const { page } = await visit(browser, site.url);
  await introduce(page, "Amal");
  await page.goto(pages.incident);
  await page.emulateMedia({ media: "print" });
  await screen(page, "print/incident");
  for (const selector of ["header.site nav", "form.search", "form.decide"]) {
    for (const one of await page.locator(selector).all()) assert.equal(await one.isVisible(), false, selector);
  }
  assert.ok(await page.locator("#figures").isVisible());
});
