// Adds the builds that stand here to the list of published ones, and prints what the owner of the contract has to sign. It
// holds no key and sends nothing, and takes no Mini App that would believe the market about the list of images.
import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { leafHashHex, rootOfList } from '@spindle/sealed/allow-list';
import {
  activateBody,
  allowListAddress,
  BUILD_DELAY_SECONDS,
  friendlyAddress,
  type ListTerms,
  listMessage,
  proposeBody,
  readAddress,
  revokeBody,
  transferLinks,
} from '@spindle/ton';
import { leavesOf, type PublishedBuild, readBuildList } from './build-list.ts';
import { commandLine } from './command-line.ts';
import { buildText, hashesOf, sha256 } from './folder-files.mjs';
import { PINNED_LIST_FILE, pinFault } from './pinned-list-file.ts';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));
const HELP = `npm run publish-build -- --owner ADDRESS [--guardian ADDRESS] [--network ID] [--json]
                         [--activate | --revoke HASH] [--miniapp FOLDER] [--builds FILE]

  --owner     wallet that owns the list of builds (and --guardian, if another may revoke)
  --activate  prints instead what makes the proposed list count, an hour after it was signed: anybody may send it
  --revoke    prints instead what takes a published build back at once, by its hash
  --network   -239 mainnet, -3 testnet (-239)
  --miniapp   the built Mini App (apps/miniapp/dist)
  --builds    what was published, in order (docs/builds.json)
  --json      the message alone`;

const { values } = parseArgs({
  args: commandLine(),
  options: {
    ...{ owner: { type: 'string' }, guardian: { type: 'string' }, network: { type: 'string', default: '-239' } },
    ...{ activate: { type: 'boolean', default: false }, revoke: { type: 'string' } },
    ...{ json: { type: 'boolean', default: false }, help: { type: 'boolean', default: false } },
    builds: { type: 'string', default: path.join(ROOT, 'docs/builds.json') },
    miniapp: { type: 'string', default: path.join(ROOT, 'apps/miniapp/dist') },
  },
});
const FOLDERS = { miniapp: values.miniapp, sidecar: path.join(ROOT, 'apps/sidecar/dist') };
const networkId = Number(values.network);

/** For people; with --json only the message is printed. */
const say = (words: string): void => {
  if (!values.json) console.log(words);
};

function refuse(words: string, code: number): number {
  console.error(words);
  return code;
}

function buildOf(kind: PublishedBuild['kind']): PublishedBuild {
  const { version } = JSON.parse(readFileSync(path.join(ROOT, 'apps', kind, 'package.json'), 'utf8'));
  return { v: 1, kind, version, hash: sha256(buildText(hashesOf(FOLDERS[kind]))) };
}

function print(terms: ListTerms, body: Parameters<typeof listMessage>[1], who: string): number {
  const message = listMessage(terms, body);
  say(`list     ${friendlyAddress(allowListAddress(terms), networkId, 'contract')}\n\nTo send ${who}:`);
  console.log(JSON.stringify(message, null, 2));
  say(`\n${transferLinks(message).ton}&init=${encodeURIComponent(message.stateInit)}`);
  return 0;
}

/** Writes down what stands here, and prints the proposal of the longer list. */
async function propose(terms: ListTerms): Promise<number> {
  const fault = pinFault(path.join(values.miniapp, PINNED_LIST_FILE), networkId);
  if (fault) return refuse(`Not published: ${fault}.`, 1);
  const known = readBuildList(values.builds);
  const fresh = [buildOf('miniapp'), buildOf('sidecar')].filter(
    (it) => !known.some(({ kind, hash }) => kind === it.kind && hash === it.hash),
  );
  const builds = [...known, ...fresh];
  writeFileSync(values.builds, `${JSON.stringify(builds, null, 2)}\n`);
  const tree = await rootOfList(leavesOf(builds));
  for (const { kind, version, hash } of builds) say(`${kind.padEnd(8)} ${version.padEnd(10)} ${hash}`);
  say(`root     ${tree.root} (${tree.size})`);
  return print(terms, proposeBody(tree), 'from the owner’s wallet (the first message deploys the list)');
}

async function revoke(terms: ListTerms, hash: string): Promise<number> {
  const builds = readBuildList(values.builds);
  const leaf = leavesOf(builds)[builds.findIndex((it) => it.hash === hash.toLowerCase())];
  if (leaf === undefined) return refuse(`No build ${hash} was published.`, 1);
  return print(terms, revokeBody(await leafHashHex(leaf)), 'from the owner’s or the guardian’s wallet');
}

async function main(): Promise<number> {
  const owner = readAddress(values.owner ?? '');
  const guardian = values.guardian ? readAddress(values.guardian) : owner;
  if (values.help || !owner || !guardian) return refuse(HELP, values.help ? 0 : 2);
  const terms: ListTerms = {
    ...{ networkId, purpose: 'builds', delaySeconds: BUILD_DELAY_SECONDS, salt: 0n },
    ...{ owner: owner.address, guardian: guardian.address },
  };
  if (values.activate) return print(terms, activateBody(), 'from any wallet, once its hour is over');
  return values.revoke ? revoke(terms, values.revoke) : propose(terms);
}

process.exitCode = await main();
