// `npm run bench [-- --quick] [--json] [--only requests|streams|held|nodes|money|ledger|vouchers|claims|chain|join|sealed|attestation|device|door|market|probes|miniapp|first-load|frames|memory]`: what Spindle costs, whole, beside gateways that do less, before the same
// engine and in the same run. docs/benchmarks.md says what is measured, and how to read it.
import os from 'node:os';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { benchJoin } from './join/main.ts';
import { LoadProcess } from './load/load-process.ts';
import { benchMarket, MARKET_PARTS } from './market/main.ts';
import type { Reading } from './measures/measure.ts';
import { benchMiniapp, MINIAPP_PARTS } from './miniapp/main.ts';
import { benchMoney, MONEY_PARTS } from './money/main.ts';
import { openPeers } from './open-peers.ts';
import type { Absent } from './peers/peer.ts';
import { FULL, PARTS, QUICK } from './plans.ts';
import { linesOf } from './report/lines.ts';
import { tableOf } from './report/table.ts';
import { runPlan } from './run-plan.ts';
import { benchSealed, SEALED_PARTS } from './sealed/main.ts';
import { portOf, startNode } from './system/children.ts';
import { cpuMs } from './system/proc.ts';

const MODEL = 'openai/gpt-oss-20b';
/** Whatever does not stop by itself is killed then. */
const STOP_WITHIN_MS = 20_000;
const ENGINE = fileURLToPath(new URL('./mock-engine.mjs', import.meta.url));

const { values: flags } = parseArgs({
  options: { quick: { type: 'boolean' }, json: { type: 'boolean' }, only: { type: 'string' } },
});
// The money is measured by itself: no gateway stands beside it.
const money = MONEY_PARTS.find((part) => part === flags.only);
if (money) {
  await benchMoney(money, { isQuick: flags.quick === true, isJson: flags.json === true });
  process.exit(0);
}
if (flags.only === 'join') {
  await benchJoin({ isQuick: flags.quick === true, isJson: flags.json === true });
  process.exit(0);
}
const sealed = SEALED_PARTS.find((part) => part === flags.only);
if (sealed) {
  await benchSealed(sealed, { isQuick: flags.quick === true, isJson: flags.json === true });
  process.exit(0);
}
const market = MARKET_PARTS.find((part) => part === flags.only);
if (market) {
  await benchMarket(market, flags.json === true);
  process.exit(0);
}
const miniapp = MINIAPP_PARTS.find((part) => part === flags.only);
if (miniapp) {
  await benchMiniapp(miniapp, { isQuick: flags.quick === true, isJson: flags.json === true });
  process.exit(0);
}
const only = PARTS.find((part) => part === flags.only) ?? null;
if (flags.only && !only)
  throw new Error(
    `--only takes one of ${[...PARTS, ...MONEY_PARTS, ...MARKET_PARTS, ...SEALED_PARTS, ...MINIAPP_PARTS, 'join'].join(', ')}`,
  );
const plan = { ...(flags.quick ? QUICK : FULL), only };
const startedAtMs = performance.now();
const spentMs = () => performance.now() - startedAtMs;
const say = (line: string) => console.error(`${(spentMs() / 1_000).toFixed(0).padStart(4)} s  ${line}`);

const readings: Reading[] = [];
const absent: Absent[] = [];
const stops: (() => Promise<void>)[] = [];
let isLeaving = false;

/** Tells what was measured, stops everything and ends. */
async function leave(code: number): Promise<void> {
  if (isLeaving) return;
  isLeaving = true;
  if (readings.length > 0) tell();
  setTimeout(() => process.exit(1), STOP_WITHIN_MS).unref();
  for (const stop of stops.reverse()) await stop().catch((error) => say(`not stopped: ${error}`));
  process.exit(code);
}

async function run(): Promise<void> {
  if (process.platform !== 'linux') throw new Error('the benchmark reads /proc, which only Linux has');
  const engine = startNode([ENGINE, MODEL]);
  const engineUrl = `http://127.0.0.1:${await portOf(engine)}/v1`;
  say('starting the market and its peers');
  const opened = await openPeers(engineUrl, MODEL, plan.providerNodes, stops);
  absent.push(...opened.absent);
  for (const { name, why } of absent) say(`${name} is left out: ${why}`);
  const load = new LoadProcess();
  stops.push(() => load.close());
  const bench = { load, engineCpuMs: () => cpuMs(engine.pid ?? 0), say };
  await runPlan(bench, opened, plan, () => !isLeaving && spentMs() < plan.budgetMs, readings);
}

function tell(): void {
  const lines = linesOf(readings);
  const cpus = os.cpus();
  const machine = { cores: cpus.length, model: cpus[0]?.model ?? '', node: process.version, load: os.loadavg() };
  if (flags.json) {
    const date = new Date().toISOString();
    console.log(JSON.stringify({ date, machine, isQuick: flags.quick === true, absent, lines, readings }, null, 2));
    return;
  }
  const load = machine.load.map((it) => it.toFixed(1)).join(' ');
  console.log(`\n${tableOf(lines, absent)}\n`);
  console.log(`${machine.cores} cores (${machine.model}), Node ${machine.node}, load at the end ${load}.`);
}

for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => void leave(130));
for (const event of ['uncaughtException', 'unhandledRejection'] as const) {
  process.on(event, (error) => {
    // While all is being stopped, what was under way breaks off.
    if (!isLeaving) console.error(error);
    void leave(1);
  });
}
setTimeout(() => {
  say('the time is up: broken off');
  void leave(1);
}, plan.limitMs).unref();
try {
  await run();
  await leave(0);
} catch (error) {
  if (!isLeaving) console.error(error);
  await leave(1);
}
