import { createClient } from '@spindle/client';
import { nodePrimitives } from '@spindle/sealed/node';
import { ok } from '@spindle/shared';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Actor } from '../accounts/index.ts';
import { acceptedBy, refusedBy } from '../attestation/evidence/standings.ts';
import type { EvidenceStanding } from '../attestation/index.ts';
import { type Behaviour, createRelayWorld, type RelayWorld, type TestMachine, tell } from './testing/index.ts';

/*
 * A request whose buyer asked for tier `confidential` is handed to confidential machines alone: first, when one fails,
 * and when one breaks in the middle. What the device thinks of their evidence is packages/client's to test.
 */

let world: RelayWorld;
let me: Actor;
const WORDS = Array.from({ length: 8 }, (_, at) => `w${at} `);
const WHOLE = WORDS.join('');

beforeAll(async () => {
  world = await createRelayWorld({ firstTokenMs: 3_000, idleMs: 3_000, takeOverMs: 100, totalMs: 20_000 });
});
beforeEach(async () => {
  world.reset();
  me = world.actor(await world.buyer({ depositedNano: 10n ** 10n }));
});
afterEach(async () => {
  expect(await world.ledger.audit()).toEqual([]);
});
afterAll(() => world.close());

const good = ({ presence: { manifestText } }: TestMachine): EvidenceStanding =>
  acceptedBy({ hash: 'e'.repeat(64), manifest: manifestText }, world.clock.nowMs() + 3600_000, world.clock.nowMs());

async function confidential(behaviour: Behaviour, usd: number): Promise<TestMachine> {
  const machine = await world.addMachine(behaviour, { usd });
  const at = world.offers.length - 1;
  world.offers.splice(at, 1, ...world.offers.slice(at).map((offer) => ({ ...offer, tier: 'confidential' as const })));
  machine.presence.evidence = good(machine);
  return machine;
}

function ask(onEvent?: Parameters<typeof tell>[2], wishes: Parameters<typeof tell>[1] = { tier: 'confidential' }) {
  const client = createClient({
    ...{ transport: world.transport(me), primitives: nodePrimitives, now: () => world.clock.nowMs() },
    evidence: async () => ok(null),
  });
  return tell(client, wishes, onEvent);
}
const atFirstWord =
  (change: () => void) =>
  ({ kind }: { kind: string }) =>
    void (kind === 'text' && change());

describe('an answer of confidential machines', () => {
  it('begins anew and goes on at confidential machines, however cheap others are', async () => {
    const cheap = await world.addMachine({ words: WORDS }, { usd: 1 });
    await confidential({ refuse: { code: 'engine_unreachable' } }, 2);
    const breaking = await confidential({ words: WORDS, loseAfter: 3 }, 3);
    const last = await confidential({ words: WORDS }, 4);
    const told = await ask();
    expect(told).toMatchObject({ text: WHOLE, fault: null });
    expect(told.events.filter(({ kind }) => kind === 'attempt')).toMatchObject([
      { attempt: 1, nodeId: breaking.nodeId, after: 'engine_unreachable' },
      { attempt: 2, nodeId: last.nodeId, after: 'node_lost', resumedTokens: 3 },
    ]);
    expect(told.events.at(-1)).toMatchObject({ resumedTokens: 3, terms: { tier: 'confidential' } });
    expect(cheap.asked).toEqual([]);
  });

  it('finds more of them when those of the quote are used up', async () => {
    const cheap = await world.addMachine({ words: WORDS }, { usd: 1 });
    for (let at = 0; at < 3; at++) await confidential({ words: WORDS, loseAfterOwn: 2 }, 2);
    const last = await confidential({ words: WORDS }, 2);
    last.isLinked = false;
    const told = await ask(({ kind }) => {
      if (kind === 'attempt') last.isLinked = true;
    });
    expect(told).toMatchObject({ text: WHOLE, fault: null });
    expect(told.events.at(-1)).toMatchObject({ terms: { nodeId: last.nodeId, tier: 'confidential' } });
    expect(cheap.asked).toEqual([]);
  });

  it('are followed by no others where the buyer named no tier: it was theirs that was quoted', async () => {
    for (let at = 0; at < 3; at++) await confidential({ words: WORDS, loseAfterOwn: 2 }, 2);
    // As many as a quote names.
    const cheap: TestMachine[] = [];
    for (let at = 0; at < 3; at++) cheap.push(await world.addMachine({ words: WORDS }, { usd: 1 }));
    const last = await confidential({ words: WORDS }, 2);
    const setLinked = (isLinked: boolean) => {
      for (const later of [...cheap, last]) later.isLinked = isLinked;
    };
    setLinked(false);
    const told = await ask(({ kind }) => void (kind === 'attempt' && setLinked(true)), {});
    expect(told).toMatchObject({ text: WHOLE, fault: null });
    expect(told.events.at(-1)).toMatchObject({ terms: { nodeId: last.nodeId, tier: 'confidential' } });
    expect(cheap.flatMap(({ asked }) => asked)).toEqual([]);
  });

  it('ends where only others are left', async () => {
    const cheap = await world.addMachine({ words: WORDS }, { usd: 1 });
    await confidential({ words: WORDS, loseAfter: 3 }, 2);
    expect(await ask()).toMatchObject({ fault: { code: 'node_lost', facts: { delivered: 3 } } });
    expect(cheap.asked).toEqual([]);
  });
});

describe('evidence that lapses after the device has looked', () => {
  const LAPSES: [what: string, (machine: TestMachine) => EvidenceStanding | null][] = [
    ['an image is revoked', () => refusedBy({ code: 'measurement_refused' }, world.clock.nowMs(), 'e'.repeat(64))],
    ['its time is over', (machine) => ({ ...good(machine), untilMs: world.clock.nowMs() })],
    ['it is for other keys', (machine) => ({ ...good(machine), manifest: '{}' })],
    ['there is none', () => null],
  ];

  it.each(LAPSES)('%s: that machine is not handed the answer to go on with', async (_, lapsed) => {
    await confidential({ words: WORDS, loseAfter: 3, pauseMs: 2 }, 2);
    const second = await confidential({ words: WORDS }, 3);
    const third = await confidential({ words: WORDS }, 4);
    const told = await ask(atFirstWord(() => Object.assign(second.presence, { evidence: lapsed(second) })));
    expect(told).toMatchObject({ text: WHOLE, fault: null });
    expect(told.events.at(-1)).toMatchObject({ terms: { nodeId: third.nodeId } });
    expect(second.asked).toEqual([]);
  });

  // A link never shows evidence under another manifest, so the last but one cannot be met by a quote.
  it.each(LAPSES.filter(([what]) => what !== 'it is for other keys'))(
    '%s: that machine is not handed the question',
    async (_, lapsed) => {
      const only = await confidential({ words: WORDS }, 2);
      const told = await ask(({ kind }) => {
        if (kind === 'quoted') Object.assign(only.presence, { evidence: lapsed(only) });
      });
      // Asked again, the market has nobody to name.
      expect(told.fault?.code).toBe('no_candidates');
      expect(world.ended.map(({ code }) => code)).toEqual(['evidence_lapsed']);
      expect(only.asked).toEqual([]);
      expect(await world.ledger.balancesOf(me.accountId)).toMatchObject({ depositedNano: 10n ** 10n, heldNano: 0n });
    },
  );
});
