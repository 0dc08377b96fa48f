import { createServer } from 'node:http';
import { text } from 'node:stream/consumers';
import { afterAll, expect, it } from 'vitest';
import { LIST_PURPOSE } from './purpose.ts';
import { readStanding } from './read-standing.ts';

const LEAF = 'ab'.repeat(32);
const ADDRESS = `0:${'11'.repeat(32)}`;
let answer: unknown;
let asked: unknown;
const server = createServer(async (request, response) => {
  asked = JSON.parse(await text(request));
  response.end(typeof answer === 'string' ? answer : JSON.stringify(answer));
});
await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
afterAll(() => server.close());
const at = server.address();
const baseUrl = typeof at === 'object' && at ? `http://127.0.0.1:${at.port}` : '';

const reply = (...numbers: (number | string)[]) => ({
  ok: true,
  result: { exit_code: 0, stack: numbers.map((it) => ['num', typeof it === 'string' ? it : hexOf(it)]) },
});
const hexOf = (value: number) => (value < 0 ? `-0x${(-value).toString(16)}` : `0x${value.toString(16)}`);
const read = (leaf = LEAF) => readStanding({ baseUrl, networkId: -239, purpose: 'images' }, ADDRESS, leaf);
const ROOT = `0x0${'2'.repeat(63)}`;

it('asks the contract for one leaf, and reads the numbers', async () => {
  answer = reply(7, ROOT, 3, 0, -239, LIST_PURPOSE.images);
  expect(await read()).toEqual({ version: 7, root: `0${'2'.repeat(63)}`, size: 3, isRevoked: false });
  expect(asked).toEqual({ address: ADDRESS, method: 'get_standing', stack: [['num', `0x${LEAF}`]] });
  answer = reply(7, ROOT, 3, -1, -239, LIST_PURPOSE.images);
  expect(await read()).toMatchObject({ isRevoked: true });
});

it.each<[string, unknown]>([
  ['another network', reply(7, ROOT, 3, 0, -3, LIST_PURPOSE.images)],
  ['a list of another kind', reply(7, ROOT, 3, 0, -239, LIST_PURPOSE.builds)],
  ['too few numbers', reply(7, ROOT, 3, 0, -239)],
  ['no number', reply(7, 'x', 3, 0, -239, LIST_PURPOSE.images)],
  ['a contract that fails', { ok: true, result: { exit_code: 11, stack: [] } }],
  ['a server that fails', { ok: false, error: 'LITE_SERVER_UNKNOWN' }],
  ['no JSON', '<html>'],
])('%s is no answer', async (_, given) => {
  answer = given;
  expect(await read()).toBeNull();
});

it('nobody there is no answer, and neither is a leaf that is none', async () => {
  expect(
    await readStanding({ baseUrl: 'http://127.0.0.1:1', networkId: -239, purpose: 'images' }, ADDRESS, LEAF),
  ).toBeNull();
  expect(await read('ab')).toBeNull();
});
