import { describe, expect, it } from 'vitest';
import { Challenges } from './challenges.ts';

const setup = () => {
  const clock = { now: 1_000 };
  return { clock, challenges: new Challenges(() => clock.now) };
};

describe('a challenge', () => {
  it('is good once, for the node that it was made for', () => {
    const { challenges } = setup();
    const challenge = challenges.make('a');
    expect(challenge).toMatch(/^[0-9a-f]{64}$/);
    expect(challenges.use(challenge, 'b')).toBe(false);
    expect(challenges.use(challenge, 'a')).toBe(false); // A try by another used it up.
    const second = challenges.make('a');
    expect([challenges.use(second, 'a'), challenges.use(second, 'a')]).toEqual([true, false]);
  });

  it('lives a minute', () => {
    const { challenges, clock } = setup();
    const challenge = challenges.make('a');
    clock.now += 60_000;
    expect(challenges.use(challenge, 'a')).toBe(false);
  });

  it('never fills the memory: the oldest goes', () => {
    const { challenges } = setup();
    const first = challenges.make('a');
    for (let made = 0; made < 20_000; made++) challenges.make('b');
    const last = challenges.make('a');
    expect([challenges.use(first, 'a'), challenges.use(last, 'a')]).toEqual([false, true]);
  });
});
