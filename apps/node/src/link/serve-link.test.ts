import { connect, createServer } from 'node:net';
import { expect, it } from 'vitest';
import { serveLink } from './serve-link.ts';

it('a connection that was lost before it could be served is a link that has ended', async () => {
  const listener = createServer();
  await new Promise<void>((resolve) => listener.listen(0, '127.0.0.1', resolve));
  const address = listener.address();
  const dialled = connect(typeof address === 'object' && address ? address.port : 0, '127.0.0.1');
  await new Promise<void>((resolve) => dialled.once('connect', resolve));
  dialled.destroy();
  await new Promise<void>((resolve) => dialled.once('close', () => resolve()));
  const link = serveLink(dialled, () => {});
  expect(await link.ended).toEqual({ goodbye: null });
  await new Promise((resolve) => listener.close(resolve));
});
