import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { generateSigner } from '@spindle/sealed/node';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { dial } from './dial.ts';

const market = { aheadMs: 0 };
const server = createServer((_, response) => {
  response.setHeader('date', new Date(Date.now() + market.aheadMs).toUTCString());
  response.setHeader('content-type', 'application/json');
  response.end(JSON.stringify({ challenge: 'ab'.repeat(32) }));
});
let url: string;

beforeAll(async () => {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
afterAll(() => new Promise((resolve) => server.close(resolve)));

const call = () =>
  dial({ broker: { url }, nodeId: '00000000-0000-0000-0000-000000000000', identity: generateSigner() });

it.each([3_600_000, -3_600_000, -30_000])(
  'asks for the link with a clock that is %d ms off, so that the market refuses it and tells its owner',
  async (aheadMs) => {
    market.aheadMs = aheadMs;
    // It goes on to ask for the link, which this server does not have.
    expect(await call()).toMatchObject({ fault: { code: 'broker_unreachable' } });
  },
);
