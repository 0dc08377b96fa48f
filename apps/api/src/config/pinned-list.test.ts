import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { allowListAddress, NETWORKS } from '@spindle/ton';
import { afterAll, expect, it } from 'vitest';
import { readConfig } from './index.ts';
import { pinnedListFault } from './pinned-list.ts';

const folder = mkdtempSync(path.join(tmpdir(), 'spindle-pin-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const OWNER = `0:${'b'.repeat(64)}`;
const read = readConfig({
  SPINDLE_ENV: 'production',
  PUBLIC_URL: 'https://market.example',
  DATABASE_URL: 'postgresql://postgres@127.0.0.1:5432/spindle',
  TON_API_URL: 'https://toncenter.example',
  TON_NETWORK_ID: String(NETWORKS.mainnet),
  MARKET_ADDRESS: `0:${'a'.repeat(64)}`,
  BROKER_SEED: 'f'.repeat(64),
  TELEGRAM_BOT_TOKEN: `1:${'x'.repeat(35)}`,
  ALLOW_LIST_OWNER: OWNER,
  MINIAPP_DIR: folder,
});
if (!read.ok || !read.config.allowList) throw new Error(JSON.stringify(read));
const { config } = read;
const address = allowListAddress(read.config.allowList);

const faultOf = (allowList: unknown, changes: object = {}) => {
  writeFileSync(path.join(folder, 'pinned-list.json'), JSON.stringify({ v: 1, allowList }));
  return pinnedListFault({ ...config, ...changes });
};

it('a Mini App pins the list that its market keeps, or none', () => {
  expect(faultOf(`${address}@${NETWORKS.mainnet}@https://toncenter.example`)).toBeNull();
  expect(faultOf(null)).toBeNull();
  expect(pinnedListFault({ ...config, miniappDir: path.join(folder, 'nowhere') })).toBeNull();
  expect(pinnedListFault({ ...config, miniappDir: null })).toBeNull();
});

it.each<[RegExp, string, unknown, object]>([
  [/ALLOW_LIST_OWNER/, 'another contract', `${OWNER}@${NETWORKS.mainnet}@https://toncenter.example`, {}],
  [/ALLOW_LIST_OWNER/, 'another network, such as the local world’s', `${address}@-217@http://127.0.0.1:3901`, {}],
  [/ALLOW_LIST_OWNER/, 'a list, and the market keeps none', `${address}@-239@https://a.example`, { allowList: null }],
  [/https/, 'a server that anybody on the way can pretend to be', `${address}@-239@http://toncenter.example`, {}],
  [/names no list/, 'no address', 'yes', {}],
  [/cannot be read/, 'something else', 7, {}],
])('the broker does not start, and names %s: it pins %s', (sentence, _, allowList, changes) => {
  expect(faultOf(allowList, changes)).toMatch(sentence);
});
