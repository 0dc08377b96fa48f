import { fail, ok } from '@spindle/shared';
import { describe, expect, it } from 'vitest';
import type { AskAsBuyer, Heard, Target } from '../asking/ask-as-buyer.ts';
import { levelsUpTo, type MeasureParts, measureNode } from './measure-node.ts';

/** A machine that gets slower with each answer at once. */
function machine(slots: number, speedAt: (concurrency: number) => number, firstAt = (_: number) => 100) {
  let now = 0;
  const asked: number[] = [];
  const ask: AskAsBuyer = async (_, { maxOutputTokens: output }, signal) => {
    now++;
    await Promise.resolve();
    const concurrency = now;
    await Promise.resolve();
    asked.push(concurrency);
    now = 0;
    if (signal?.aborted) return fail('buyer_left');
    const tokensPerSecond = speedAt(concurrency);
    const firstTokenMs = firstAt(concurrency);
    const lastTokenMs = firstTokenMs + ((output - 1) * 1000) / tokensPerSecond;
    const heard: Heard = {
      ...{ text: '', odds: [], tokens: { input: 30, cached: 0, output } },
      ...{ firstTokenMs, tokensPerSecond, lastTokenMs },
    };
    return ok(heard);
  };
  const target = { presence: { slots } } as Target;
  const parts: MeasureParts = {
    ...{ ask, target, takenTokens: 0, capacityTokensPerSecond: 1_000 },
    settled: async () => {},
    signal: new AbortController().signal,
    random: () => 0.5,
  };
  return { parts, asked };
}

describe('measuring a machine', () => {
  it.each([
    [1, [1]],
    [2, [1, 2]],
    [6, [1, 2, 4, 6]],
    [8, [1, 2, 4, 8]],
  ])('with %i slots goes by these levels', (slots, levels) => {
    expect(levelsUpTo(slots)).toEqual(levels);
  });

  it('goes up to what it claims, and says what all together deliver', async () => {
    const { parts } = machine(4, () => 50);
    const measured = await measureNode(parts);
    expect(measured).toMatchObject({ ended: 'slots', fallsAt: null, firstTokenMs: 100, tokensPerSecond: 50 });
    expect(measured?.levels.map(({ concurrency }) => concurrency)).toEqual([1, 2, 4]);
    expect(measured?.mostTokensPerSecond).toBeGreaterThan(150);
  });

  it('stops where one answer is half as fast as alone, or first tokens come late', async () => {
    const slow = await measureNode(machine(16, (concurrency) => (concurrency > 2 ? 20 : 50)).parts);
    expect(slow).toMatchObject({ ended: 'fell', fallsAt: 4 });
    const late = machine(
      16,
      () => 50,
      (concurrency) => (concurrency > 1 ? 1_500 : 100),
    );
    expect(await measureNode(late.parts)).toMatchObject({ ended: 'fell', fallsAt: 2 });
  });

  it('ends when a buyer comes, and keeps what it knows', async () => {
    const { parts } = machine(8, () => 50);
    const gone = new AbortController();
    const settled = async () => gone.abort();
    expect(await measureNode({ ...parts, signal: gone.signal, settled })).toMatchObject({
      ended: 'buyer',
      levels: [{ concurrency: 1 }],
    });
  });

  it('takes nothing when the hundredth is used up, and one question of a machine that was never measured', async () => {
    const { parts, asked } = machine(4, () => 2);
    expect(await measureNode({ ...parts, capacityTokensPerSecond: 10, takenTokens: 360 })).toBeNull();
    expect(asked).toEqual([]);
    const first = await measureNode({ ...parts, capacityTokensPerSecond: null });
    expect(first).toMatchObject({ ended: 'budget', levels: [{ concurrency: 1 }] });
  });

  it('knows nothing of one that answers nothing', async () => {
    const { parts } = machine(4, () => 50);
    expect(await measureNode({ ...parts, ask: async () => fail('node_lost') })).toBeNull();
  });
});
