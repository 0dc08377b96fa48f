import { createServer } from 'node:http';
import { afterAll, expect, it } from 'vitest';
import { readPinnedList, standingOf } from './pinned-list.ts';
import { LIST_PURPOSE } from './purpose.ts';

const ADDRESS = `0:${'ab'.repeat(32)}`;
const LEAF = 'cd'.repeat(32);

const servers: ReturnType<typeof createServer>[] = [];
afterAll(() => {
  for (const server of servers) server.close();
});

/** A chain server that knows this version of the list; null answers nothing that can be read. */
async function serverWith(version: number | null): Promise<string> {
  const numbers = [`0x${version}`, '0x0', '0x1', '0x0', '-0xef', `0x${LIST_PURPOSE.images.toString(16)}`];
  const stack = numbers.map((digits) => ['num', digits]);
  const answer = version === null ? { ok: false } : { ok: true, result: { exit_code: 0, stack } };
  const server = createServer((_, response) => response.end(JSON.stringify(answer)));
  servers.push(server);
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  const at = server.address();
  return typeof at === 'object' && at ? `http://127.0.0.1:${at.port}` : '';
}
const ask = async (...versions: (number | null)[]) => {
  const urls = await Promise.all(versions.map(serverWith));
  return (await standingOf(`${ADDRESS}@-239@${urls.join(',')}`)?.(LEAF))?.version ?? null;
};

it('is an address, a network and servers', () => {
  expect(readPinnedList(`${ADDRESS}@-239@https://toncenter.example/,https://other.example`)).toEqual({
    ...{ address: ADDRESS, networkId: -239, servers: ['https://toncenter.example', 'https://other.example'] },
  });
});

it.each([
  '',
  ADDRESS,
  `${ADDRESS}@-239`,
  `${ADDRESS}@-239@toncenter.example`,
  `${ADDRESS}@-239@https://toncenter.example,`,
  `${ADDRESS}@-239@file:///etc/passwd`,
  `${ADDRESS}@main@https://toncenter.example`,
  `0:ab@-239@https://toncenter.example`,
  `${ADDRESS}@-239@https://toncenter.example@more`,
  `${ADDRESS}@-239@${Array(5).fill('https://toncenter.example').join(',')}`,
])('%j is none', (pinned) => {
  expect([readPinnedList(pinned), standingOf(pinned)]).toEqual([null, null]);
});

it('is known when every server that answers says the same', async () => {
  expect(await ask(3)).toBe(3);
  expect(await ask(3, null, 3)).toBe(3);
});

it('is unknown when nobody answers, and when two contradict each other', async () => {
  expect(await ask(null)).toBeNull();
  expect(await ask(3, 4)).toBeNull();
});
