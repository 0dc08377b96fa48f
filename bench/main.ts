// `npm run bench [-- --quick] [-- --json]`: what Spindle costs, whole, beside gateways that do less, before the same
// engine and in the same run. docs/benchmarks.md says what is measured, and how to read it.
import os from 'node:os';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { LoadProcess } from './load/load-process.ts';
import { openPeers } from './open-peers.ts';
import { FULL, QUICK } from './plans.ts';
import { linesOf } from './report/lines.ts';
import { tableOf } from './report/table.ts';
import { runPlan } from './run-plan.ts';
import { portOf, startNode } from './system/children.ts';
import { cpuMs } from './system/proc.ts';

const MODEL = 'openai/gpt-oss-20b';
const ENGINE = fileURLToPath(new URL('./mock-engine.mjs', import.meta.url));
/** Whatever hangs, the benchmark does not. */
const SPARE_MS = 60_000;

const { values: flags } = parseArgs({ options: { quick: { type: 'boolean' }, json: { type: 'boolean' } } });
const plan = flags.quick ? QUICK : FULL;
const startedAtMs = performance.now();
const seconds = () => ((performance.now() - startedAtMs) / 1_000).toFixed(0).padStart(4);
const say = (line: string) => console.error(`${seconds()} s  ${line}`);

const stops: (() => Promise<void>)[] = [];
let isLeaving = false;

async function leave(code: number): Promise<void> {
  if (isLeaving) return;
  isLeaving = true;
  for (const stop of stops.reverse()) await stop().catch((error) => say(`not stopped: ${error}`));
  process.exit(code);
}

async function run(): Promise<void> {
  if (process.platform !== 'linux') throw new Error('the benchmark reads /proc, which only Linux has');
  const engine = startNode([ENGINE, MODEL]);
  const engineUrl = `http://127.0.0.1:${await portOf(engine)}/v1`;
  say('starting the market and its peers');
  const opened = await openPeers(engineUrl, MODEL, plan.providerNodes);
  stops.push(() => opened.spindle.stop());
  for (const { name, why } of opened.absent) say(`${name} is left out: ${why}`);
  const load = new LoadProcess();
  stops.push(() => load.close());
  const bench = { load, engineCpuMs: () => cpuMs(engine.pid ?? 0), say };
  const readings = await runPlan(bench, opened, plan, MODEL);
  const lines = linesOf(readings);
  const [cpu] = os.cpus();
  const machine = { cores: os.cpus().length, model: cpu?.model ?? '', node: process.version, load: os.loadavg() };
  if (flags.json) {
    const date = new Date().toISOString();
    console.log(
      JSON.stringify({ date, machine, isQuick: plan === QUICK, absent: opened.absent, lines, readings }, null, 2),
    );
  } else {
    console.log(`\n${tableOf(lines, opened.absent)}\n`);
    console.log(
      `${machine.cores} cores (${machine.model}), Node ${machine.node}, load ${machine.load.map((it) => it.toFixed(1)).join(' ')}.`,
    );
  }
}

for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => void leave(130));
setTimeout(() => {
  say('the benchmark takes too long and is broken off');
  setTimeout(() => process.exit(1), 15_000).unref();
  void leave(1);
}, plan.budgetMs + SPARE_MS).unref();
try {
  await run();
  await leave(0);
} catch (error) {
  console.error(error);
  await leave(1);
}
