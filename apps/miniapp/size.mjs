// The first load: everything that a phone fetches to show the market inside Telegram, gzipped. Fails over budget.
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { gzipSync } from 'node:zlib';

const BUDGET_KB = 120;
const KB = 1000;
const dist = path.join(import.meta.dirname, 'dist');
const manifest = JSON.parse(readFileSync(path.join(dist, '.vite/manifest.json'), 'utf8'));

/** What the entry starts by itself with `import()`: the first page, one language, Telegram's script. */
const FIRST = [
  'src/app/begin.ts',
  'src/app/draw.tsx',
  'index.html',
  'src/features/market/market-page.tsx',
  'src/i18n/ru/core.ts',
  'src/i18n/ru/market.ts',
  path.relative(import.meta.dirname, new URL(import.meta.resolve('@twa-dev/sdk')).pathname),
];

const files = new Set();
const visit = (key) => {
  const chunk = manifest[key];
  if (!chunk || files.has(chunk.file)) return;
  files.add(chunk.file);
  chunk.imports?.forEach(visit);
};
FIRST.forEach(visit);

let total = 0;
for (const file of files) {
  const bytes = gzipSync(readFileSync(path.join(dist, file)), { level: 9 }).length;
  total += bytes;
  console.log(`${(bytes / KB).toFixed(1).padStart(7)} kB  ${file}`);
}
console.log(`${(total / KB).toFixed(1).padStart(7)} kB  first load, gzip (budget ${BUDGET_KB} kB)`);
if (files.size < 5) throw new Error('the manifest names too few files: look at FIRST in size.mjs');
if (total > BUDGET_KB * KB) {
  console.error(`The first load is over its budget by ${(total / KB - BUDGET_KB).toFixed(1)} kB.`);
  process.exit(1);
}
