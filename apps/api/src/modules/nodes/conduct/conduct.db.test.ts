import { uuidv7 } from '@spindle/shared';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { LateVerdict } from '../index.ts';
import { dialByHand } from '../testing/dial-by-hand.ts';
import { eventually } from '../testing/eventually.ts';
import { openHostileLink, sayLines } from '../testing/hostile-link.ts';
import { makeNodeWorld, type NodeWorld } from '../testing/node-world.ts';
import { makeTestAsk, readTestAnswer } from '../testing/test-ask.ts';
import type { TestMarket } from '../testing/test-market.ts';
import type { TestMachine } from '../testing/test-node.ts';

/* A machine that misbehaves is let go with a code that its owner sees; one beside it goes on as if nothing were. */

let world: NodeWorld;
let market: TestMarket;
let honest: TestMachine;
let machine: TestMachine;
let verdict: LateVerdict;
let laterMs: number;

beforeAll(async () => {
  world = await makeNodeWorld();
});
beforeEach(async () => {
  laterMs = 0;
  market = await world.market({
    onLateReceipt: async () => verdict,
    nowMs: () => Date.now() + laterMs,
    pace: { tickMs: 20, clockEveryMs: 50 },
  });
  [honest, machine] = await Promise.all([world.machine(market), world.machine(market)]);
  await Promise.all([honest, machine].map(({ membership }) => linked(membership.nodeId)));
  await machine.node.stop();
  await eventually('it has gone', () => market.nodes.presence(machine.membership.nodeId) === null);
});
afterEach(async () => {
  laterMs = 0;
  const presence = market.nodes.presence(honest.membership.nodeId);
  expect(presence?.circuit.state).toBe('closed');
  if (presence) {
    const ask = await makeTestAsk(market.signer, presence, 'all is well');
    const stream = market.nodes.infer(presence.nodeId, ask.body);
    if (stream.ok) expect(await readTestAnswer(ask, stream.value)).toMatchObject({ isWhole: true });
  }
  await world.clean();
});
afterAll(() => world.close());

const linked = (nodeId: string) => eventually('it is linked', () => market.nodes.presence(nodeId));
/** As its owner and admins see it. */
const condition = async () => (await market.nodes.nodesOf([machine.listing.listingId]))[0]?.condition;
const dial = () => dialByHand(market, { nodeId: machine.membership.nodeId, signer: machine.identity });
const receiptLine = (jobId = uuidv7(Date.now())) =>
  JSON.stringify({ jobId, receipt: { text: '{}', signature: 'ab'.repeat(64) } });

/** Announces receipts again and again, and has these whenever it is asked. */
function tellReceipts(lines: readonly string[]) {
  const link = openHostileLink(machine, {
    '/receipts': (stream) => sayLines(stream, lines),
    '/events': (stream, { state }) => {
      sayLines(stream, [JSON.stringify(state()), ...Array(40).fill('{"type":"receipts"}')], false);
      const timer = setInterval(() => stream.write('{"type":"receipts"}\n'), 20);
      stream.on('close', () => clearInterval(timer));
    },
  });
  return link.then(({ ended }) => ended);
}

describe('a machine that links and breaks off in a loop', () => {
  it('waits outside after thirty times, and its owner sees why', async () => {
    const statuses: number[] = [];
    for (let time = 0; time < 31; time++) statuses.push((await dial()).status);
    expect(statuses.slice(0, 29).every((status) => status === 101)).toBe(true);
    expect(await dial()).toEqual({ status: 429, code: 'node_flaps' });
    expect(await condition()).toMatchObject({
      state: 'offline',
      code: 'node_flaps',
      evidence: { limit: 30, seconds: expect.any(Number) },
    });
  });
});

describe('a machine that floods', () => {
  it('by events: is let go, and waits before it may come again', async () => {
    const { ended } = await openHostileLink(machine, {
      '/events': (stream, { state }) =>
        sayLines(stream, [JSON.stringify(state()), ...Array(5_000).fill('{"type":"new"}')], false),
    });
    expect(await ended).toBe('node_floods');
    await eventually('its owner sees it', async () => (await condition())?.code === 'node_floods');
    expect(await dial()).toEqual({ status: 429, code: 'node_floods' });
  });

  it('by receipts that were settled before: is let go', async () => {
    verdict = 'over';
    expect(await tellReceipts(Array.from({ length: 1_000 }, () => receiptLine()))).toBe('receipts_worthless');
    await eventually('its owner sees it', async () => (await condition())?.code === 'receipts_worthless');
  });
});

it('a machine whose receipts can’t be right is left alone', async () => {
  verdict = 'misfit';
  await openHostileLink(machine, {
    '/receipts': (stream) =>
      sayLines(
        stream,
        [1, 2, 3].map(() => receiptLine()),
      ),
  });
  await eventually('nobody is sent there', async () => (await condition())?.state === 'left_alone');
  expect(await condition()).toMatchObject({ code: 'receipt_invalid' });
});

describe('two machines with one identity', () => {
  it('take each other’s place three times; then the one that is there stays, without buyers', async () => {
    const { nodeId } = machine.membership;
    let before = await openHostileLink(machine);
    await linked(nodeId);
    for (let time = 0; time < 3; time++) {
      const next = await openHostileLink(machine);
      expect(await before.ended).toBe('node_replaced');
      before = next;
    }
    const stays = await linked(nodeId);
    expect(await (await openHostileLink(machine)).ended).toBe('node_twins');
    expect(market.nodes.presence(nodeId)).toBe(stays);
    expect(stays).toMatchObject({ isDraining: true, refusing: 'node_twins' });
    expect(await condition()).toMatchObject({ state: 'twins', code: 'node_twins', sinceMs: expect.any(Number) });
    // Ten minutes later nobody else has come by that name.
    laterMs = 11 * 60_000;
    await eventually('it is one machine again', async () => (await condition())?.state !== 'twins');
  });
});
