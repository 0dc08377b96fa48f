// `npm test`: everything that must hold, in one run. Installs nothing but what `npm ci` brought (a browser included).
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { lastWordsOf, runStep, timeOf } from './test/run-step.mjs';

const root = fileURLToPath(new URL('..', import.meta.url));
const shortLived = `--require=${JSON.stringify(path.join(root, 'scripts/test/short-lived.cjs'))}`;
const env = {
  ...process.env,
  NODE_OPTIONS: [process.env.NODE_OPTIONS, shortLived].filter(Boolean).join(' '),
  PATH: `${path.join(root, 'node_modules', '.bin')}${path.delimiter}${process.env.PATH}`,
  ...(process.stdout.isTTY && { FORCE_COLOR: '1' }),
  TURBO_TELEMETRY_DISABLED: '1',
  DO_NOT_TRACK: '1',
  CHECKPOINT_DISABLE: '1',
};

/*
 * Each step: what it proves, and the command. The machine's cores stand still while tests wait, so the steps that only
 * compute run beside the first tests, and take what those leave; journeys begin when nothing else runs any more.
 */
const FIRST = [
  ['database client', 'prisma', ['generate']],
  ['builds', 'turbo', ['run', 'build', '--output-logs=errors-only']],
];
const BESIDE = [
  ['format and lint', 'biome', ['check', '.', '--reporter=summary']],
  ['who may know whom', 'npm', ['run', '--silent', 'rules']],
  ['types', 'turbo', ['run', 'typecheck', '--output-logs=errors-only']],
  ['types of scripts and tests', 'tsc', ['-p', 'tsconfig.json']],
  ['first load of the Mini App', 'npm', ['run', '--silent', 'size', '-w', '@spindle/miniapp']],
  ['what sealing and checking weighs', 'npm', ['run', '--silent', 'size', '-w', '@spindle/sealed']],
  ['migrations fit the schema', 'npm', ['run', '--silent', 'db:check']],
];
const UNITS = [['units and database', 'vitest', ['run']]];
const JOURNEYS = [['journeys and faults', 'vitest', ['run', '--config', 'tests/vitest.config.ts']]];

const only = process.argv[2];
const done = [];

/** One after the other; ends with the first that fails. */
async function runAll(steps, options = {}) {
  for (const step of steps.filter(([name]) => !only || name.includes(only))) {
    if (!options.isQuiet) console.log(`\n── ${step[0]}`);
    const end = await runStep(step, { cwd: root, env, ...options });
    done.push(end);
    console.log(`${end.code === 0 ? '✓' : '✗'}${timeOf(end)}`);
    if (end.code !== 0) return;
  }
}

const startedAtMs = Date.now();
for (const lanes of [
  [() => runAll(FIRST)],
  [() => runAll(UNITS), () => runAll(BESIDE, { isQuiet: true, isPatient: true })],
  [() => runAll(JOURNEYS)],
]) {
  await Promise.all(lanes.map((run) => run()));
  const failed = done.filter(({ code }) => code !== 0);
  if (failed.length === 0) continue;
  console.error(`\n${failed.map(lastWordsOf).join('\n\n')}`);
  process.exit(1);
}
if (done.length === 0) {
  console.error(`There is no step whose name has «${only}» in it.`);
  process.exit(1);
}
console.log(`\n${done.map(timeOf).join('\n')}`);
console.log(`✓ all of it passes, in ${((Date.now() - startedAtMs) / 60_000).toFixed(1)} minutes`);
