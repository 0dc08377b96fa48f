import { Address, internal, SendMode, toNano } from '@ton/core';
import { keyPairFromSeed } from '@ton/crypto';
import { TonClient, WalletContractV5R1 } from '@ton/ton';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { type Devnet, startDevnet } from '../index.ts';

// What an unmodified TonClient sees. The tests are one story: each goes on where the one before ended.
let devnet: Devnet;
let client: TonClient;

const keys = keyPairFromSeed(Buffer.alloc(32, 1));
const wallet = WalletContractV5R1.create({ publicKey: keys.publicKey, workchain: 0 });
const friend = WalletContractV5R1.create({ publicKey: keyPairFromSeed(Buffer.alloc(32, 2)).publicKey, workchain: 0 });

beforeAll(async () => {
  devnet = await startDevnet();
  client = new TonClient({ endpoint: `${devnet.url}/api/v2/jsonRPC` });
});
afterAll(() => devnet.stop());

async function post(path: string, body: object): Promise<{ status: number; json: Record<string, unknown> }> {
  const response = await fetch(`${devnet.url}${path}`, { method: 'POST', body: JSON.stringify(body) });
  return { status: response.status, json: await response.json() };
}

function transfer(seqno: number, coins: string) {
  const messages = [internal({ to: friend.address, value: toNano(coins), bounce: false, body: 'hello' })];
  const sendMode = SendMode.PAY_GAS_SEPARATELY | SendMode.IGNORE_ERRORS;
  return client.open(wallet).sendTransfer({ seqno, secretKey: keys.secretKey, sendMode, messages });
}

it('gives coins, which arrive by a transaction', async () => {
  expect(await client.getBalance(wallet.address)).toBe(0n);
  expect(await client.getContractState(wallet.address)).toMatchObject({
    state: 'uninitialized',
    lastTransaction: null,
  });
  await post('/local/faucet', { address: wallet.address.toString(), amount: '100' });
  expect(await client.getBalance(wallet.address)).toBe(toNano('100'));
  expect(await client.getTransactions(wallet.address, { limit: 5 })).toHaveLength(1);
});

it('deploys a wallet by its first transfer', async () => {
  expect(await client.open(wallet).getSeqno()).toBe(0);
  await transfer(0, '1');
  expect(await client.open(wallet).getSeqno()).toBe(1);
  expect(await client.isContractDeployed(wallet.address)).toBe(true);
  expect(await client.getBalance(friend.address)).toBeGreaterThan(toNano('0.999'));
  const spent = toNano('99') - (await client.getBalance(wallet.address));
  expect(spent).toBeGreaterThan(0n);
  expect(spent).toBeLessThan(toNano('0.002')); // Prices of 2026; the older ones took 0.005.
});

it('refuses a counter that was used, in toncenter’s words', async () => {
  const refusal = await transfer(0, '1').catch((error) => error.response);
  expect(refusal.status).toBe(500);
  expect(refusal.data).toMatchObject({ ok: false, code: 500, error: expect.stringContaining('exitcode=133') });
  expect(refusal.data.error).toContain('cannot apply external message to current state');
  expect(await client.open(wallet).getSeqno()).toBe(1);
});

it('pages through a history, linked from transaction to transaction', async () => {
  for (const seqno of [1, 2, 3]) await transfer(seqno, '0.1');
  const all = await client.getTransactions(wallet.address, { limit: 10 });
  expect(all).toHaveLength(5);
  for (const [at, transaction] of all.entries()) expect(transaction.prevTransactionLt).toBe(all[at + 1]?.lt ?? 0n);

  const [newest, second] = all;
  const cursor = { lt: String(newest?.lt), hash: newest?.hash().toString('base64') ?? '' };
  const after = await client.getTransactions(wallet.address, { limit: 2, ...cursor });
  expect(after.map(({ lt }) => lt)).toEqual(all.slice(1, 3).map(({ lt }) => lt));
  const inclusive = await client.getTransactions(wallet.address, { limit: 2, ...cursor, inclusive: true });
  expect(inclusive[0]?.lt).toBe(newest?.lt);
  const since = await client.getTransactions(wallet.address, { limit: 10, to_lt: String(all[2]?.lt), archival: true });
  expect(since.map(({ lt }) => lt)).toEqual([newest?.lt, second?.lt]);
  expect(await client.getTransaction(wallet.address, cursor.lt, cursor.hash)).not.toBeNull();
  const wrong = { lt: cursor.lt, hash: Buffer.alloc(32).toString('base64') };
  await expect(client.getTransactions(wallet.address, { limit: 1, ...wrong })).rejects.toThrow('500');
});

