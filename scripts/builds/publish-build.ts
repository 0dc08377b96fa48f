// Adds the builds that stand here to the list of published ones, and prints what the owner of the contract has to sign:
// `npm run publish-build -- --owner ADDRESS [--guardian ADDRESS] [--network ID]`. It holds no key and sends nothing.
import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { rootOfList } from '@spindle/sealed/allow-list';
import {
  allowListAddress,
  BUILD_DELAY_SECONDS,
  friendlyAddress,
  type ListTerms,
  listMessage,
  proposeBody,
  readAddress,
  transferLinks,
} from '@spindle/ton';
import { leavesOf, type PublishedBuild, readBuildList } from './build-list.ts';
import { buildText, hashesOf, sha256 } from './folder-files.mjs';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));
const { values } = parseArgs({
  options: {
    ...{ owner: { type: 'string' }, guardian: { type: 'string' }, network: { type: 'string', default: '-239' } },
    builds: { type: 'string', default: path.join(ROOT, 'docs/builds.json') },
  },
});

function buildOf(kind: PublishedBuild['kind']): PublishedBuild {
  const app = path.join(ROOT, 'apps', kind);
  const { version } = JSON.parse(readFileSync(path.join(app, 'package.json'), 'utf8'));
  return { v: 1, kind, version, hash: sha256(buildText(hashesOf(path.join(app, 'dist')))) };
}

async function main(): Promise<number> {
  const owner = readAddress(values.owner ?? '');
  const guardian = values.guardian ? readAddress(values.guardian) : owner;
  if (!owner || !guardian) {
    console.error(
      'Give --owner, the address of the wallet that owns the list of builds (and --guardian, if another may revoke).',
    );
    return 2;
  }
  const known = readBuildList(values.builds);
  const fresh = [buildOf('miniapp'), buildOf('sidecar')].filter(
    (it) => !known.some(({ kind, hash }) => kind === it.kind && hash === it.hash),
  );
  const builds = [...known, ...fresh];
  writeFileSync(values.builds, `${JSON.stringify(builds, null, 2)}\n`);
  const networkId = Number(values.network);
  const terms: ListTerms = {
    ...{ networkId, purpose: 'builds', delaySeconds: BUILD_DELAY_SECONDS, salt: 0n },
    ...{ owner: owner.address, guardian: guardian.address },
  };
  const tree = await rootOfList(leavesOf(builds));
  for (const { kind, version, hash } of builds) console.log(`${kind.padEnd(8)} ${version.padEnd(10)} ${hash}`);
  console.log(`list     ${friendlyAddress(allowListAddress(terms), networkId, 'contract')}`);
  console.log(`root     ${tree.root} (${tree.size})`);
  const message = listMessage(terms, proposeBody(tree));
  console.log(`\nTo sign with the owner's wallet (the first message deploys the list):`);
  console.log(JSON.stringify(message, null, 2));
  console.log(`\n${transferLinks(message).ton}&init=${encodeURIComponent(message.stateInit)}`);
  return 0;
}

process.exitCode = await main();
