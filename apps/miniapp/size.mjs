// The first load: everything that a phone fetches to show the market inside Telegram, gzipped. Fails over budget.
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { gzipSync } from 'node:zlib';

const BUDGETS_KB = { '.js': 120, '.css': 15 };
const KB = 1000;
const dist = path.join(import.meta.dirname, 'dist');
const manifest = JSON.parse(readFileSync(path.join(dist, '.vite/manifest.json'), 'utf8'));

/** What the entry starts by itself with `import()`: what draws, the first page, what stands beside it, one language, Telegram's script. */
const FIRST = [
  'src/app/begin.ts',
  'src/app/draw.tsx',
  'index.html',
  'src/features/market/market-page.tsx',
  'src/i18n/ru/core.ts',
  'src/i18n/ru/market.ts',
  path.relative(import.meta.dirname, new URL(import.meta.resolve('@twa-dev/sdk')).pathname),
];
/** Beside every page, but after the first: of this the styles alone count. */
const LATER = ['src/app/corner.tsx'];

const files = new Set();
const visit = (key) => {
  const chunk = manifest[key];
  if (!chunk || files.has(chunk.file)) return;
  files.add(chunk.file);
  for (const style of chunk.css ?? []) files.add(style);
  chunk.imports?.forEach(visit);
};
FIRST.forEach(visit);
for (const key of LATER) for (const style of manifest[key]?.css ?? []) files.add(style);

const totals = { '.js': 0, '.css': 0 };
for (const file of files) {
  const bytes = gzipSync(readFileSync(path.join(dist, file)), { level: 9 }).length;
  totals[path.extname(file)] += bytes;
  console.log(`${(bytes / KB).toFixed(1).padStart(7)} kB  ${file}`);
}
if (files.size < 5 || totals['.css'] === 0)
  throw new Error('the manifest names too few files: look at FIRST in size.mjs');
for (const [kind, budget] of Object.entries(BUDGETS_KB)) {
  const total = totals[kind] / KB;
  console.log(`${total.toFixed(1).padStart(7)} kB  first load, ${kind} gzip (budget ${budget} kB)`);
  if (total <= budget) continue;
  console.error(`The first load is over its budget of ${kind} by ${(total - budget).toFixed(1)} kB.`);
  process.exitCode = 1;
}
