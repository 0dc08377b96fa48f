import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { DeltaGatherer, GATHER_MS } from './delta-gatherer.ts';
import type { Delta } from './deltas.ts';

const text = (value: string): Delta => ({ kind: 'text', text: value });

describe('DeltaGatherer', () => {
  it('sends the first delta at once and gathers what follows', () => {
    const gatherer = new DeltaGatherer();
    expect(gatherer.dueAtMs).toBeNull();
    expect(gatherer.add(text('A'), 1_000)).toEqual([text('A')]);
    expect(gatherer.add(text('b'), 1_010)).toEqual([]);
    expect(gatherer.add(text('c'), 1_050)).toEqual([]);
    expect(gatherer.dueAtMs).toBe(1_000 + GATHER_MS);
    expect(gatherer.take(1_100)).toEqual([text('bc')]);
    expect(gatherer.dueAtMs).toBeNull();
  });

  it('lets a slow model through without waiting', () => {
    const gatherer = new DeltaGatherer();
    gatherer.add(text('A'), 0);
    expect(gatherer.add(text('b'), GATHER_MS)).toEqual([text('b')]);
  });

  it('sends a batch that has grown large before its time', () => {
    const gatherer = new DeltaGatherer();
    gatherer.add(text('A'), 0);
    expect(gatherer.add(text('b'.repeat(10_000)), 1)).toHaveLength(1);
  });

  it('joins pieces of one tool call, and nothing that is not one', () => {
    const gatherer = new DeltaGatherer();
    gatherer.add(text(''), 0);
    const call = { kind: 'tool', index: 0, id: 'c1', name: 'add' } as const;
    gatherer.add(call, 1);
    gatherer.add({ kind: 'tool', index: 0, arguments: '{"a"' }, 2);
    gatherer.add({ kind: 'tool', index: 0, arguments: ':1}' }, 3);
    gatherer.add({ kind: 'tool', index: 1, arguments: '{' }, 4);
    gatherer.add({ kind: 'reasoning', text: 'hm' }, 5);
    expect(gatherer.take(6)).toEqual([
      { ...call, arguments: '{"a":1}' },
      { kind: 'tool', index: 1, arguments: '{' },
      { kind: 'reasoning', text: 'hm' },
    ]);
  });

  it('loses and reorders nothing, and holds nothing longer than its time', () => {
    const step = fc.tuple(fc.string(), fc.nat({ max: 80 }));
    fc.assert(
      fc.property(fc.array(step), (steps) => {
        const gatherer = new DeltaGatherer();
        const sent: Delta[] = [];
        let nowMs = 0;
        for (const [piece, waitMs] of steps) {
          nowMs += waitMs;
          if (gatherer.dueAtMs !== null && gatherer.dueAtMs <= nowMs) sent.push(...gatherer.take(gatherer.dueAtMs));
          sent.push(...gatherer.add(text(piece), nowMs));
          expect(gatherer.dueAtMs ?? nowMs + GATHER_MS).toBeLessThanOrEqual(nowMs + GATHER_MS);
        }
        sent.push(...gatherer.take(nowMs));
        const joined = sent.map((delta) => (delta.kind === 'text' ? delta.text : '')).join('');
        expect(joined).toBe(steps.map(([piece]) => piece).join(''));
      }),
    );
  });
});
