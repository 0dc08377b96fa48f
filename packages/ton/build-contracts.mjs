// Compiles contracts/channel.tolk into src/generated/channel-code.ts. The same source gives the same bytes on every
// machine; `--check` compiles, compares with the committed file and changes nothing.
import { readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { runTolkCompiler } from '@ton/tolk-js';

const contracts = new URL('./contracts/', import.meta.url);
const target = new URL('./src/generated/channel-code.ts', import.meta.url);

const built = await runTolkCompiler({
  entrypointFileName: 'channel.tolk',
  fsReadCallback: (path) => readFileSync(fileURLToPath(new URL(path, contracts)), 'utf8'),
  optimizationLevel: 2,
});
if (built.status === 'error') {
  console.error(built.message);
  process.exit(1);
}

const text = `// Made by build-contracts.mjs from contracts/channel.tolk with Tolk ${built.tolkVersion}. Do not edit.
export const CHANNEL_CODE_HASH = '${built.codeHashHex.toLowerCase()}';
export const CHANNEL_CODE_BOC =
  '${Buffer.from(built.codeBoc64, 'base64').toString('hex')}';
`;

if (process.argv.includes('--check')) {
  if (readFileSync(target, 'utf8') !== text) {
    console.error('src/generated/channel-code.ts is not what the contracts compile to: run node build-contracts.mjs');
    process.exit(1);
  }
} else {
  writeFileSync(target, text);
  console.log(`channel code ${built.codeHashHex.toLowerCase()}, ${built.codeBoc64.length} characters of base64`);
}