it('answers get methods, and what has none', async () => {
  const { stack } = await client.runMethod(wallet.address, 'get_public_key');
  expect(stack.readBigNumber()).toBe(BigInt(`0x${keys.publicKey.toString('hex')}`));
  const unknown = await client.runMethodWithError(wallet.address, 'no_such_method');
  expect(unknown.exit_code).toBe(11);
  const nobody = Address.parse(`0:${'7'.repeat(64)}`);
  expect((await client.runMethodWithError(nobody, 'seqno')).exit_code).toBe(-13);
});

it('shows blocks and the transactions in them', async () => {
  const { latestSeqno } = await client.getMasterchainInfo();
  const [shard] = await client.getWorkchainShards(latestSeqno);
  expect(shard).toMatchObject({ workchain: 0, seqno: latestSeqno });
  const inBlock = await client.getShardTransactions(0, latestSeqno, shard?.shard ?? '');
  expect(inBlock.map(({ account }) => account.toString())).toEqual([
    wallet.address.toString(),
    friend.address.toString(),
  ]);
});

it('finds both ends of a message', async () => {
  const [newest] = await client.getTransactions(wallet.address, { limit: 1 });
  const message = newest?.outMessages.get(0);
  if (message?.info.type !== 'internal') throw new Error('the transfer sent no message');
  const lt = String(message.info.createdLt);
  const result = await client.tryLocateResultTx(wallet.address, friend.address, lt);
  expect(result.inMessage?.body.hash()).toEqual(message.body.hash());
  const source = await client.tryLocateSourceTx(wallet.address, friend.address, lt);
  expect(source.lt).toBe(newest?.lt);
});

it('estimates what a transfer will cost, close to what it does cost', async () => {
  const messages = [internal({ to: friend.address, value: toNano('0.1'), bounce: false, body: 'hello' })];
  const sendMode = SendMode.PAY_GAS_SEPARATELY;
  const body = wallet.createTransfer({ seqno: 4, secretKey: Buffer.alloc(64, 9), sendMode, messages });
  const estimate = { body, initCode: null, initData: null, ignoreSignature: true };
  const { source_fees: fees } = await client.estimateExternalMessageFee(wallet.address, estimate);
  const before = await client.getBalance(wallet.address);
  await transfer(4, '0.1');
  const spent = before - (await client.getBalance(wallet.address)) - toNano('0.1');
  const estimated = BigInt(fees.in_fwd_fee + fees.storage_fee + fees.gas_fee + fees.fwd_fee);
  expect(estimated - spent).toBeLessThan(1000n);
  expect(spent - estimated).toBeLessThan(1000n);
});

it('sends back what nobody took, again and again', async () => {
  const nobody = Address.parse(`0:${'7'.repeat(64)}`);
  const secretKey = keys.secretKey;
  const sendMode = SendMode.PAY_GAS_SEPARATELY | SendMode.IGNORE_ERRORS;
  const before = await client.getBalance(wallet.address);
  for (let times = 0; times < 3; times++) {
    const seqno = await client.open(wallet).getSeqno();
    const messages = [internal({ to: nobody, value: toNano('1'), bounce: true })];
    await client.open(wallet).sendTransfer({ seqno, secretKey, sendMode, messages });
  }
  expect(await client.getContractState(nobody)).toMatchObject({ state: 'uninitialized', balance: 0n });
  expect(before - (await client.getBalance(wallet.address))).toBeLessThan(toNano('0.05'));
});
