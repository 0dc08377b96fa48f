// Builds the package as it is published: dist/ is one folder without dependencies, for browsers and Node, with types.
// Inside the workspace the sources are used as they are, so nothing waits for this.
import { cpSync, existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import { bundleTypes } from './bundle-types.mjs';

const HERE = fileURLToPath(new URL('.', import.meta.url));
const ROOT = path.resolve(HERE, '../..');
const DIST = path.join(HERE, 'dist');

rmSync(DIST, { recursive: true, force: true });
const { metafile } = await build({
  absWorkingDir: HERE,
  entryPoints: { index: 'src/index.ts', node: 'src/node.ts' },
  outdir: DIST,
  bundle: true,
  splitting: true,
  format: 'esm',
  // No platform's own words but those of node.js, which only the entry for Node imports.
  platform: 'neutral',
  mainFields: ['module', 'main'],
  external: ['node:*'],
  target: 'es2022',
  metafile: true,
  legalComments: 'none',
  logLevel: 'warning',
});
const types = mkdtempSync(path.join(tmpdir(), 'spindle-types-'));
bundleTypes({ root: ROOT, here: HERE, workspace: types, out: path.join(DIST, 'types') });
rmSync(types, { recursive: true, force: true });

writeFileSync(path.join(DIST, 'package.json'), `${JSON.stringify(publishedManifest(), null, 2)}\n`);
cpSync(path.join(HERE, 'README.md'), path.join(DIST, 'README.md'));
cpSync(path.join(ROOT, 'LICENSE'), path.join(DIST, 'LICENSE'));
writeFileSync(path.join(DIST, 'NOTICES.txt'), noticesOf(Object.keys(metafile.inputs)));
console.log(
  `packages/client/dist: ${Object.keys(metafile.outputs).length} files; publish with: npm publish packages/client/dist`,
);

function publishedManifest() {
  const { name, version, license, sideEffects, description } = JSON.parse(
    readFileSync(path.join(HERE, 'package.json'), 'utf8'),
  );
  const entry = (file) => ({ types: `./types/client/src/${file}.d.ts`, default: `./${file}.js` });
  const exports = { '.': entry('index'), './node': entry('node'), './package.json': './package.json' };
  return { name, version, description, license, type: 'module', sideEffects, engines: { node: '>=20.19' }, exports };
}

/** The licences of what was bundled ask to be named with it. */
function noticesOf(inputs) {
  const names = inputs.flatMap((file) => file.match(/node_modules\/((?:@[^/]+\/)?[^/]+)\//)?.[1] ?? []);
  return [...new Set(names)]
    .sort()
    .map((name) => {
      const file = ['LICENSE', 'LICENSE.md'].map((it) => path.join(ROOT, 'node_modules', name, it)).find(existsSync);
      if (!file) throw new Error(`${name} is bundled, and its licence is not found`);
      return `${name}\n\n${readFileSync(file, 'utf8').trim()}\n`;
    })
    .join('\n----\n\n');
}
