// What the package weighs in a browser, gzipped: our own code, without the npm packages beside it (hpke, zod). Fails
// over budget. `npm run size -w @spindle/sealed`
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';
import { build } from 'esbuild';

const HERE = fileURLToPath(new URL('.', import.meta.url));
const OUTSIDE = ['hpke', 'zod', 'zod/*', '@noble/*', '@panva/*'];
/** Bytes. The first is what a device loads to seal to a machine of Intel's; the others come when they are met. */
const BUDGET = {
  sealed: 7_800,
  'allow-list': 2_000,
  confidential: 2_500,
  both: 19_800,
  'hpke-post-quantum': 400,
  'verify-snp': 2_100,
  'judge-gpu': 3_200,
  'read-ccel': 700,
};

/** @returns {Promise<{ sealed: number, both: number, 'allow-list': number, confidential: number, later: Record<string, number> }>} bytes, gzipped */
export async function measurePackage() {
  const sealed = await bundle("export * from './src/index.ts'");
  const both = await bundle("export * from './src/index.ts'; export * from './src/attestation/index.ts'");
  // A device loads it beside the verifier, and what they share once.
  const entries = ['index', 'attestation/index', 'allow-list/index', 'confidential/index'];
  const bundleOf = (count) =>
    bundle(
      entries
        .slice(0, count)
        .map((entry) => `export * from './src/${entry}.ts'`)
        .join(';'),
    );
  const [listed, confidential] = [await bundleOf(3), await bundleOf(4)];
  const more = { 'allow-list': listed.first - both.first, confidential: confidential.first - listed.first };
  return { sealed: sealed.first, both: both.first, ...more, later: both.later };
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
    external: OUTSIDE,
    metafile: true,
  });
  const bytesOf = (output) =>
    outputFiles.find((file) => path.relative(HERE, file.path) === path.normalize(output))?.contents ?? new Uint8Array();
  const first = new Set();
  const visit = (output) => {
    if (!metafile.outputs[output] || first.has(output)) return;
    first.add(output);
    for (const { path: next, kind } of metafile.outputs[output].imports) if (kind === 'import-statement') visit(next);
  };
  const outputs = Object.entries(metafile.outputs);
  visit(outputs.find(([, { entryPoint }]) => entryPoint === '<stdin>')?.[0]);
  // One bundler makes one file of it, another several: what counts is the bytes together.
  const weigh = (names) => gzipSync(Buffer.concat(names.map(bytesOf)), { level: 9 }).length;
  const later = outputs.filter(([name, { entryPoint }]) => entryPoint && !first.has(name));
  return {
    first: weigh([...first]),
    later: Object.fromEntries(later.map(([name, it]) => [path.basename(it.entryPoint, '.ts'), weigh([name])])),
  };
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const { later, ...first } = await measurePackage();
  let isOver = false;
  for (const [name, bytes] of Object.entries({ ...first, ...later })) {
    const budget = BUDGET[name] ?? 0;
    isOver ||= bytes > budget;
    console.log(`${(bytes / 1_000).toFixed(1).padStart(6)} kB  ${name} (budget ${(budget / 1_000).toFixed(1)} kB)`);
  }
  if (isOver) console.error('A part of the package is over its budget.');
  process.exitCode = isOver ? 1 : 0;
}
