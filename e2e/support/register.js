// A copy of the prepared register, served to one test file.

import { spawn, spawnSync } from "node:child_process";
import { appendFileSync, copyFileSync, mkdtempSync } from "node:fs";
import { join } from "node:path";
import { createInterface } from "node:readline";

const { CAIRN, E2E_SCRATCH } = process.env;
if (!CAIRN || !E2E_SCRATCH) throw new Error("start the tests with e2e/run");

/** Runs `cairn` on a register to its end; gives what it printed. */
export function cairn(db, args, input = "") {
  const done = spawnSync(CAIRN, [...args, "--db", db], { input, encoding: "utf8" });
  if (done.status !== 0) throw new Error(`cairn ${args.join(" ")}: ${done.stderr}`);
  return done.stdout;
}

/**
 * Serves a fresh copy of a prepared register on a free port of the loopback address.
 *
 * `people` are those who may log in: `{ name, role, password }`. Without any, nobody needs a password.
 * `own` tells whether the register holds e2e/reports beside the bundled reports.
 */
export async function serve(people = [], { own = true } = {}) {
  const folder = mkdtempSync(join(E2E_SCRATCH, "serve-"));
  const db = join(folder, "cairn.db");
  copyFileSync(join(E2E_SCRATCH, own ? "all.db" : "cairn.db"), db);
  for (const { name, role, password } of people) {
    cairn(db, ["serve", "user", "add", name, "--role", role], `${password}\n`);
  }
  const server = spawn(CAIRN, ["serve", "--listen", "127.0.0.1:0", "--db", db], {
    stdio: ["ignore", "pipe", "inherit"],
  });
  appendFileSync(join(E2E_SCRATCH, "pids"), `${server.pid}\n`);
  process.on("exit", () => server.kill());
  const url = await new Promise((resolve, reject) => {
    server.once("exit", (status) => reject(new Error(`cairn serve ended with ${status}`)));
    createInterface({ input: server.stdout }).once("line", (line) => {
      const found = line.match(/http:\/\/[\d.]+:\d+/);
      if (found) resolve(found[0]);
      else reject(new Error(`cairn serve said: ${line}`));
    });
  });
  return { url, db, stop: () => server.kill() };
}
