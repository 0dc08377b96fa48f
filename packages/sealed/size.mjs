// What the package weighs on a device, gzipped, everything that it stands on included (zod, @noble). Fails over budget.
// `npm run size -w @spindle/sealed`
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';
import { build } from 'esbuild';

const HERE = fileURLToPath(new URL('.', import.meta.url));
/** Bytes. The package: what a device loads to quote, seal, open and verify a receipt. */
const PACKAGE = { package: 15_000 };
/** What comes on top of it with the first confidential machine of Intel's, in this order. */
const ENTRIES = { attestation: 11_800, 'allow-list': 1_700, confidential: 2_100 };
/** What is loaded when it is met; `ed25519` is both curves in JavaScript, for web views whose WebCrypto has none. */
const PARTS = {
  amd: 2_400,
  'judge-gpu': 3_200,
  'read-ccel': 700,
  'hpke-post-quantum': 23_000,
  ed25519: 29_000,
};

/** @returns {Promise<{ package: number, entries: Record<string, number>, parts: Record<string, number> }>} bytes, gzipped */
export async function measurePackage() {
  const names = ['index', ...Object.keys(ENTRIES).map((entry) => `${entry}/index`)];
  const upTo = (count) =>
    bundle(
      names
        .slice(0, count)
        .map((entry) => `export * from './src/${entry}.ts'`)
        .join(';'),
    );
  const loads = [];
  for (let count = 1; count <= names.length; count++) loads.push(await upTo(count));
  const added = Object.keys(ENTRIES).map((entry, at) => [entry, loads[at + 1].first - loads[at].first]);
  return { package: loads[0].first, entries: Object.fromEntries(added), parts: loads.at(-1).parts };
}

async function bundle(contents) {
  const { metafile, outputFiles } = await build({
    stdin: { contents, resolveDir: HERE, loader: 'ts' },
    absWorkingDir: HERE,
    bundle: true,
    splitting: true,
    minify: true,
    format: 'esm',
    target: 'es2022',
    platform: 'browser',
    outdir: path.join(HERE, 'dist'),
    write: false,
    metafile: true,
  });
  const bytesOf = (output) =>
    outputFiles.find((file) => path.relative(HERE, file.path) === path.normalize(output))?.contents ?? new Uint8Array();
  const visit = (output, found) => {
    if (!metafile.outputs[output] || found.has(output)) return found;
    found.add(output);
    for (const { path: next, kind } of metafile.outputs[output].imports) {
      if (kind === 'import-statement') visit(next, found);
    }
    return found;
  };
  const outputs = Object.entries(metafile.outputs);
  const first = visit(outputs.find(([, { entryPoint }]) => entryPoint === '<stdin>')?.[0], new Set());
  // One bundler makes one file of it, another several: what counts is the bytes together.
  const weigh = (some) => gzipSync(Buffer.concat([...some].map(bytesOf)), { level: 9 }).length;
  const later = outputs.filter(([name, { entryPoint }]) => entryPoint && !first.has(name));
  const partOf = ([name]) => weigh([...visit(name, new Set())].filter((it) => !first.has(it)));
  const parts = later.map((output) => [path.basename(output[1].entryPoint).replace(/\.[jt]s$/, ''), partOf(output)]);
  return { first: weigh(first), parts: Object.fromEntries(parts) };
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const { package: whole, entries, parts } = await measurePackage();
  const budgets = { ...PACKAGE, ...ENTRIES, ...PARTS };
  let isOver = false;
  for (const [name, bytes] of Object.entries({ package: whole, ...entries, ...parts })) {
    const budget = budgets[name] ?? 0;
    isOver ||= bytes > budget;
    console.log(`${(bytes / 1_000).toFixed(1).padStart(6)} kB  ${name} (budget ${(budget / 1_000).toFixed(1)} kB)`);
  }
  if (isOver) console.error('A part of the package is over its budget.');
  process.exitCode = isOver ? 1 : 0;
}
