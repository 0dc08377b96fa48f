import { unwrap } from '@spindle/shared';
import { Cell, toNano } from '@ton/core';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { ToncenterOverSandbox } from '../../testing/toncenter-over-sandbox.ts';
import { makeWorld, type World } from '../../testing/world.ts';
import type { Cursor } from '../transaction.ts';
import { type ComparedReader, createComparedReader } from './create-compared-reader.ts';
import type { EndpointNotice } from './endpoint.ts';

/** Two servers of one chain; `two` can lag, lie, forget and fall silent. */
let world: World;
let one: ToncenterOverSandbox;
let two: ToncenterOverSandbox;
let urls: string[];
let reader: ComparedReader;
let notices: EndpointNotice[];
let nowMs: number;
let isTwoTold = true;

beforeAll(async () => {
  world = await makeWorld({
    onTransactions: (transactions) => {
      one.record(transactions);
      if (isTwoTold) two.record(transactions);
    },
  });
  one = new ToncenterOverSandbox(world.chain);
  two = new ToncenterOverSandbox(world.chain);
  urls = await Promise.all([one.listen(), two.listen()]);
  await world.deposit('2');
});
afterAll(() => {
  one.close();
  two.close();
});
beforeEach(() => {
  nowMs = (world.chain.now ?? 0) * 1_000;
  notices = [];
  const endpoints = urls.map((baseUrl) => ({ baseUrl, timeoutMs: 2_000 }));
  reader = createComparedReader({ endpoints, nowMs: () => nowMs, onNotice: (notice) => notices.push(notice) });
});
afterEach(() => {
  one.spoil = two.spoil = (_, result) => result;
  isTwoTold = true;
});

const touch = () => world.send(world.stranger, Cell.EMPTY, toNano('0.01'));
const lastOf = async () => unwrap(await reader.lastTransactions([world.channel])).get(world.channel);
const history = (cursor: Cursor | null, last?: Cursor | null) => reader.transactionsAfter(world.channel, cursor, last);
const states = () => reader.endpoints().map(({ state }) => state);
/** So much later that all servers are looked at again. */
const later = (seconds = 6) => {
  nowMs += seconds * 1_000;
};
const record = (value: unknown): Record<string, unknown> =>
  typeof value === 'object' && value !== null ? { ...value } : {};
const headOf = (seconds: number) => ({
  last: { seqno: 1, gen_utime: String((world.chain.now ?? 0) + seconds) },
});
const spoilHead = (seconds: number) => (method: string, result: unknown) =>
  method === 'masterchainInfo' ? headOf(seconds) : result;
/** The same accounts with something else in each. */
const spoilAccounts = (more: object) => (method: string, result: unknown) => {
  const { accounts } = record(result);
  if (method !== 'accountStates' || !Array.isArray(accounts)) return result;
  return { accounts: accounts.map((account: unknown) => ({ ...record(account), ...more })) };
};

describe('two servers that agree', () => {
  test('are both asked, and tell the same', async () => {
    const last = await lastOf();
    if (!last || last === 'contradicted') throw new Error('it has a history');
    expect(unwrap(await history(null, last)).at(-1)).toMatchObject(last);
    expect(one.asked.at(-1)).toBe('getTransactions');
    expect(two.asked.at(-1)).toBe('getTransactions');
    expect(states()).toEqual(['fresh', 'fresh']);
    expect(notices).toEqual([]);
  });
});

describe('a server that is late', () => {
  test('is left out, with a word to operators, and comes back by itself', async () => {
    two.spoil = spoilHead(-120);
    isTwoTold = false;
    await touch();
    const last = await lastOf();
    expect(states()).toEqual(['fresh', 'lagging']);
    expect(notices).toMatchObject([{ kind: 'endpoint', is: 'lagging', behindSeconds: 120 }]);
    expect(unwrap(await history(null)).at(-1)).toMatchObject(record(last));

    two.spoil = (_, result) => result;
    two.record(one.since(two));
    later();
    expect(await lastOf()).toEqual(last);
    expect(states()).toEqual(['fresh', 'fresh']);
    expect(notices.at(-1)).toMatchObject({ is: 'fresh', was: 'lagging' });
  });

  test('by a moment only says less, and what both know is told', async () => {
    const before = await lastOf();
    isTwoTold = false;
    await touch();
    expect(await lastOf()).toEqual(before);
    expect(notices).toEqual([]);
    two.record(one.since(two));
    expect(await lastOf()).not.toEqual(before);
  });

  test('about one account for a minute withholds something: nothing is told of it until it does not', async () => {
    isTwoTold = false;
    await touch();
    await lastOf();
    later(59);
    expect(await lastOf()).not.toBe('contradicted');
    later(3);
    expect(await lastOf()).toBe('contradicted');
    later(3);
    expect(await lastOf()).toBe('contradicted');
    expect(notices).toMatchObject([
      { kind: 'contradiction', account: world.channel, why: 'a transaction is withheld' },
    ]);
    expect(await history(null)).toMatchObject({ fault: { code: 'chain_contradicts' } });
    two.record(one.since(two));
    expect(await lastOf()).toMatchObject({ hash: expect.any(String) });
  });
});

