import { Address, beginCell, Cell, external, internal, SendMode, storeMessage, toNano } from '@ton/core';
import { keyPairFromSeed } from '@ton/crypto';
import { WalletContractV5R1 } from '@ton/ton';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { type Devnet, startDevnet } from '../index.ts';

// The interfaces as a program sees them that is no TonClient: paths of v2, the indexer (v3), and the local doors.
let devnet: Devnet;
const keys = keyPairFromSeed(Buffer.alloc(32, 1));
const wallet = WalletContractV5R1.create({ publicKey: keys.publicKey, workchain: 0 });
const friend = Address.parse(`0:${'5'.repeat(64)}`);

beforeAll(async () => {
  devnet = await startDevnet();
  await post('/local/faucet', { address: wallet.address.toString(), amount: '10' });
});
afterAll(() => devnet.stop());

// biome-ignore lint/suspicious/noExplicitAny: answers are looked into, not used
type Json = any;

async function ask(path: string, init?: RequestInit): Promise<{ status: number; json: Json }> {
  const response = await fetch(`${devnet.url}${path}`, init);
  return { status: response.status, json: await response.json() };
}
const get = (path: string, query: Record<string, string> = {}) => ask(`${path}?${new URLSearchParams(query)}`);
const post = (path: string, body: object) => ask(path, { method: 'POST', body: JSON.stringify(body) });

let seqno = 0;
/** The next transfer of the wallet, signed, as an external message. */
function nextTransfer(): { boc: string; hash: string } {
  const messages = [internal({ to: friend, value: toNano('0.1'), bounce: false })];
  const sendMode = SendMode.PAY_GAS_SEPARATELY;
  const body = wallet.createTransfer({ seqno, secretKey: keys.secretKey, sendMode, messages, timeout: 2_000_000_000 });
  const message = external({ to: wallet.address, body, ...(seqno === 0 ? { init: wallet.init } : {}) });
  seqno += 1;
  const cell = beginCell().store(storeMessage(message)).endCell();
  return { boc: cell.toBoc().toString('base64'), hash: cell.hash().toString('base64') };
}

it('takes a message by v3 and finds by either hash what it caused', async () => {
  const { boc, hash } = nextTransfer();
  const sent = await post('/api/v3/message', { boc });
  expect(sent.json.message_hash).toBe(hash);
  expect(sent.json.message_hash_norm).not.toBe(hash);
  for (const msg_hash of [hash, sent.json.message_hash_norm, Buffer.from(hash, 'base64').toString('hex')]) {
    const found = await get('/api/v3/transactionsByMessage', { msg_hash, direction: 'in' });
    expect(found.json.transactions).toHaveLength(1);
    expect(found.json.transactions[0]).toMatchObject({
      account: wallet.address.toRawString().toUpperCase(),
      orig_status: 'uninit',
      end_status: 'active',
      description: { type: 'ord', aborted: false, compute_ph: { exit_code: 0 }, action: { success: true } },
      in_msg: { source: null, value: null },
      out_msgs: [{ destination: friend.toRawString().toUpperCase(), value: String(toNano('0.1')), bounce: false }],
    });
  }
});

it('follows a message from its sender to its receiver', async () => {
  const { json } = await get('/api/v3/transactions', { account: wallet.address.toString(), limit: '1' });
  const msg_hash = json.transactions[0].out_msgs[0].hash;
  const both = (await get('/api/v3/transactionsByMessage', { msg_hash })).json.transactions;
  expect(both.map(({ account }: Json) => account)).toEqual(
    [friend, wallet.address].map((address) => address.toRawString().toUpperCase()),
  );
  const sender = (await get('/api/v3/transactionsByMessage', { msg_hash, direction: 'out' })).json.transactions;
  expect(sender[0].account).toBe(wallet.address.toRawString().toUpperCase());
});

it('lists transactions by account, span, block and order', async () => {
  const account = wallet.address.toRawString();
  const newest = (await get('/api/v3/transactions', { account })).json.transactions;
  const oldest = (await get('/api/v3/transactions', { account, sort: 'asc' })).json.transactions;
  expect(newest.map(({ lt }: Json) => lt)).toEqual(oldest.map(({ lt }: Json) => lt).reverse());
  expect(newest[0]).toMatchObject({ prev_trans_lt: newest[1].lt, prev_trans_hash: newest[1].hash });
  const since = (await get('/api/v3/transactions', { account, start_lt: newest[0].lt })).json.transactions;
  expect(since).toHaveLength(1);
  const mc_seqno = String(newest[0].mc_block_seqno);
  expect((await get('/api/v3/transactions', { mc_seqno })).json.transactions).toHaveLength(2);
  expect((await get('/api/v3/transactions', { hash: newest[0].hash })).json.transactions).toHaveLength(1);
});

