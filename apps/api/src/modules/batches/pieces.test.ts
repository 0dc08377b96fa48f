import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { checkLine } from './check-line.ts';
import { gatherParts } from './gather-parts.ts';
import { toBatchId, toFileId, uuidOf } from './ids.ts';
import { judgeAnswer } from './judge-answer.ts';
import { Pace } from './pace.ts';
import { readLines } from './read-lines.ts';
import { unansweredBytes, unansweredLine } from './result-lines.ts';

async function* cut(bytes: Buffer, sizes: readonly number[]): AsyncGenerator<Buffer> {
  for (let at = 0, turn = 0; at < bytes.length; turn++) {
    const size = sizes[turn % sizes.length] ?? 1;
    yield bytes.subarray(at, at + size);
    at += size;
  }
}
const all = async <Item>(items: AsyncIterable<Item>): Promise<Item[]> => {
  const found: Item[] = [];
  for await (const item of items) found.push(item);
  return found;
};
const sizes = fc.array(fc.integer({ min: 1, max: 40 }), { minLength: 1, maxLength: 5 });

it('a file that comes in any pieces is cut into parts of one size, and only the last is the last', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.uint8Array({ maxLength: 300 }),
      sizes,
      fc.integer({ min: 1, max: 50 }),
      async (raw, pieces, size) => {
        const parts = await all(gatherParts(cut(Buffer.from(raw), pieces), size));
        expect(Buffer.concat(parts.map(({ bytes }) => bytes))).toEqual(Buffer.from(raw));
        expect(parts.map(({ isLast }) => isLast)).toEqual(parts.map((_, at) => at === parts.length - 1));
        for (const { bytes, isLast } of parts) expect(bytes.length === size || isLast).toBe(true);
        expect(parts).toHaveLength(Math.max(1, Math.ceil(raw.length / size)));
      },
    ),
  );
});

it('lines are found in any pieces, with their numbers and places, blank ones left out', async () => {
  const text = fc.array(fc.constantFrom('a', 'ё', '\n', '\r', ' ', '{"x":1}', '🚀')).map((it) => it.join(''));
  await fc.assert(
    fc.asyncProperty(text, sizes, async (words, pieces) => {
      const bytes = Buffer.from(words);
      const lines = await all(readLines(cut(bytes, pieces)));
      const wanted = words.split('\n').flatMap((line, at) => (line.trim() ? [{ number: at + 1, text: line }] : []));
      expect(lines.map(({ number, text: said }) => ({ number, text: said }))).toEqual(wanted);
      for (const { start, length, text: said } of lines)
        expect(bytes.subarray(start, start + length).toString()).toBe(said);
    }),
  );
});

it('whatever stands in a line, it is read or refused with its number', () => {
  fc.assert(
    fc.property(fc.oneof(fc.string(), fc.json()), (text) => {
      const checked = checkLine(text, 7, '/v1/embeddings');
      if (!checked.ok) expect(checked.fault.facts?.line).toBe(7);
    }),
  );
});

it('ids go there and back; anything else is none', () => {
  fc.assert(
    fc.property(fc.uuid(), (uuid) => {
      expect(uuidOf('file', toFileId(uuid))).toBe(uuid);
      expect(uuidOf('batch', toBatchId(uuid))).toBe(uuid);
      expect(uuidOf('batch', toFileId(uuid))).toBeNull();
    }),
  );
});

it('the length of an error line is known before it is written', () => {
  const id = '01234567-89ab-7def-8123-456789abcdef';
  fc.assert(
    fc.property(fc.string(), fc.integer({ min: 1, max: 99_999_999 }), (customId, line) => {
      const length = Buffer.byteLength(unansweredLine(id, line, customId, 'batch_expired'));
      expect(unansweredBytes(id, 'batch_expired') + Buffer.byteLength(JSON.stringify(customId))).toBe(length);
    }),
  );
});

describe('the pace of a batch', () => {
  const pace = () => new Pace({ max: 8, pauseMs: 100, longestPauseMs: 400 });

  it('grows to its limit while machines take lines', () => {
    const it = pace();
    for (let taken = 0; taken < 200; taken++) it.taken();
    expect(it.limit).toBe(8);
    expect(it.pauseAt(0)).toBe(0);
  });

  it('halves when none is idle, and waits longer each time, up to a bound; the first that is taken ends that', () => {
    const it = pace();
    const pauses = [];
    for (let now = 0, turn = 0; turn < 5; turn++) {
      it.refused(now);
      it.refused(now + 1);
      pauses.push(it.pauseAt(now));
      now += it.pauseAt(now);
    }
    expect(pauses).toEqual([100, 200, 400, 400, 400]);
    expect(it.limit).toBe(1);
    it.taken();
    it.refused(10_000);
    expect(it.pauseAt(10_000)).toBe(100);
  });
});

it('a line whose machine fails has three tries; one that is wrong has one', () => {
  expect([0, 1, 2].map((tries) => judgeAnswer({ code: 'node_lost' }, tries))).toEqual([
    'try_again',
    'try_again',
    'failed',
  ]);
  expect(judgeAnswer({ code: 'parameter_unsupported' }, 0)).toBe('failed');
  expect(judgeAnswer({ code: 'settle_delayed' }, 0)).toBe('failed');
  expect(judgeAnswer({ code: 'node_busy' }, 99)).toBe('no_idle_machine');
  expect(judgeAnswer({ code: null }, 0)).toBe('answered');
});
