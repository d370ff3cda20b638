// What can be taken away: files that hold what the page shows.

import assert from "node:assert/strict";
import { mkdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { launch, visit } from "../support/browser.js";
import { serve } from "../support/register.js";

let site, browser;
before(async () => { site = await serve(); browser = await launch(); });
after(async () => { await browser?.close(); site?.stop(); });

/** Clicks a link and keeps the file that comes. */
async function download(page, selector) {
  const [file] = await Promise.all([page.waitForEvent("download"), page.click(selector)]);
  const folder = join(process.env.E2E_OUT, "downloads");
  mkdirSync(folder, { recursive: true });
  const path = join(folder, file.suggestedFilename());
  await file.saveAs(path);
  return { name: file.suggestedFilename(), text: readFileSync(path, "utf8") };
}

/** The rows of comma-separated values (RFC 4180). */
function csv(text) {
  const rows = [[]];
  for (const [, quoted, plain, end] of text.matchAll(/(?:"((?:[^"]|"")*)"|([^",\r\n]*))(,|\r?\n|$)/g)) {
    rows.at(-1).push(quoted === undefined ? plain : quoted.replaceAll('""', '"'));
    if (end.includes("\n")) rows.push([]);
    if (end === "") break;
  }
  if (rows.at(-1).length <= 1 && !rows.at(-1)[0]) rows.pop();
  const [head, ...body] = rows;
  return body.map((row) => Object.fromEntries(head.map((name, at) => [name, row[at]])));
}

test("the list comes as CSV, GeoJSON and JSON lines, with the filters of the page", async () => {
  const { page, faults } = await visit(browser, site.url);
  await page.goto("/?place=Sudan&type=shelling");
  const ids = await page.locator("#list .row").evaluateAll((all) => all.map((row) => row.id).sort());
  assert.ok(ids.length >= 2);

  const table = await download(page, "#download-csv");
  assert.match(table.name, /\.csv$/);
  assert.deepEqual(csv(table.text).map((row) => row.incident).sort(), ids);

  const lines = await download(page, "#download-jsonl");
  const told = lines.text.trim().split("\n").map((line) => JSON.parse(line));
  assert.deepEqual(told.map((one) => one.id).sort(), ids);

  const map = JSON.parse((await download(page, "#download-geojson")).text);
  assert.equal(map.type, "FeatureCollection");
  for (const { type, geometry } of map.features) {
    assert.equal(type, "Feature");
    if (geometry === null) continue;
    assert.equal(geometry.type, "Point");
    const [lon, lat] = geometry.coordinates;
    assert.ok(lon > 21 && lon < 39 && lat > 8 && lat < 23, `${lon}, ${lat} lies in Sudan, longitude first (RFC 7946)`);
  }
  assert.deepEqual(faults, []);
});

for (const path of ["/tolls", "/agreements"]) {
  test(`${path} comes as CSV`, async () => {
    const { page, faults } = await visit(browser, site.url);
    await page.goto(path);
    const file = await download(page, "#download-csv");
    assert.ok(csv(file.text).length > 0, "at least one row");
    assert.deepEqual(faults, []);
  });
}

test("a table holds nothing that a spreadsheet would run", async () => {
  const { page } = await visit(browser, site.url);
  await page.goto("/");
  for (const row of csv((await download(page, "#download-csv")).text)) {
    for (const [name, cell] of Object.entries(row)) {
      assert.doesNotMatch(cell ?? "", /^[=@\t\r]|^[+-](?![\d.])/, `${name} of ${row.incident}`);
    }
  }
});