describe('a server that lies', () => {
  test('about the last transaction: the account is contradicted, others are not', async () => {
    two.spoil = spoilAccounts({ last_transaction_hash: Buffer.alloc(32, 7).toString('base64') });
    expect(await lastOf()).toBe('contradicted');
    expect(notices).toMatchObject([{ kind: 'contradiction', account: world.channel }]);
    const nobody = `0:${'12'.repeat(32)}`;
    expect(unwrap(await reader.lastTransactions([nobody])).get(nobody)).toBeNull();
    two.spoil = (_, result) => result;
    expect(await lastOf()).toMatchObject({ hash: expect.any(String) });
  });

  test('about the balance', async () => {
    two.spoil = spoilAccounts({ balance: '999' });
    expect(unwrap(await reader.accountStates([world.channel])).get(world.channel)).toBe('contradicted');
  });

  test('about the future: it does not make the others look late', async () => {
    two.spoil = spoilHead(7_200);
    expect(await lastOf()).toMatchObject({ hash: expect.any(String) });
    expect(states()).toEqual(['fresh', 'ahead']);
  });

  test('by another history than the one that was booked', async () => {
    const last = await lastOf();
    if (!last || last === 'contradicted') throw new Error('it has a history');
    const whole = unwrap(await history(null, last));
    const first = whole[0];
    if (!first) throw new Error('it has a history');
    const booked = { lt: first.lt, hash: '77'.repeat(32) };
    expect(await history(booked, last)).toMatchObject({ fault: { code: 'chain_contradicts' } });
    expect(notices.at(-1)).toMatchObject({
      kind: 'contradiction',
      endpoints: [expect.any(String), expect.any(String)],
    });
  });
});

describe('a server that is away', () => {
  test('leaves the others to serve, and is asked again after a while', async () => {
    two.spoil = () => {
      throw new Error('down');
    };
    expect(await lastOf()).toMatchObject({ hash: expect.any(String) });
    expect(states()).toEqual(['fresh', 'silent']);
    const seen = two.asked.length;
    expect((await history(null)).ok).toBe(true);
    expect(two.asked.length).toBe(seen);
    two.spoil = (_, result) => result;
    later(40);
    expect(await lastOf()).toMatchObject({ hash: expect.any(String) });
    expect(states()).toEqual(['fresh', 'fresh']);
  });

  test('only when histories are asked of it: it is not overruled at once, and left out when that goes on', async () => {
    const last = await lastOf();
    two.spoil = (method, result) => {
      if (method === 'getTransactions') throw new Error('busy');
      return result;
    };
    const read = () => history(null, last === 'contradicted' ? null : last);
    expect((await read()).ok).toBe(false);
    expect((await read()).ok).toBe(false);
    expect((await read()).ok).toBe(false);
    expect(states()).toEqual(['fresh', 'silent']);
    expect((await read()).ok).toBe(true);
  });

  test('and the other too: nothing is known, and nothing looks empty', async () => {
    one.spoil = two.spoil = () => {
      throw new Error('down');
    };
    const unknown = { ok: false, fault: { code: 'chain_unreachable' } };
    expect(await reader.lastTransactions([world.channel])).toMatchObject(unknown);
    expect(await history(null)).toMatchObject(unknown);
    expect(await reader.nowSeconds()).toMatchObject(unknown);
    expect(await reader.findByMessageHash('00'.repeat(32))).toMatchObject(unknown);
    expect(await reader.getAccount(world.channel)).toMatchObject(unknown);
    expect(states()).toEqual(['silent', 'silent']);
  });
});

test('an account is told only when all servers are level on it', async () => {
  expect((await reader.getAccount(world.channel)).ok).toBe(true);
  isTwoTold = false;
  await touch();
  expect(await reader.getAccount(world.channel)).toMatchObject({ fault: { code: 'chain_unreachable' } });
  two.record(one.since(two));
  expect((await reader.getAccount(world.channel)).ok).toBe(true);
});
