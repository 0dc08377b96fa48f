import { mkdirSync, renameSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { build } from 'esbuild';

/**
 * Bundles one of our programs: our own code into one file, npm packages left where npm put them. Fails with a sentence
 * when anything of the local world (`packages/devnet`) would get into it.
 * @param entry path of the source. @param outfile path of the program. @param inside npm packages to bundle all the same.
 * @param hasCommonJs whether some of those are CommonJS.
 */
export async function bundle(program) {
  const { entry, outfile } = program;
  const metafile = await bundleForHere(program);
  const devnet = Object.keys(metafile.inputs).filter((path) => LOCAL_WORLD.test(path));
  const outside = Object.values(metafile.outputs).flatMap((output) => output.imports.map(({ path }) => path));
  const named = outside.filter((path) => path.startsWith('@spindle/devnet'));
  if (devnet.length > 0 || named.length > 0) {
    console.error(
      `The production build of ${entry} contains the local world: ${[...devnet, ...named].join(', ')}.\n` +
        'Remove the import: only scripts and tests may use packages/devnet, and verifiers with other roots.',
    );
    process.exit(1);
  }
  const [bytes] = Object.values(metafile.outputs)
    .map((output) => output.bytes)
    .sort((a, b) => a - b)
    .slice(-2);
  console.log(`${outfile}: ${Math.round((bytes ?? 0) / 1024)} kB`);
}

/**
 * The same for what may hold the local world: the supervisor of `npm start`, and what tests start. Whoever runs the
 * program meanwhile finds the old one or the new one, never half of it.
 * @returns esbuild's account of what is in it.
 */
export async function bundleForHere({ entry, outfile, inside = [], hasCommonJs = false }) {
  const { metafile, outputFiles } = await build({
    entryPoints: [entry],
    outfile,
    bundle: true,
    platform: 'node',
    target: 'node20.19',
    format: 'esm',
    sourcemap: true,
    ...(hasCommonJs && { banner: { js: REQUIRE } }),
    metafile: true,
    legalComments: 'none',
    logLevel: 'warning',
    plugins: [npmPackagesStayOutside(inside)],
    write: false,
  });
  mkdirSync(path.dirname(outfile), { recursive: true });
  for (const { path: file, contents } of outputFiles) {
    const unfinished = `${file}.${process.pid}.new`;
    writeFileSync(unfinished, contents);
    renameSync(unfinished, file);
  }
  return metafile;
}

/** What is made for development and tests alone: mock machines, and the verifier that can be told to believe them. */
const LOCAL_WORLD = /(^|\/)packages\/(devnet|sealed\/src\/attestation\/testing)\//;

/** What CommonJS asks Node for by `require`, which ESM does not have. */
const REQUIRE = "import { createRequire as __from } from 'node:module'; const require = __from(import.meta.url);";

/** Every bare import but our own is left to Node; ours are TypeScript, which Node cannot read. */
function npmPackagesStayOutside(inside) {
  return {
    name: 'npm-packages-stay-outside',
    setup(building) {
      building.onResolve({ filter: /^[^./]/ }, ({ path, kind }) => {
        if (kind === 'entry-point' || path.startsWith('@spindle/')) return undefined;
        if (inside.some((name) => path === name || path.startsWith(`${name}/`))) return undefined;
        return { path, external: true };
      });
    },
  };
}
