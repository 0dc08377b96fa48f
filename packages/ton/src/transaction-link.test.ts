import { expect, it } from 'vitest';
import { NETWORKS, transactionLink } from './browser.ts';

const HASH = 'ab'.repeat(32);

it.each([
  ['mainnet', NETWORKS.mainnet, null, `https://tonviewer.com/transaction/${HASH}`],
  ['testnet', NETWORKS.testnet, null, `https://testnet.tonviewer.com/transaction/${HASH}`],
  ['the local chain', NETWORKS.local, 'http://127.0.0.1:1', `http://127.0.0.1:1/api/v3/transactions?hash=${HASH}`],
  ['a local chain that nobody can reach', NETWORKS.local, null, null],
])('a transaction of %s is looked up where it is', (_, networkId, localUrl, link) => {
  expect(transactionLink({ networkId, localUrl }, HASH)).toBe(link);
});