it('shows accounts and wallets', async () => {
  const query = new URLSearchParams(
    [wallet, { address: friend }].map(({ address }) => ['address', address.toString()]),
  );
  const { accounts } = (await ask(`/api/v3/accountStates?${query}`)).json;
  expect(accounts.map(({ status }: Json) => status)).toEqual(['active', 'uninit']);
  expect(Cell.fromBase64(accounts[0].code_boc).hash().toString('base64')).toBe(accounts[0].code_hash);
  const address = wallet.address.toString();
  expect((await get('/api/v3/walletInformation', { address })).json).toMatchObject({ seqno: 1, status: 'active' });
  const v2 = (await get('/api/v2/getWalletInformation', { address })).json.result;
  expect(v2).toMatchObject({ wallet: true, account_state: 'active', seqno: 1 });
  const extended = (await get('/api/v2/getExtendedAddressInformation', { address })).json.result;
  expect(extended.account_state['@type']).toBe('raw.accountState');
  expect((await get('/api/v2/getAddressState', { address: friend.toString() })).json.result).toBe('uninitialized');
});

it('runs get methods by v3, with arguments', async () => {
  const stack = [{ type: 'num', value: '0x1' }];
  const address = wallet.address.toString();
  const seqnoNow = await post('/api/v3/runGetMethod', { address, method: 'seqno', stack: [] });
  expect(seqnoNow.json).toMatchObject({ exit_code: 0, stack: [{ type: 'num', value: '0x1' }] });
  expect((await post('/api/v3/runGetMethod', { address, method: 'nonsense', stack })).json.exit_code).toBe(11);
});

it('knows the prices of 2026', async () => {
  const { json } = await get('/api/v2/getConfigParam', { config_id: '21' });
  const prices = Cell.fromBase64(json.result.config.bytes)
    .beginParse()
    .skip(8 + 64);
  expect(prices.loadUint(64)).toBe(6667);
});

it.each([
  ['/api/v2/getAddressBalance', { address: 'nonsense' }, 422],
  ['/api/v2/getAddressBalance', {}, 422],
  ['/api/v2/noSuchMethod', {}, 404],
  ['/api/v2/shards', { seqno: '999999' }, 500],
  ['/api/v2/getTransactions', { address: friend.toString(), lt: 'x' }, 422],
  ['/api/v2/tryLocateTx', { source: friend.toString(), destination: friend.toString(), created_lt: '1' }, 404],
])('refuses %s with %o by status %i', async (path, query, status) => {
  const answer = await get(path, query);
  expect(answer.status).toBe(status);
  expect(answer.json).toMatchObject({ ok: false, code: status, error: expect.any(String) });
});

it('refuses what is no external message', async () => {
  expect((await post('/api/v2/sendBoc', { boc: 'AAAA' })).status).toBe(422);
  expect((await post('/api/v3/message', { boc: Cell.EMPTY.toBoc().toString('base64') })).json.code).toBe(422);
});

it('loses a message that it accepted, when asked to', async () => {
  await post('/local/switches', { loseExternals: 1 });
  const { boc, hash } = nextTransfer();
  expect((await post('/api/v2/sendBoc', { boc })).json.ok).toBe(true);
  expect((await get('/api/v3/transactionsByMessage', { msg_hash: hash })).json.transactions).toEqual([]);
  expect((await get('/local/status')).json.switches.loseExternals).toBe(0);
  expect((await post('/api/v2/sendBoc', { boc })).json.ok).toBe(true); // The same message again gets through.
  expect((await get('/api/v3/transactionsByMessage', { msg_hash: hash })).json.transactions).toHaveLength(1);
});

it('includes a message after the time of a block, and refuses a bad one at once', async () => {
  await post('/local/switches', { blockMs: 100 });
  const { boc, hash } = nextTransfer();
  await post('/api/v2/sendBoc', { boc });
  expect((await get('/api/v3/transactionsByMessage', { msg_hash: hash })).json.transactions).toEqual([]);
  await expect
    .poll(async () => (await get('/api/v3/transactionsByMessage', { msg_hash: hash })).json.transactions.length)
    .toBe(1);
  expect((await post('/api/v2/sendBoc', { boc })).status).toBe(500);
  await post('/local/switches', { blockMs: 0 });
});

it('is down when asked to, and can be asked to come back', async () => {
  await post('/local/switches', { isDown: true });
  expect((await get('/api/v3/masterchainInfo')).status).toBe(503);
  expect((await get('/api/v2/getMasterchainInfo')).json).toMatchObject({ ok: false, code: 503 });
  await post('/local/switches', { isDown: false });
  expect((await get('/api/v3/masterchainInfo')).status).toBe(200);
  expect((await post('/local/switches', { blockMs: -1 })).status).toBe(422);
});

it('answers pages of this machine, and no others', async () => {
  const from = (origin: string) => fetch(`${devnet.url}/local/status`, { headers: { origin } });
  const local = await from('http://127.0.0.1:3900');
  expect(local.headers.get('access-control-allow-origin')).toBe('http://127.0.0.1:3900');
  expect((await from('https://evil.example')).status).toBe(403);
});
