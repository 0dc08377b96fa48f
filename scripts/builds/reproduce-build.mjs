// Builds the Mini App and the sidecar twice, in two folders of other names, from what git has: every byte must be equal.
// `npm run reproduce-build`. The packages are this folder's: `npm ci` installs them by the hashes in package-lock.json.
import { execFileSync, spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { hashesOf, sha256 } from './folder-files.mjs';

const ROOT = fileURLToPath(new URL('../..', import.meta.url)).replace(/[/\\]$/, '');
const BUILDS = [
  { name: 'miniapp', folder: 'apps/miniapp' },
  { name: 'sidecar', folder: 'apps/sidecar' },
];

/** What git has at HEAD, in a folder of its own, with workspaces that lead into it. */
function copyTo(folder) {
  mkdirSync(folder, { recursive: true });
  const archive = execFileSync('git', ['archive', 'HEAD'], { cwd: ROOT, maxBuffer: 2 ** 30 });
  execFileSync('tar', ['-x', '-C', folder], { input: archive });
  // Hard links: workspaces among the packages are links of their own, and lead into the copy.
  execFileSync('cp', ['-al', path.join(ROOT, 'node_modules'), path.join(folder, 'node_modules')]);
}

function build(folder, { name, folder: app }) {
  const script = JSON.parse(readFileSync(path.join(folder, app, 'package.json'), 'utf8')).scripts.build;
  const env = { ...process.env, PATH: `${path.join(folder, 'node_modules/.bin')}${path.delimiter}${process.env.PATH}` };
  const run = spawnSync(script, { cwd: path.join(folder, app), env, shell: true, encoding: 'utf8' });
  if (run.status !== 0) throw new Error(`${name} could not be built:\n${run.stdout}${run.stderr}`);
  return hashesOf(path.join(folder, app, 'dist'));
}

const room = mkdtempSync(path.join(tmpdir(), 'spindle-builds-'));
let isSame = true;
try {
  const folders = [path.join(room, 'a'), path.join(room, 'another/with a longer name')];
  for (const folder of folders) copyTo(folder);
  for (const each of BUILDS) {
    const [first, second] = folders.map((folder) => build(folder, each));
    const names = [...new Set([...Object.keys(first), ...Object.keys(second)])];
    const other = names.filter((name) => first[name] !== second[name]);
    for (const name of other) console.error(`✗ ${each.name}: ${name} differs`);
    isSame &&= other.length === 0 && names.length > 0;
    const whole = sha256(JSON.stringify(first));
    if (other.length === 0)
      console.log(`✓ ${each.name}: ${names.length} files, the same bytes twice (${whole.slice(0, 16)}…)`);
  }
} finally {
  rmSync(room, { recursive: true, force: true });
}
process.exitCode = isSame ? 0 : 1;
