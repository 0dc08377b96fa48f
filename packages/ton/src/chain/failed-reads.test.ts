import { unwrap } from '@spindle/shared';
import { Cell, toNano } from '@ton/core';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { serveWorld } from '../testing/serve-world.ts';
import type { ToncenterOverSandbox } from '../testing/toncenter-over-sandbox.ts';
import type { World } from '../testing/world.ts';
import { type ChainReader, createChainReader } from './chain-reader.ts';
import type { ChainTransaction } from './transaction.ts';

let world: World;
let server: ToncenterOverSandbox;
let baseUrl: string;
let reader: ChainReader;

beforeAll(async () => {
  ({ world, server, baseUrl, reader } = await serveWorld());
  await world.deposit('2');
  for (let i = 0; i < 5; i++) await world.send(world.stranger, Cell.EMPTY, toNano('0.01'));
});
afterAll(() => server.close());
afterEach(() => {
  server.spoil = (_, result) => result;
});

const history = async (after: ChainTransaction | null = null) =>
  unwrap(await reader.transactionsAfter(world.channel, after));

describe('a read that failed is never an answer', () => {
  const everyRead = async () => {
    const last = (await history()).at(-3) ?? null;
    return () =>
      Promise.all([
        reader.getChannel(world.channel),
        reader.transactionsAfter(world.channel, last),
        reader.transactionsAfter(world.channel, null),
        reader.findByMessageHash('00'.repeat(32)),
        reader.nowSeconds(),
        reader.lastTransactions([world.channel, world.payer.address.toRawString()]),
      ]);
  };
  const allFail = Array.from({ length: 6 }, () => ({ ok: false, fault: { code: 'chain_unreachable' } }));

  test.each([
    [
      'an error',
      () => {
        throw new Error('busy');
      },
    ],
    ['no JSON', () => '<html>busy</html>'],
    ['another shape', () => ({ result: [] })],
    ['null', () => null],
  ])('when the server gives %s', async (_, spoiled) => {
    const read = await everyRead();
    server.spoil = (method) => (method === 'transactionsByMessage' ? { transactions: 'busy' } : spoiled());
    expect(await read()).toMatchObject(allFail);
  });

  test('when nobody is there, or the answer does not come in time', async () => {
    const nowhere = createChainReader({ baseUrl: 'http://127.0.0.1:9' });
    expect(await nowhere.getChannel(world.channel)).toMatchObject({ fault: { code: 'chain_unreachable' } });
    const slow = createChainReader({
      baseUrl,
      timeoutMs: 20,
      fetch: (_, init) =>
        new Promise((_, no) => init?.signal?.addEventListener('abort', () => no(init.signal?.reason))),
    });
    expect(await slow.getChannel(world.channel)).toMatchObject({
      fault: { code: 'chain_unreachable', facts: { why: 'TimeoutError' } },
    });
  });

  test('when the server lags behind our cursor, forgot the past, or tells another', async () => {
    const whole = await history();
    const [first, second, last] = [whole[0], whole[1], whole.at(-1)];
    if (!first || !second || !last) throw new Error('there is a history');
    const failed = { ok: false, fault: { code: 'chain_unreachable' } };

    const ahead = { lt: last.lt + 100n, hash: last.hash };
    expect(await reader.transactionsAfter(world.channel, ahead)).toMatchObject(failed);
    const contradicted = { ok: false, fault: { code: 'chain_contradicts' } };
    expect(await reader.transactionsAfter(world.channel, { ...last, hash: first.hash })).toMatchObject(contradicted);
    expect(await reader.transactionsAfter(world.channel, { ...second, hash: first.hash })).toMatchObject(contradicted);
    expect(await reader.transactionsAfter(world.channel, { ...second, lt: second.lt + 1n })).toMatchObject(failed);

    const rows = (result: unknown) => (Array.isArray(result) ? result : []);
    const spoils: ((rows: unknown[]) => unknown[])[] = [
      () => [],
      (list) => list.slice(1),
      (list) => list.toReversed(),
      (list) => [list[0], ...list.slice(2)],
      () => [{ data: 'AAAA' }],
    ];
    for (const spoil of spoils) {
      server.spoil = (method, result) => (method === 'getTransactions' ? spoil(rows(result)) : result);
      expect(await reader.transactionsAfter(world.channel, null)).toMatchObject(failed);
    }
  });

  test('an API key goes along, and the address may end in a slash', async () => {
    const seen: (string | null)[] = [];
    const keyed = createChainReader({
      baseUrl: `${baseUrl}/`,
      apiKey: 'k',
      fetch: (input, init) => {
        seen.push(String(input), new Headers(init?.headers).get('x-api-key'));
        return fetch(input, init);
      },
    });
    expect((await keyed.getChannel(world.channel)).ok).toBe(true);
    expect(seen).toEqual([`${baseUrl}/api/v2/jsonRPC`, 'k']);
  });
});
