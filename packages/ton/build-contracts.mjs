// Compiles our contracts into src/generated. The same source gives the same bytes on every machine; `--check` compiles,
// compares with the committed files and changes nothing.
import { readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { runTolkCompiler } from '@ton/tolk-js';

const contracts = new URL('./contracts/', import.meta.url);
const CONTRACTS = [
  { name: 'channel', entry: 'channel.tolk' },
  { name: 'allow-list', entry: 'allow-list/allow-list.tolk' },
];

async function compile({ name, entry }) {
  const built = await runTolkCompiler({
    entrypointFileName: entry,
    fsReadCallback: (path) => readFileSync(fileURLToPath(new URL(path, contracts)), 'utf8'),
    optimizationLevel: 2,
  });
  if (built.status === 'error') {
    console.error(built.message);
    process.exit(1);
  }
  const constant = `${name.toUpperCase().replaceAll('-', '_')}_CODE`;
  const hash = built.codeHashHex.toLowerCase();
  const text = `// Made by build-contracts.mjs from contracts/${entry} with Tolk ${built.tolkVersion}. Do not edit.
export const ${constant}_HASH = '${hash}';
export const ${constant}_BOC =
  '${Buffer.from(built.codeBoc64, 'base64').toString('hex')}';
`;
  return { hash, text, target: new URL(`./src/generated/${name}-code.ts`, import.meta.url) };
}

for (const contract of CONTRACTS) {
  const { hash, text, target } = await compile(contract);
  if (!process.argv.includes('--check')) {
    writeFileSync(target, text);
    console.log(`${contract.name} ${hash}`);
  } else if (readFileSync(target, 'utf8') !== text) {
    console.error(
      `src/generated/${contract.name}-code.ts is not what the contracts compile to: run node build-contracts.mjs`,
    );
    process.exit(1);
  }
}
