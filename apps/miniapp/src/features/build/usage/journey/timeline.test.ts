import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { UsageReceipt } from '../../../../lib/api/index.ts';
import { stretchesOf, timelineOf } from './timeline.ts';

type Parts = Parameters<typeof timelineOf>[0];

function setup(journey: UsageReceipt['journey'], row: Partial<UsageReceipt['row']> = {}): Parts {
  const filled = { queueMs: 0, firstTokenMs: 120, totalMs: 900, ...row } as UsageReceipt['row'];
  return { journey, row: filled };
}
const machine = { nodeId: '01900000-0000-7000-8000-00000000000a', listingTitle: 'Lighthouse' };

describe('a timeline', () => {
  it('has the queue, then each machine, in the order of trying', () => {
    const broken = { ...machine, startedMs: 40, firstFrameMs: 90, endedMs: 300, tokens: 7, after: 'node_lost' };
    const resumed = { ...machine, startedMs: 305, firstFrameMs: 350, endedMs: 890, tokens: 30, resumed: true as const };
    const { lanes, totalMs } = timelineOf(setup({ queuedMs: 40, attempts: [broken, resumed] }));
    expect(totalMs).toBe(900);
    expect(lanes).toEqual([
      { kind: 'queue', span: { startMs: 0, firstMs: null, endMs: 40 } },
      { kind: 'attempt', number: 1, attempt: broken, span: { startMs: 40, firstMs: 90, endMs: 300 }, isLast: false },
      { kind: 'attempt', number: 2, attempt: resumed, span: { startMs: 305, firstMs: 350, endMs: 890 }, isLast: true },
    ]);
  });

  it('of a row without times shows its only machine by the times of the whole', () => {
    const { lanes } = timelineOf(setup({ attempts: [machine] }));
    expect(lanes).toMatchObject([{ span: { startMs: 0, firstMs: 120, endMs: 900 } }]);
  });

  it('does not make up when several machines were tried', () => {
    const { lanes } = timelineOf(setup({ attempts: [machine, machine] }));
    expect(lanes).toMatchObject([{ span: null }, { span: null }]);
  });

  it('of nobody is empty, and has a width', () => {
    expect(timelineOf(setup({ attempts: [] }, { totalMs: 0 }))).toEqual({ lanes: [], totalMs: 1 });
  });

  it('never leaves the picture', () => {
    const ms = fc.integer({ min: 0, max: 10_000 });
    fc.assert(
      fc.property(ms, fc.option(ms), ms, fc.integer({ min: 1, max: 10_000 }), (startMs, firstMs, endMs, totalMs) => {
        for (const { leftPercent, widthPercent } of stretchesOf({ startMs, firstMs, endMs }, totalMs)) {
          expect(leftPercent).toBeGreaterThanOrEqual(0);
          expect(widthPercent).toBeGreaterThanOrEqual(0);
          expect(leftPercent + widthPercent).toBeLessThanOrEqual(100.0001);
        }
      }),
    );
  });
});
