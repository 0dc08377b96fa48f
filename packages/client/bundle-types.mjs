import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';

const ENTRIES = ['client/src/index.d.ts', 'client/src/node.d.ts'];
/** Our packages by the names that sources import them under, and where their types come to lie. */
const OWN = {
  '@spindle/shared': 'shared/src/index.d.ts',
  '@spindle/sealed': 'sealed/src/index.d.ts',
  '@spindle/sealed/node': 'sealed/src/node/index.d.ts',
  '@spindle/sealed/confidential': 'sealed/src/confidential/index.d.ts',
  '@spindle/sealed/attestation': 'sealed/src/attestation/index.d.ts',
  '@spindle/sealed/allow-list': 'sealed/src/allow-list/index.d.ts',
  '@spindle/shared/attestation': 'shared/src/attestation/index.d.ts',
  '@spindle/shared/enclave': 'shared/src/enclave/index.d.ts',
};
const IMPORT = /(\bfrom |\bimport\(|^import )['"]([^'"]+)['"]/g;
const COMMENT = /^\s*(\*|\/\*|\/\/)/;

const ZOD = { 'zod/mini': 'zod/v4/mini/index.d.ts' };

/**
 * The declarations that the entries need, with every import turned into a path: so the package's types need no other
 * package, as its code needs none. zod's own declarations lie among them, since our documents' types are read off schemas.
 */
export function bundleTypes({ root, here, workspace, out }) {
  const tsc = path.join(root, 'node_modules/.bin/tsc');
  execFileSync(tsc, ['-p', 'tsconfig.types.json', '--outDir', workspace], { cwd: here, stdio: 'inherit' });
  const sourceOf = (file) =>
    file.startsWith('zod/') ? path.join(root, 'node_modules', file) : path.join(workspace, file);
  const waiting = [...ENTRIES];
  const done = new Set();
  for (let file = waiting.pop(); file; file = waiting.pop()) {
    if (done.has(file)) continue;
    done.add(file);
    const lines = readFileSync(sourceOf(file), 'utf8').split('\n');
    const text = lines.map((line) => (COMMENT.test(line) ? line : line.replace(IMPORT, replaced))).join('\n');
    function replaced(_, before, name) {
      const target = resolve(file, name, sourceOf);
      waiting.push(target);
      return `${before}"${pathTo(file, target)}"`;
    }
    const to = path.join(out, file);
    mkdirSync(path.dirname(to), { recursive: true });
    writeFileSync(to, text);
  }
}

function resolve(from, name, sourceOf) {
  const known = OWN[name] ?? ZOD[name];
  if (known) return known;
  if (!name.startsWith('.')) throw new Error(`${from} needs the types of ${name}, which is not bundled`);
  const target = path.join(path.dirname(from), name).replace(/\.(ts|js)$/, '.d.ts');
  if (!existsSync(sourceOf(target))) throw new Error(`${from} needs ${target}, which is not there`);
  return target;
}

function pathTo(from, target) {
  const way = path.relative(path.dirname(from), target).replace(/\.d\.ts$/, '.js');
  return way.startsWith('.') ? way : `./${way}`;
}
