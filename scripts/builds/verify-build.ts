// Whether a market serves the Mini App that this source makes: `npm run verify-build -- --url https://your.market`.
import { existsSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { contentPolicy } from '../../apps/api/src/doors/miniapp/content-policy.ts';
import { checkOnChain, readBuildList } from './build-list.ts';
import { commandLine } from './command-line.ts';
import { buildText, hashesOf, sha256 } from './folder-files.mjs';
import { checkServedBuild, type Line } from './served-build.ts';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));
const HELP = `npm run verify-build -- --url https://your.market [--hash HEX] [--dist FOLDER]
                        [--list ADDRESS [--chain URL] [--network ID] [--builds FILE]]

  --url      the market
  --hash     hash of the build that it should serve
  --dist     or a folder with that build; without both, apps/miniapp/dist where it is built
  --list     contract of the published builds, raw or friendly
  --chain    chain server of your choice (https://toncenter.com)
  --network  -239 mainnet, -3 testnet (-239)
  --builds   what was published, in order (docs/builds.json)

Exit code 0: it serves that build. 1: it does not. 2: nothing could be compared.`;

const { values } = parseArgs({
  args: commandLine(),
  options: {
    ...{ url: { type: 'string' }, hash: { type: 'string' }, dist: { type: 'string' }, list: { type: 'string' } },
    chain: { type: 'string', default: 'https://toncenter.com' },
    network: { type: 'string', default: '-239' },
    builds: { type: 'string', default: path.join(ROOT, 'docs/builds.json') },
    help: { type: 'boolean', default: false },
  },
});

function say({ ok, check, detail }: Line): void {
  console.log(`${ok ? '✓' : '✗'} ${check}: ${detail}`);
}

/** The hash that is asked for, and who says so. */
function wanted(): { hash: string; by: string } | null {
  if (values.hash) return { hash: values.hash.toLowerCase(), by: '--hash' };
  const folder = values.dist ?? path.join(ROOT, 'apps/miniapp/dist');
  return existsSync(folder) ? { hash: sha256(buildText(hashesOf(folder))), by: folder } : null;
}

async function main(): Promise<number> {
  if (values.help || !values.url) {
    console.log(HELP);
    return values.help ? 0 : 2;
  }
  const { hash, lines } = await checkServedBuild(values.url.replace(/\/$/, ''), contentPolicy(null));
  const reference = wanted();
  if (hash && reference) {
    lines.push({ check: reference.by, ok: hash === reference.hash, detail: `build ${reference.hash}` });
  }
  if (hash && values.list) {
    const contract = { address: values.list, chainUrl: values.chain, networkId: Number(values.network) };
    lines.push(await checkOnChain(readBuildList(values.builds), 'miniapp', hash, contract));
  }
  for (const line of lines) if (!line.ok || !line.check.startsWith('assets/')) say(line);
  console.log(hash ? `It serves build ${hash}.` : 'It serves no build that can be named.');
  if (lines.some(({ ok }) => !ok)) return 1;
  if (reference || values.list) return 0;
  console.log('There is nothing to compare it with: give --hash or --list, or build it here first.');
  return 2;
}

process.exitCode = await main();
