// Builds the Mini App and the sidecar twice, in two folders of other names, from what git has: every byte must be equal.
// `npm run reproduce-build`. With `-- --here [miniapp|sidecar]` it builds once, of the files as they stand here, and
// compares with what is built here already. The packages are this folder's: `npm ci` installs them by the hashes in
// package-lock.json.
import { execFileSync, spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { hashesOf, sha256 } from './folder-files.mjs';

const ROOT = fileURLToPath(new URL('../..', import.meta.url)).replace(/[/\\]$/, '');
const [mode, only] = process.argv.slice(2);
const isHere = mode === '--here';
const BUILDS = [
  { name: 'miniapp', folder: 'apps/miniapp' },
  { name: 'sidecar', folder: 'apps/sidecar' },
].filter(({ name }) => !only || name === only);

/** The sources, as a tar: what git has at HEAD, or what stands here of the files that git does not ignore. */
function sources() {
  const run = (command, args, input) => execFileSync(command, args, { cwd: ROOT, maxBuffer: 2 ** 30, input });
  if (!isHere) return run('git', ['archive', 'HEAD']);
  const present = run('git', ['ls-files', '-z', '--cached', '--others', '--exclude-standard', '--deduplicate']);
  const gone = new Set(run('git', ['ls-files', '-z', '--deleted']).toString().split('\0'));
  const names = present
    .toString()
    .split('\0')
    .filter((name) => name && !gone.has(name));
  return run('tar', ['-c', '--null', '-T', '-'], names.join('\0'));
}

/** A folder of its own, with workspaces that lead into it. */
function copyTo(folder) {
  mkdirSync(folder, { recursive: true });
  execFileSync('tar', ['-x', '-C', folder], { input: sources() });
  // Hard links: workspaces among the packages are links of their own, and lead into the copy. Other disks have none.
  const [from, to] = [path.join(ROOT, 'node_modules'), path.join(folder, 'node_modules')];
  const linked = spawnSync('cp', ['-al', from, to]);
  if (linked.status === 0) return;
  rmSync(to, { recursive: true, force: true });
  execFileSync('cp', ['-a', from, to]);
}

function build(folder, { name, folder: app }) {
  const script = JSON.parse(readFileSync(path.join(folder, app, 'package.json'), 'utf8')).scripts.build;
  // Who calls it decides nothing of what is built: a build under NODE_ENV=test has other libraries in it.
  const own = Object.entries(process.env).filter(([name]) => !/^(NODE_ENV|VITE_|VITEST)/.test(name));
  const paths = `${path.join(folder, 'node_modules/.bin')}${path.delimiter}${process.env.PATH}`;
  const env = { ...Object.fromEntries(own), PATH: paths };
  const run = spawnSync(script, { cwd: path.join(folder, app), env, shell: true, encoding: 'utf8' });
  if (run.status !== 0) throw new Error(`${name} could not be built:\n${run.stdout}${run.stderr}`);
  return hashesOf(path.join(folder, app, 'dist'));
}

/** Whether both folders make the same files; says what differs. */
function isSameBuild(each, first, second) {
  const names = [...new Set([...Object.keys(first), ...Object.keys(second)])];
  const other = names.filter((name) => first[name] !== second[name]);
  for (const name of other) console.error(`✗ ${each.name}: ${name} differs`);
  const whole = sha256(JSON.stringify(first)).slice(0, 16);
  if (other.length === 0) console.log(`✓ ${each.name}: ${names.length} files, the same bytes twice (${whole}…)`);
  return other.length === 0 && names.length > 0;
}

const room = mkdtempSync(path.join(tmpdir(), 'spindle-builds-'));
try {
  const folder = path.join(room, 'another/with a longer name');
  copyTo(folder);
  const beside = path.join(room, 'a');
  if (!isHere) copyTo(beside);
  const first = (each) => (isHere ? hashesOf(path.join(ROOT, each.folder, 'dist')) : build(beside, each));
  const results = BUILDS.map((each) => isSameBuild(each, first(each), build(folder, each)));
  process.exitCode = results.length > 0 && results.every(Boolean) ? 0 : 1;
} finally {
  rmSync(room, { recursive: true, force: true });
}
