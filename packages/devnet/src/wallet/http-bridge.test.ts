import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { verifyTonProof, walletNetworkId } from '@spindle/ton';
import { Address, toNano } from '@ton/core';
import { TonClient } from '@ton/ton';
import { Base64, hexToByteArray, SessionCrypto } from '@tonconnect/protocol';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { type Devnet, startDevnet } from '../index.ts';
import { openSite, Person, postJson, type Site } from './testing.ts';

// The HTTP bridge, spoken by a site as the SDK speaks it: a link, sealed letters, a stream of events. One story.
let devnet: Devnet;
let site: Site;
const dataDir = mkdtempSync(join(tmpdir(), 'devnet-wallet-'));
const app = new SessionCrypto();
const friend = Address.parse(`0:${'9'.repeat(64)}`).toString({ bounceable: false });

// biome-ignore lint/suspicious/noExplicitAny: answers are looked into, not used
type Json = any;

beforeAll(async () => {
  [devnet, site] = await Promise.all([startDevnet({ dataDir }), openSite()]);
});
afterAll(async () => {
  site.stop();
  await devnet.stop();
  rmSync(dataDir, { recursive: true });
});

/** Letters to the site, opened, in order; `lastEventId` is where reading goes on. */
class Inbox {
  lastEventId = '0';
  private readonly abort = new AbortController();
  private readonly letters: AsyncGenerator<Json>;

  constructor() {
    this.letters = this.read();
  }

  async next(): Promise<{ from: string; content: Json }> {
    return (await this.letters.next()).value;
  }

  close(): void {
    this.abort.abort();
  }

  private async *read(): AsyncGenerator<Json> {
    const query = new URLSearchParams({ client_id: app.sessionId, last_event_id: this.lastEventId });
    const response = await fetch(`${devnet.url}/bridge/events?${query}`, { signal: this.abort.signal });
    let text = '';
    for await (const chunk of response.body ?? []) {
      text += Buffer.from(chunk).toString();
      const events = text.split('\n\n');
      text = events.pop() ?? '';
      for (const event of events) {
        const fields = Object.fromEntries(event.split('\n').map((line) => line.split(/: (.*)/s, 2)));
        if (fields.event !== 'message') continue;
        this.lastEventId = fields.id;
        const { from, message } = JSON.parse(fields.data);
        const sealed = Base64.decode(message).toUint8Array();
        yield { from, content: JSON.parse(app.decrypt(sealed, hexToByteArray(from))) };
      }
    }
  }
}

/** What the SDK puts into its universal link. */
function linkOf(items: object[]): string {
  const request = JSON.stringify({ manifestUrl: site.manifestUrl, items });
  return `${devnet.url}/wallet/connect?${new URLSearchParams({ v: '2', id: app.sessionId, r: request })}`;
}

async function send(wallet: string, request: object): Promise<number> {
  const body = Base64.encode(app.encrypt(JSON.stringify(request), hexToByteArray(wallet)));
  const query = new URLSearchParams({ client_id: app.sessionId, to: wallet, ttl: '300', topic: 'sendTransaction' });
  return (await fetch(`${devnet.url}/bridge/message?${query}`, { method: 'POST', body })).status;
}

const transfer = (id: string) => ({
  id,
  method: 'sendTransaction',
  params: [JSON.stringify({ messages: [{ address: friend, amount: String(toNano('0.25')) }] })],
});

let wallet = '';
const inbox = new Inbox();

it('refuses links that are none', async () => {
  for (const link of ['', 'https://example.org', `${devnet.url}/wallet/connect?v=1&id=${app.sessionId}`])
    expect((await postJson(devnet, '/wallet/api/links', { link })).status).toBe(422);
});

it('connects by a link, with a proof for the domain of the manifest', async () => {
  const link = linkOf([{ name: 'ton_addr' }, { name: 'ton_proof', payload: 'by-link' }]);
  await postJson(devnet, '/wallet/api/links', { link });
  await new Person(devnet).decide(true);
  const { from, content } = await inbox.next();
  wallet = from;
  const [address, proof] = content.payload.items;
  const rules = {
    domains: [site.domain],
    networkId: walletNetworkId('local'),
    networkName: 'the local chain',
    nowSeconds: Date.now() / 1000,
    isPayloadOurs: (payload: string) => payload === 'by-link',
  };
  expect(verifyTonProof({ ...address, proof: proof.proof }, rules)).toMatchObject({ ok: true });
});

it('pays when the person approves', async () => {
  expect(await send(wallet, transfer('1'))).toBe(200);
  const view = await new Person(devnet).decide(true);
  expect(view.ask).toMatchObject({ kind: 'transfer', messages: [{ amount: '0.25', meaning: { kind: 'plain' } }] });
  expect((await inbox.next()).content).toMatchObject({ id: '1', result: expect.any(String) });
  const client = new TonClient({ endpoint: devnet.urls.tonEndpoint });
  expect(await client.getBalance(Address.parse(friend))).toBeGreaterThan(toNano('0.2499'));
});

it('answers after a restart of the devnet: sessions are kept', async () => {
  inbox.close();
  await devnet.stop();
  devnet = await startDevnet({ dataDir });
  const after = new Inbox();
  await send(wallet, transfer('2'));
  await new Person(devnet).decide(false);
  expect((await after.next()).content).toMatchObject({ id: '2', error: { code: 300 } });
  after.close();
});

it('delivers to a site that was away for a while', async () => {
  await send(wallet, { id: '3', method: 'signData', params: [] });
  const late = new Inbox();
  late.lastEventId = '0';
  await late.next(); // The answer to request 2: nothing is forgotten before it expires.
  expect((await late.next()).content).toMatchObject({ id: '3', error: { code: 400 } });
  late.close();
});

it('disconnects when the site asks, and knows it no more', async () => {
  const letters = new Inbox();
  await send(wallet, { id: '4', method: 'disconnect', params: [] });
  for (const id of ['2', '3']) expect((await letters.next()).content.id).toBe(id);
  expect((await letters.next()).content).toEqual({ id: '4', result: {} });
  expect((await new Person(devnet).look()).sites).toEqual([]);
  letters.close();
});

it('tells the site when the person ends the connection', async () => {
  await postJson(devnet, '/wallet/api/links', { link: linkOf([{ name: 'ton_addr' }]) });
  await new Person(devnet).decide(true);
  await postJson(devnet, '/wallet/api/forget', { id: app.sessionId });
  const letters = new Inbox();
  const events: string[] = [];
  while (events.at(-1) !== 'disconnect') events.push((await letters.next()).content.event);
  expect(events.slice(-2)).toEqual(['connect', 'disconnect']);
  letters.close();
});

it.each([
  [{ client_id: 'x', to: 'a'.repeat(64), ttl: '60' }],
  [{ client_id: 'a'.repeat(64), to: 'a'.repeat(64), ttl: '301' }],
  [{ client_id: 'a'.repeat(64), to: 'a'.repeat(64) }],
])('refuses a letter with %o', async (query) => {
  const response = await fetch(`${devnet.url}/bridge/message?${new URLSearchParams(query as Record<string, string>)}`, {
    method: 'POST',
    body: 'x',
  });
  expect(response.status).toBe(400);
  expect(await response.json()).toMatchObject({ statusCode: 400, message: expect.any(String) });
});
