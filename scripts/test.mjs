// `npm test`: everything that must hold, in one run. Installs nothing but what `npm ci` brought (a browser included).
import { spawnSync } from 'node:child_process';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('..', import.meta.url));
const env = {
  ...process.env,
  PATH: `${path.join(root, 'node_modules', '.bin')}${path.delimiter}${process.env.PATH}`,
  TURBO_TELEMETRY_DISABLED: '1',
  DO_NOT_TRACK: '1',
  CHECKPOINT_DISABLE: '1',
};

/** Each step: what it proves, and the command. The first one that fails ends the run. */
const STEPS = [
  ['database client', 'prisma', ['generate']],
  ['format and lint', 'biome', ['check', '.', '--reporter=summary']],
  ['who may know whom', 'npm', ['run', '--silent', 'rules']],
  ['types', 'turbo', ['run', 'typecheck', '--output-logs=errors-only']],
  ['types of scripts and tests', 'tsc', ['-p', 'tsconfig.json']],
  ['builds', 'turbo', ['run', 'build', '--output-logs=errors-only']],
  ['first load of the Mini App', 'npm', ['run', '--silent', 'size', '-w', '@spindle/miniapp']],
  ['what sealing and checking weighs', 'npm', ['run', '--silent', 'size', '-w', '@spindle/sealed']],
  ['migrations fit the schema', 'npm', ['run', '--silent', 'db:check']],
  ['units and database', 'vitest', ['run']],
  ['journeys and faults', 'vitest', ['run', '--config', 'tests/vitest.config.ts']],
];

const only = process.argv[2];
const times = [];
for (const [name, command, args] of STEPS) {
  if (only && !name.includes(only)) continue;
  console.log(`\n── ${name}`);
  const startedAt = Date.now();
  const step = spawnSync(command, args, { cwd: root, env, stdio: 'inherit' });
  times.push(`${((Date.now() - startedAt) / 1000).toFixed(0).padStart(5)} s  ${name}`);
  if (step.status !== 0) {
    console.error(`\n✗ ${name} failed: ${command} ${args.join(' ')}`);
    process.exit(step.status ?? 1);
  }
}
console.log(`\n${times.join('\n')}\n✓ all of it passes`);
