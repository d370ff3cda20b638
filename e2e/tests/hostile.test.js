// News text is hostile: what a report says is shown, never run, and never breaks the page.

import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { launch, mapped, visit } from "../support/browser.js";
import { serve } from "../support/register.js";
import { screen } from "../support/screens.js";

let site, browser;
before(async () => { site = await serve(); browser = await launch(); });
after(async () => { await browser?.close(); site?.stop(); });

const SCRIPT = "<script>window.hurt = 'title'</script> Shelling kills 7";

/** Every page that shows the reports at a place. */
async function pagesOf(page, place, words) {
  const pages = [`/?place=${place}`, `/search?q=${words}`];
  await page.goto(pages[0]);
  for (const link of await page.locator("#list .row a").all()) pages.push(await link.getAttribute("href"));
  await page.goto(pages[1]);
  for (const link of await page.locator(".hit h2 a").all()) pages.push(await link.getAttribute("href"));
  return [...new Set(pages)];
}

test("markup in a report is text", async () => {
  const { page, faults } = await visit(browser, site.url);
  const pages = await pagesOf(page, "Idlib", "shelling");
  let titles = 0;
  for (const path of pages) {
    await page.goto(path);
    if (path.startsWith("/?")) await mapped(page);
    await page.waitForLoadState("networkidle");
    assert.equal(await page.evaluate(() => window.hurt), undefined, `${path}: something ran`);
    assert.equal(await page.locator("main script, main img[src=x], main [onerror], [href^='javascript:']").count(), 0, path);
    if ((await page.locator("main").textContent()).includes(SCRIPT)) titles += 1;
    for (const mark of await page.locator(".mark.core").all()) await mark.hover({ force: true });
  }
  assert.ok(titles >= 3, `the title is shown as it stands on ${titles} pages`);
  const report = pages.find((path) => path.startsWith("/report/hostile-script"));
  await page.goto(report);
  assert.equal(await page.locator("h1").textContent(), SCRIPT);
  assert.ok((await page.title()).startsWith(SCRIPT), "in the window's title too");
  assert.match(await page.locator("article.text").textContent(), /\{\{ 7 \* 7 \}\}/);
  assert.equal(await page.locator("main a", { hasText: /^source$/ }).count(), 0, "javascript: is no address of a source");
  await screen(page, "hostile-script");
  assert.deepEqual(faults, []);
});

test("a search for markup shows the words, and a strange address is refused politely", async () => {
  const { page, faults } = await visit(browser, site.url);
  for (const path of [
    `/search?q=${encodeURIComponent("<script>window.hurt=1</script>")}`,
    `/search?q=${encodeURIComponent("\" OR 1=1 --")}`,
    `/?place=${encodeURIComponent("\"><script>window.hurt=1</script>")}`,
    `/?since=${encodeURIComponent("<img src=x onerror=window.hurt=1>")}`,
    "/incident/<script>window.hurt=1</script>",
    "/report/..%2f..%2fetc%2fpasswd",
    `/login?next=${encodeURIComponent("https://elsewhere.example/")}`,
  ]) {
    const answer = await page.goto(path);
    assert.ok(answer.status() < 500, `${path}: ${answer.status()}`);
    assert.equal(await page.evaluate(() => window.hurt), undefined, path);
  }
  await page.goto(`/name?next=${encodeURIComponent("//elsewhere.example/")}`);
  await page.fill("#name", "<b>Amal</b>");
  await page.click("#give-name button");
  await page.locator("#who").waitFor();
  assert.ok(page.url().startsWith(site.url), "a visitor is never sent elsewhere");
  assert.equal((await page.locator("#who").textContent()).trim(), "<b>Amal</b>");
  assert.deepEqual(faults, []);
});

for (const width of ["wide", "narrow"]) {
  test(`words of any length and direction stay inside the page, ${width}`, async () => {
    const { page, faults } = await visit(browser, site.url, { width });
    const pages = [...(await pagesOf(page, "Idlib", "shelling")), ...(await pagesOf(page, "Menaka", "ambush"))];
    for (const path of new Set(pages)) {
      await page.goto(path);
      await page.waitForLoadState("networkidle");
      const [inner, outer] = await page.evaluate(() => [document.documentElement.scrollWidth, innerWidth]);
      assert.ok(inner <= outer, `${path} is ${inner} wide in a window of ${outer}`);
    }
    await page.goto("/report/hostile-direction");
    // The override of direction ends with its paragraph, so that the site's own words keep theirs.
    await screen(page, `hostile-direction-${width}`);
    await page.goto("/report/hostile-long");
    await screen(page, `hostile-long-${width}`);
    assert.deepEqual(faults, []);
  });
}

test("every answer carries the policy that forbids foreign script", async () => {
  const { page } = await visit(browser, site.url);
  for (const path of ["/", "/map.json", "/incidents.csv", "/assets/app.js", "/nowhere", "/report/hostile-script"]) {
    const headers = (await page.request.get(path)).headers();
    assert.match(headers["content-security-policy"], /default-src 'none'; script-src 'self'/, path);
    assert.doesNotMatch(headers["content-security-policy"], /unsafe/, path);
    assert.equal(headers["x-content-type-options"], "nosniff", path);
  }
  // A name of somebody else that leads here.
  const foreign = await page.request.get("/", { headers: { host: "elsewhere.example" } });
  assert.equal(foreign.status(), 421);
});
