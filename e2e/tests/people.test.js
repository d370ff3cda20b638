// Who may come in, who may decide, and two people at once.

import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { launch, logIn, visit } from "../support/browser.js";
import { serve } from "../support/register.js";

const READER = { name: "Rana", role: "reader", password: "reads-the-register" };
const REVIEWER = { name: "Vera", role: "reviewer", password: "decides-with-reasons" };
const SECOND = { name: "Otto", role: "reviewer", password: "decides-without-them" };

let site, browser;
before(async () => { site = await serve([READER, REVIEWER, SECOND]); browser = await launch(); });
after(async () => { await browser?.close(); site?.stop(); });

/** The address of an incident at a place. */
async function incidentAt(page, place) {
  await page.goto(`/?place=${encodeURIComponent(place)}`);
  return page.locator("#list .row a").first().getAttribute("href");
}

test("nobody comes in without a password, and a wrong one is refused", async () => {
  const { page } = await visit(browser, site.url);
  await page.goto("/review");
  await page.waitForURL(/\/login\?next=%2Freview/);
  await page.fill("#name", READER.name);
  await page.fill("#password", "not-the-password");
  await page.click("#login button");
  assert.match(await page.locator("#login-refused").textContent(), /do not go together/);
  for (const path of ["/", "/map.json", "/incidents.csv", "/incidents.jsonl", "/search?q=Yemen", "/tolls"]) {
    const answer = await page.request.get(path, { maxRedirects: 0 });
    assert.equal(answer.status(), 303, path);
  }
  await page.fill("#password", READER.password);
  await page.click("#login button");
  await page.waitForURL(/\/review$/, { timeout: 20_000 });
});

test("a reader sees everything and is refused a decision", async () => {
  const { page, context } = await visit(browser, site.url);
  await logIn(page, READER);
  assert.match(await page.locator("#who").textContent(), /Rana\s+reads only/);
  const address = await incidentAt(page, "Tibú");
  await page.goto(address);
  assert.equal(await page.locator("form.decide").count(), 0, "no form to decide with");

  // Whoever sends the form all the same, token and all, is told no.
  const csrf = await page.locator("input[name=csrf]").first().inputValue();
  const id = address.split("/").pop();
  const refused = await context.request.post("/decide", { form: { csrf, id, deed: "confirm", back: "/" } });
  assert.equal(refused.status(), 403);
  assert.match(await refused.text(), /You may read, not decide/);
  await page.reload();
  assert.match(await page.locator("#decisions").textContent(), /Nobody has decided anything/);
});

test("a form without the token of its session is refused", async () => {
  const { page, context } = await visit(browser, site.url);
  await logIn(page, REVIEWER);
  const id = (await incidentAt(page, "Tibú")).split("/").pop();
  for (const csrf of ["", "0".repeat(64)]) {
    const answer = await context.request.post("/decide", { form: { csrf, id, deed: "confirm", back: "/" } });
    assert.equal(answer.status(), 403, `token ${csrf || "none"}`);
  }
  const csrf = await page.locator("input[name=csrf]").first().inputValue();
  const headers = { origin: "https://elsewhere.example" };
  const foreign = await context.request.post("/decide", { headers, form: { csrf, id, deed: "confirm", back: "/" } });
  assert.equal(foreign.status(), 403, "a page of another site");
});

test("who is slower gets a clear answer, and nothing is lost", async () => {
  const [first, second] = [await visit(browser, site.url), await visit(browser, site.url)];
  await logIn(first.page, REVIEWER);
  await logIn(second.page, SECOND);
  const address = await incidentAt(first.page, "Beni");
  await first.page.goto(address);
  await second.page.goto(address);

  await first.page.fill("#why-incident", "two sources on the ground");
  await first.page.click("#confirm-incident");
  await first.page.locator("#done").waitFor();
  await second.page.click("#reject-incident");
  assert.match(await second.page.locator("h1").textContent(), /Somebody else was faster/);
  const told = await second.page.locator("main").textContent();
  assert.match(told, /Vera, .*: confirm i-[0-9a-f]+ \(two sources on the ground\)/);
  assert.match(told, /Nothing of yours was written/);

  await second.page.locator("main a.button").click();
  await second.page.waitForURL(`**${address}`);
  assert.match(await second.page.locator("#history").textContent(), /Vera/);
  assert.doesNotMatch(await second.page.locator("#history").textContent(), /Otto/);
  await second.page.click("#reject-incident");
  await second.page.locator("#done").waitFor();
  await second.page.goto(address);
  assert.match(await second.page.locator("h1").textContent(), /A rejected incident/, "what is rejected as a whole is no incident");
});

test("logging out ends the session", async () => {
  const { page, context } = await visit(browser, site.url);
  await logIn(page, REVIEWER);
  const cookies = await context.cookies();
  const session = cookies.find((cookie) => cookie.name.startsWith("cairn_"));
  assert.ok(session.httpOnly && session.sameSite === "Strict", "no script and no other site has the cookie");
  await page.click("#log-out");
  await page.waitForURL(/\/login/);
  await context.addCookies(cookies);
  await page.goto("/");
  await page.waitForURL(/\/login/);
});
