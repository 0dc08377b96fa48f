// `npm start`: builds what changed, then runs the market. Plain JavaScript, so that it can say what is missing.
import { spawn, spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('..', import.meta.url));
const bin = path.join(root, 'node_modules', '.bin');
const env = {
  ...process.env,
  PATH: `${bin}${path.delimiter}${process.env.PATH}`,
  TURBO_TELEMETRY_DISABLED: '1',
  DO_NOT_TRACK: '1',
  CHECKPOINT_DISABLE: '1',
};

/** Ends with one sentence. */
function refuse(sentence) {
  console.error(sentence);
  process.exit(1);
}

/** Runs one step of the build quietly; its output is shown only when it fails. */
function build(name, command, args) {
  const startedAt = Date.now();
  const step = spawnSync(command, args, { cwd: root, env, encoding: 'utf8' });
  if (step.status !== 0) {
    process.stderr.write(`${step.stdout ?? ''}${step.stderr ?? ''}`);
    refuse(
      /ENOSPC|no space left/i.test(`${step.stdout}${step.stderr}`)
        ? `The disk is full, so ${name} could not be built. Free at least 500 MB and run npm start again.`
        : `${name} could not be built (see above). Run npm ci again; if it stays, please report it.`,
    );
  }
  console.log(`✓ ${name.padEnd(16)} ${((Date.now() - startedAt) / 1000).toFixed(1)} s`);
}

const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);
if (major < 20 || (major === 20 && minor < 19)) {
  refuse(
    `Spindle needs Node 20.19 or newer; this is ${process.versions.node}. Install a newer Node and run npm ci again.`,
  );
}
if (!existsSync(bin)) refuse('The packages are not installed yet. Run npm ci first, then npm start.');

build('database client', 'prisma', ['generate']);
build('programs', 'turbo', ['run', 'build', '--output-logs=errors-only']);
build('supervisor', process.execPath, ['scripts/world/build.mjs']);

const world = spawn(process.execPath, [path.join(root, 'scripts/world/dist/main.js')], {
  cwd: root,
  env,
  stdio: 'inherit',
});
// Ctrl-C reaches the whole group; this process only waits for the world to close its doors.
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) {
  process.on(signal, () => signal !== 'SIGINT' && world.kill(signal));
}
world.on('exit', (code) => process.exit(code ?? 1));
