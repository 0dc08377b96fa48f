import { expect, it } from 'vitest';
import { pinnedStanding } from './pinned-list.ts';

const LEAF = 'ab'.repeat(32);
const read = (text: string, status = 200) => pinnedStanding(async () => new Response(text, { status }));

it('asks the chain where the build pins a list', async () => {
  expect(await read(`{"v":1,"allowList":"0:${'1'.repeat(64)}@-239@https://chain.example"}`)).toBeTypeOf('function');
});

it('believes the market where it pins none', async () => {
  expect(await read('{"v":1,"allowList":null}')).toBeUndefined();
});

it.each([
  '',
  'null',
  '{}',
  '{"v":2,"allowList":null}',
  '{"v":1,"allowList":7}',
  '{"v":1,"allowList":"0:ab"}',
  '<html>',
])('knows nothing, and so allows nothing, with %j', async (text) => {
  const standing = await read(text);
  expect(await standing?.(LEAF)).toBeNull();
  expect(standing).toBeDefined();
});

it('is not made without the file', async () => {
  await expect(read('', 404)).rejects.toThrow(/404/);
});
