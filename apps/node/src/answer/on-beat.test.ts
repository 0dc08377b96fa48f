import { expect, it } from 'vitest';
import { onBeat } from './on-beat.ts';

it('what is due within one beat comes together, in its order, and what was called off does not come', async () => {
  const turns: { name: string; turn: number }[] = [];
  let turn = 0;
  const counting = setInterval(() => turn++, 1);
  const say = (name: string) => () => void turns.push({ name, turn });
  await new Promise<void>((resolve) => {
    onBeat(31, say('a'));
    onBeat(31, say('b'));
    onBeat(31, say('called off'))();
    onBeat(0, say('at once'));
    onBeat(62, resolve);
  });
  clearInterval(counting);
  const [first, second, third] = turns;
  expect(turns.map(({ name }) => name)).toEqual(['at once', 'a', 'b']);
  expect(second?.turn).toBe(third?.turn);
  expect(first?.turn).toBeLessThan(second?.turn ?? 0);
});
