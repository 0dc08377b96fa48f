import { describe, expect, it } from 'vitest';
import { Capacity } from './capacity.ts';

describe('capacity', () => {
  it('gives out its slots, and each back once', () => {
    let changes = 0;
    const capacity = new Capacity(2, () => changes++);
    const [one, two, none] = [capacity.take(), capacity.take(), capacity.take()];
    expect([capacity.busy, none]).toEqual([2, null]);
    one?.free();
    one?.free();
    expect(capacity.busy).toBe(1);
    expect(capacity.take()).not.toBeNull();
    two?.free();
    expect(changes).toBe(5);
  });

  it('drains: takes nothing more, and waits for what is in work', async () => {
    const capacity = new Capacity(2, () => {});
    const slot = capacity.take();
    let isDrained = false;
    const draining = capacity.drain(10_000).then(() => {
      isDrained = true;
    });
    expect([capacity.isDraining, capacity.take()]).toEqual([true, null]);
    await Promise.resolve();
    expect(isDrained).toBe(false);
    slot?.free();
    await draining;
    await new Capacity(1, () => {}).drain(10_000);
  });

  it('does not wait for ever', async () => {
    const capacity = new Capacity(1, () => {});
    capacity.take();
    await capacity.drain(5);
  });

  it('smooths the speed, and learns none from short answers', () => {
    const capacity = new Capacity(1, () => {});
    capacity.take()?.measure({ firstTokenMs: 100, outputTokens: 2, totalMs: 110 });
    expect(capacity.speed).toEqual({ firstTokenMs: 100, tokensPerSecond: null });
    const other = new Capacity(9, () => {});
    other.take()?.measure({ firstTokenMs: 100, outputTokens: 101, totalMs: 1_100 });
    other.take()?.measure({ firstTokenMs: 200, outputTokens: 51, totalMs: 1_200 });
    expect(other.speed).toEqual({ firstTokenMs: 120, tokensPerSecond: 90 });
  });
});
