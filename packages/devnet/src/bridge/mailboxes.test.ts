import { expect, it } from 'vitest';
import { type Letter, Mailboxes } from './mailboxes.ts';

const [ann, bob, eve] = ['aa', 'bb', 'ee'].map((pair) => pair.repeat(32)) as [string, string, string];

function setup() {
  const clock = { nowMs: 1_000_000 };
  const mailboxes = new Mailboxes(() => clock.nowMs);
  const post = (to: string, message: string, ttlSeconds = 60) => mailboxes.post({ from: ann, to, message, ttlSeconds });
  const read = (clients: string[], afterId = 0): string[] => {
    const letters: Letter[] = [];
    mailboxes.listen(clients, afterId, (letter) => letters.push(letter))();
    return letters.map(({ message }) => message);
  };
  return { clock, mailboxes, post, read };
}

it('keeps a letter for who comes later, and hands new ones over at once', () => {
  const { mailboxes, post } = setup();
  post(bob, 'early');
  const heard: string[] = [];
  const stop = mailboxes.listen([bob], 0, ({ message }) => heard.push(message));
  post(bob, 'live');
  post(eve, 'not for bob');
  stop();
  post(bob, 'after');
  expect(heard).toEqual(['early', 'live']);
});

it('goes on after the letter that the reader names', () => {
  const { post, read } = setup();
  const first = post(bob, 'one');
  post(bob, 'two');
  expect(read([bob], first.id)).toEqual(['two']);
  expect(read([bob])).toEqual(['one', 'two']);
});

it('reads several mailboxes in the order of posting', () => {
  const { post, read } = setup();
  post(bob, 'one');
  post(eve, 'two');
  post(bob, 'three');
  expect(read([bob, eve])).toEqual(['one', 'two', 'three']);
});

it('forgets what has expired, and the oldest of too many', () => {
  const { clock, post, read } = setup();
  post(bob, 'short', 1);
  clock.nowMs += 2_000;
  expect(read([bob])).toEqual([]);
  for (let number = 0; number < 150; number++) post(bob, String(number));
  expect(read([bob])).toHaveLength(100);
  expect(read([bob])[0]).toBe('50');
});

it('numbers letters upwards over a restart', () => {
  const before = new Mailboxes(() => 1_000);
  const last = [1, 2, 3].map(() => before.post({ from: ann, to: bob, message: 'x', ttlSeconds: 1 })).at(-1);
  const after = new Mailboxes(() => 2_000);
  expect(after.post({ from: ann, to: bob, message: 'x', ttlSeconds: 1 }).id).toBeGreaterThan(last?.id ?? 0);
});
