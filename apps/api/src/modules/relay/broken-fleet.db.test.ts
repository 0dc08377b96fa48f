import type { AccountId } from '@spindle/shared';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { TrackRecord } from '../nodes/record/track-record.ts';
import { usageOf } from '../usage/index.ts';
import { type Behaviour, createRelayWorld, type RelayWorld, type TestMachine, tell } from './testing/index.ts';

/* Ten machines of which nine break, each in a way of its own. Their circuits are the market's own. */
const WORDS = Array.from({ length: 8 }, (_, at) => `w${at} `);
const BROKEN: Record<string, Behaviour> = {
  'refuses everything': { refuse: { code: 'engine_unreachable' } },
  'never says a word': { hangAfter: 0 },
  'falls silent': { hangAfter: 3 },
  'loses its link at once': { loseAfterOwn: 0 },
  'loses its link in mid-answer': { loseAfterOwn: 2 },
  'fails in mid-answer': { failAfter: { words: 3, fault: { code: 'engine_unreachable' } } },
  'forges receipts': { forge: true },
  'sends what is no frame': { frames: () => [Buffer.from('<html>502 Bad Gateway</html>')] },
  'loses its receipts': { loseReceipt: true },
};

let world: RelayWorld;
let buyer: AccountId;
const records = new Map<string, TrackRecord>();

beforeAll(async () => {
  world = await createRelayWorld({ firstTokenMs: 150, idleMs: 150, takeOverMs: 200, totalMs: 20_000 });
  world.machines.outcome = (nodeId, outcome) => {
    const machine = world.machines.all.find((it) => it.nodeId === nodeId);
    const record = records.get(nodeId) ?? new TrackRecord(KNOWN, () => world.clock.nowMs());
    records.set(nodeId, record);
    record.add(outcome, machine?.isLinked ?? false);
    if (machine) showCircuit(machine, record);
  };
});
beforeEach(async () => {
  world.reset();
  records.clear();
  buyer = await world.buyer({ depositedNano: 10n ** 10n });
});
afterAll(async () => {
  expect(await world.ledger.audit()).toEqual([]);
  await world.close();
});

const KNOWN = { firstTokenMs: 100, tokensPerSecond: 50, answers: 100 };
function showCircuit({ presence }: TestMachine, { circuit }: TrackRecord): void {
  presence.circuit = circuit;
  presence.circuitUntilMs = circuit.untilMs;
}
const ask = () => tell(world.client(world.actor(buyer)));
const attemptsOf = ({ events }: Awaited<ReturnType<typeof ask>>) => events.filter(({ kind }) => kind === 'attempt');

const isOut = ({ presence }: TestMachine) => presence.circuit.state === 'open';

describe('ten machines of which nine are broken', () => {
  it('answer everybody wholly, and soon nobody is sent to those nine any more', async () => {
    const broken: TestMachine[] = [];
    for (const behaviour of Object.values(BROKEN)) broken.push(await world.addMachine({ words: WORDS, ...behaviour }));
    const good = await world.addMachine({ words: WORDS }, { digit: 'a' });
    let asked = 0;
    for (; asked < 40 && !broken.every(isOut); asked++) {
      expect(await ask()).toMatchObject({ text: WORDS.join(''), fault: null });
    }
    expect(world.machines.all.filter(isOut)).toEqual(broken);
    const told = await ask();
    expect(told).toMatchObject({ text: WORDS.join(''), fault: null });
    expect(attemptsOf(told)).toMatchObject([{ nodeId: good.nodeId }]);

    const page = await usageOf(world, { accountId: buyer }, { limit: 100 });
    const rows = page.ok ? page.value.items : [];
    expect(rows).toHaveLength(asked + 1);
    expect(rows.filter(({ end }) => end !== 'complete')).toEqual([]);
    // One that never signs a good receipt has never earned anything.
    for (const machine of broken.filter(({ behaviour }) => behaviour.forge || behaviour.loseReceipt)) {
      expect((await world.ledger.balancesOf(machine.providerId)).earnedNano).toBe(0n);
    }
  }, 60_000);
});

describe('machines that are all broken', () => {
  it('are soon asked by nobody: it is said at once, and when to come again; nothing is charged or held', async () => {
    const mute = Object.values(BROKEN).filter((it) => it.refuse || it.hangAfter === 0 || it.loseAfterOwn === 0);
    for (const behaviour of mute) await world.addMachine({ words: WORDS, ...behaviour });
    for (let at = 0; at < 20 && !world.machines.all.every(isOut); at++) {
      // A client asks again by itself: by then the last circuit may have opened, and nobody is left to ask.
      const code = expect.stringMatching(/^(engine_|node_|no_candidates$)/);
      expect(await ask()).toMatchObject({ text: '', fault: { code } });
    }
    const { fault } = await ask();
    expect(fault).toMatchObject({ code: 'no_candidates', facts: { why: 'circuit_open: 3' } });
    expect(fault?.facts?.retryAfterSeconds).toBeGreaterThan(0);
    expect(await world.ledger.balancesOf(buyer)).toMatchObject({ depositedNano: 10n ** 10n, heldNano: 0n });
  });
});
