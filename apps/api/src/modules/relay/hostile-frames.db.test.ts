import { createHash } from 'node:crypto';
import { encodeFrame } from '@spindle/sealed/node';
import { FrameType } from '@spindle/shared';
import fc from 'fast-check';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { type Behaviour, createRelayWorld, type RelayWorld, tell } from './testing/index.ts';

/*
 * A hostile machine sends whatever it likes where frames should be. Whoever asked never takes a wrong word for an answer,
 * the relay goes on, nobody pays more than for an honest answer, and nothing stays held.
 */
const WORDS = Array.from({ length: 10 }, (_, at) => `w${at} `);
const WHOLE = WORDS.join('');
const RUNS = 40;

let world: RelayWorld;
let honestNano: bigint;

beforeAll(async () => {
  world = await createRelayWorld({ firstTokenMs: 100, idleMs: 100, takeOverMs: 50, totalMs: 5_000 });
  await world.addMachine({ words: WORDS });
  honestNano = (await askAsNobodyBefore()).spentNano;
});
beforeEach(() => world.reset());
afterAll(async () => {
  world.clock.set(world.clock.nowMs() + 24 * 3600_000);
  await world.usage.releaseExpired();
  const open = await world.db.pool.query(`SELECT 1 FROM hold WHERE state = 'open'`);
  expect(open.rowCount).toBe(0);
  expect(await world.ledger.audit()).toEqual([]);
  await world.close();
});

/** Asks as a fresh buyer, brings in what receipts come late, and says what it cost. */
async function askAsNobodyBefore() {
  const buyer = await world.buyer({ depositedNano: 10n ** 10n });
  const told = await tell(world.client(world.actor(buyer)));
  for (const machine of world.machines.all) {
    for (const { jobId, receipt } of machine.late.splice(0)) {
      await world.usage.settleLateReceipt(machine.nodeId, jobId, receipt);
    }
  }
  const { depositedNano, heldNano } = await world.ledger.balancesOf(buyer);
  return { told, spentNano: 10n ** 10n - depositedNano - heldNano };
}

/** One thing that is done to the bytes of the answer, at this frame. */
type Harm = (frame: Buffer) => Buffer[];

const flip =
  (at: number, bit: number): Harm =>
  (frame) => {
    const changed = Buffer.from(frame);
    const place = at % changed.length;
    changed[place] = (changed[place] ?? 0) ^ (1 << bit);
    return [changed];
  };
const ofLength =
  (length: number): Harm =>
  (frame) => {
    const changed = Buffer.from(frame);
    changed.writeUInt32BE(length, 1);
    return [changed];
  };
const counting =
  (tokens: number): Harm =>
  (frame) => {
    const changed = Buffer.from(frame);
    changed.writeUInt32BE(tokens, 5);
    return [changed];
  };

const harms: fc.Arbitrary<Harm> = fc.oneof(
  fc.tuple(fc.nat(400), fc.nat(7)).map(([at, bit]) => flip(at, bit)),
  fc.nat(400).map(
    (bytes): Harm =>
      (frame) => [frame.subarray(0, bytes % frame.length)],
  ),
  fc.integer({ min: 1, max: 3 }).map(
    (times): Harm =>
      (frame) =>
        Array(times + 1).fill(frame),
  ),
  fc.constant<Harm>(() => []),
  fc.constantFrom(0, 3, 200_000, 262_145, 0xffff_ffff).map(ofLength),
  fc.constantFrom(0, 1, 9, 64, 65, 0xffff_ffff).map(counting),
  fc.uint8Array({ maxLength: 60 }).map(
    (noise): Harm =>
      (frame) => [Buffer.from(noise), frame],
  ),
  fc
    .tuple(fc.constantFrom(...Object.values(FrameType)), fc.oneof(fc.json(), fc.constant('{"code":"settle_delayed"}')))
    .map(
      ([type, json]): Harm =>
        (frame) => [Buffer.from(encodeFrame(type, Buffer.from(json))), frame],
    ),
);

interface Hostility {
  /** What is done at which frame. */
  harms: Map<number, Harm>;
  /** Two neighbours that change places, by the first of them. */
  swap: number | null;
  /** Signs for what it sent, and not for what it should have sent. */
  isSigned: boolean;
  chunkBytes: number | undefined;
}

const hostilities: fc.Arbitrary<Hostility> = fc.record({
  harms: fc.array(fc.tuple(fc.nat(11), harms), { minLength: 1, maxLength: 3 }).map((list) => new Map(list)),
  swap: fc.option(fc.nat(9)),
  isSigned: fc.boolean(),
  chunkBytes: fc.option(fc.integer({ min: 1, max: 90 }), { nil: undefined }),
});

function hostile({ harms: list, swap, isSigned, chunkBytes }: Hostility): Behaviour {
  const hash = createHash('sha256');
  let at = 0;
  let kept: Buffer[] = [];
  const harm = (frame: Buffer): Buffer[] => {
    const place = at++;
    const harmed = list.get(place)?.(frame) ?? [frame];
    if (place === swap) kept = harmed;
    const sent = place === swap ? [] : [...harmed, ...kept.splice(0)];
    if (place < WORDS.length) for (const piece of sent) hash.update(piece);
    return sent;
  };
  return {
    words: WORDS,
    frames: (frames) => frames.flatMap(harm),
    ...(chunkBytes && { chunkBytes }),
    ...(isSigned && { receipt: (receipt) => ({ ...receipt, answerHash: hash.copy().digest('hex') }) }),
  };
}

describe('a machine that sends what it likes', () => {
  it('never makes its buyer believe a wrong word, nor pay more than for an honest answer', async () => {
    const property = fc.asyncProperty(hostilities, async (hostility) => {
      world.reset();
      await world.addMachine(hostile(hostility));
      const { told, spentNano } = await askAsNobodyBefore();
      expect(WHOLE.startsWith(told.text)).toBe(true);
      if (!told.fault) expect(told.text).toBe(WHOLE);
      expect(spentNano).toBeLessThanOrEqual(honestNano);
    });
    await fc.assert(property, { numRuns: RUNS });
  }, 90_000);

  it('spoils nothing that another machine can make good', async () => {
    const property = fc.asyncProperty(hostilities, async (hostility) => {
      world.reset();
      await world.addMachine(hostile(hostility));
      await world.addMachine({ words: WORDS });
      const { told, spentNano } = await askAsNobodyBefore();
      expect(WHOLE.startsWith(told.text)).toBe(true);
      if (!told.fault) expect(told.text).toBe(WHOLE);
      expect(spentNano).toBeLessThanOrEqual(honestNano);
      // What only its buyer's device can see is seen too late for another machine.
      const isSeenByTheMarket = told.fault?.code !== 'answer_damaged';
      if (isSeenByTheMarket) expect(told.fault).toBeNull();
    });
    await fc.assert(property, { numRuns: RUNS });
  }, 90_000);
});
