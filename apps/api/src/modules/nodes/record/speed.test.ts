import { expect, it } from 'vitest';
import { Speed } from './speed.ts';

it('takes the first measurement as it is, and lets later ones move it', () => {
  const speed = new Speed(null, null);
  speed.add({ firstTokenMs: 100, tokensPerSecond: 50 });
  expect([speed.firstTokenMs, speed.tokensPerSecond]).toEqual([100, 50]);
  speed.add({ firstTokenMs: 200, tokensPerSecond: 100 });
  expect([speed.firstTokenMs, speed.tokensPerSecond]).toEqual([130, 65]);
});

it('goes on from what was measured in an earlier life, and keeps it when a probe says nothing', () => {
  const speed = new Speed(80, 20);
  speed.add({ firstTokenMs: 80, tokensPerSecond: null });
  expect(speed.tokensPerSecond).toBe(20);
});
