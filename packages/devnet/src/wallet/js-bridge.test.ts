import { runInNewContext } from 'node:vm';
import { coinsText, nano, parseCoins } from '@spindle/shared';
import { LOCAL_NETWORK_ID, verifyTonProof, walletNetworkId } from '@spindle/ton';
import { type ChannelTerms, channelAddress, depositMessage } from '@spindle/ton/channel';
import { Address, beginCell, Cell, toNano } from '@ton/core';
import { TonClient } from '@ton/ton';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { type Devnet, startDevnet } from '../index.ts';
import { openSite, Person, postJson, type Site } from './testing.ts';

// The injected bridge, spoken as inject.js speaks it from a page. The tests are one story.
let devnet: Devnet;
let site: Site;
let person: Person;

// biome-ignore lint/suspicious/noExplicitAny: answers are looked into, not used
type Json = any;

beforeAll(async () => {
  [devnet, site] = await Promise.all([startDevnet(), openSite()]);
  person = new Person(devnet);
});
afterAll(async () => {
  site.stop();
  await devnet.stop();
});

/** A call as inject.js makes it; `decide` is what the person does when they are asked. */
async function call(
  path: string,
  request: object | undefined,
  decide?: boolean,
): Promise<{ answer: Json; view: Json }> {
  const { json } = await postJson(devnet, `/wallet/api/js/${path}`, { wallet: 'main', request }, site.origin);
  if (json.id === undefined) return { answer: json.answer, view: null };
  const answer = fetch(`${devnet.url}/wallet/api/requests/${json.id}/answer`).then((reply) => reply.json());
  const view = decide === undefined ? null : await person.decide(decide);
  return { answer: (await answer).answer, view };
}

const connectRequest = (payload: string) => ({
  manifestUrl: site.manifestUrl,
  items: [{ name: 'ton_addr' }, { name: 'ton_proof', payload }],
});

let requestId = 0;
const sendTransaction = (messages: object[], more: object = {}) => ({
  id: String(++requestId),
  method: 'sendTransaction',
  params: [JSON.stringify({ valid_until: Math.floor(Date.now() / 1000) + 300, network: '-239', messages, ...more })],
});

async function termsOf(payer: string): Promise<ChannelTerms> {
  return {
    networkId: LOCAL_NETWORK_ID,
    payer: Address.parse(payer).toRawString(),
    payee: `0:${'8'.repeat(64)}`,
    sessionKey: '11'.repeat(32),
    closeDelaySeconds: 3600,
    salt: 1n,
  };
}

it('knows no page that was not let in', async () => {
  expect((await call('restore', undefined)).answer).toMatchObject({ event: 'connect_error', payload: { code: 100 } });
  const { answer } = await call('send', sendTransaction([]));
  expect(answer).toMatchObject({ error: { code: 100 } });
});

it('tells the site when the person declines', async () => {
  const { answer } = await call('connect', connectRequest('p'), false);
  expect(answer).toMatchObject({ event: 'connect_error', payload: { code: 300 } });
  expect((await person.look()).sites).toEqual([]);
});

it('connects with a proof that our own check accepts', async () => {
  const { answer, view } = await call('connect', connectRequest('payload-1'), true);
  expect(view).toMatchObject({
    site: { name: 'Test market', domain: site.domain, claimsToBe: null },
    ask: { kind: 'connect', proofPayload: 'payload-1', address: (await person.look()).address },
  });
  const [address, proof] = answer.payload.items;
  const claim = { ...address, proof: proof.proof };
  const rules = {
    domains: [site.domain],
    networkId: walletNetworkId('local'),
    networkName: 'the local chain',
    nowSeconds: Date.now() / 1000,
    isPayloadOurs: (payload: string) => payload === 'payload-1',
  };
  expect(verifyTonProof(claim, rules)).toMatchObject({ ok: true, value: { address: address.address } });
  expect(answer.payload.device).toMatchObject({ maxProtocolVersion: 2, appName: 'spindle-dev-wallet' });
});

it('restores with the address only', async () => {
  const { answer } = await call('restore', undefined);
  expect(answer.payload.items.map(({ name }: Json) => name)).toEqual(['ton_addr']);
});

it('warns of a page that shows the manifest of another site', async () => {
  const origin = 'http://localhost:1';
  const body = { wallet: 'main', request: connectRequest('p') };
  void postJson(devnet, '/wallet/api/js/connect', body, origin);
  const view = await person.decide(false);
  expect(view.site).toMatchObject({ domain: 'localhost:1', claimsToBe: site.domain });
});

it('a new wallet can pay at once: it deposits, and shows beforehand what that does', async () => {
  const { address } = await person.look();
  const terms = await termsOf(address);
  const message = depositMessage(terms, toNano('0.5'));
  const { answer, view } = await call('send', sendTransaction([message], { from: address }), true);
  expect(view.ask.messages).toEqual([
    { to: message.address, amount: '0.53', meaning: { kind: 'deposit', amount: '0.5', deploys: true, own: true } },
  ]);
  expect(view.ask).toMatchObject({ kind: 'transfer', balanceBefore: '10', problem: null });
  expect(Cell.fromBase64(answer.result).depth()).toBeGreaterThan(0);

  // What was shown is what happened.
  expect((await person.look()).balance).toBe(view.ask.balanceAfter);
  const client = new TonClient({ endpoint: devnet.urls.tonEndpoint });
  expect(await client.isContractDeployed(Address.parse(channelAddress(terms)))).toBe(true);
  const left = parseCoins(view.ask.balanceAfter) ?? 0n;
  const channel = await client.getBalance(Address.parse(channelAddress(terms)));
  expect(coinsText(nano(toNano('10') - left - channel))).toBe(view.ask.fee);
});

it('sees a second deposit as a deposit too, and says what a contract would refuse', async () => {
  const { address } = await person.look();
  const message = depositMessage(await termsOf(address), toNano('0.1'));
  const { view } = await call('send', sendTransaction([message]), false);
  expect(view.ask.messages[0].meaning).toEqual({ kind: 'deposit', amount: '0.1', deploys: false, own: true });
  const { view: short } = await call('send', sendTransaction([{ ...message, amount: '10000000' }]), false);
  expect(short.ask.problem).toMatchObject({ kind: 'refused', exitCode: expect.any(Number), en: expect.any(String) });
});

it('shows other payments as what they are', async () => {
  const to = Address.parse(`0:${'9'.repeat(64)}`).toString({ bounceable: false });
  const note = beginCell().storeUint(0, 32).storeStringTail('for tea').endCell().toBoc().toString('base64');
  const odd = beginCell().storeUint(0xabcd, 32).endCell().toBoc().toString('base64');
  const messages = [
    { address: to, amount: '1' },
    { address: to, amount: '2', payload: note },
    { address: to, amount: '3', payload: odd },
  ];
  const { view } = await call('send', sendTransaction(messages), false);
  expect(view.ask.messages.map(({ meaning }: Json) => meaning)).toEqual([
    { kind: 'plain' },
    { kind: 'comment', text: 'for tea' },
    { kind: 'call', opcode: '0x0000abcd' },
  ]);
});

it('says beforehand that the balance does not suffice', async () => {
  const to = Address.parse(`0:${'9'.repeat(64)}`).toString({ bounceable: false });
  const { view } = await call('send', sendTransaction([{ address: to, amount: String(toNano('50')) }]), false);
  expect(view.ask.problem).toMatchObject({ kind: 'balance' });
  expect(Number(view.ask.problem.missing)).toBeGreaterThan(40);
});

it.each([
  ['another network', { network: '-3' }, /Network -3 is not supported/],
  ['another sender', { from: `0:${'1'.repeat(64)}` }, /another address/],
  ['a request of yesterday', { valid_until: 1_700_000_000 }, /expired/],
  ['no message', { messages: [] }, /Malformed/],
  ['a raw address', { messages: [{ address: `0:${'9'.repeat(64)}`, amount: '1' }] }, /friendly/],
])('refuses %s without asking the person', async (_, more, words) => {
  const to = Address.parse(`0:${'9'.repeat(64)}`).toString();
  const { answer } = await call('send', sendTransaction([{ address: to, amount: '1' }], more));
  expect(answer).toMatchObject({ error: { code: 1, message: expect.stringMatching(words) } });
});

it('lets nobody but its own page decide', async () => {
  const { json } = await postJson(devnet, '/wallet/api/js/connect', { request: connectRequest('p') }, site.origin);
  const theft = await postJson(devnet, `/wallet/api/requests/${json.id}`, { approved: true }, site.origin);
  expect(theft.status).toBe(403);
  await person.decide(false);
});

it('disconnects from either side', async () => {
  await call('disconnect', undefined);
  expect((await call('restore', undefined)).answer.event).toBe('connect_error');
  await call('connect', connectRequest('p'), true);
  await postJson(devnet, '/wallet/api/forget', { wallet: 'main', id: site.origin });
  expect((await call('restore', undefined)).answer.event).toBe('connect_error');
});

it('keeps several wallets apart', async () => {
  const second = await new Person(devnet, 'second').look();
  expect(second).toMatchObject({ balance: '10', requests: [] });
  expect(second.address).not.toBe((await person.look()).address);
  expect((await postJson(devnet, '/wallet/api/state', { wallet: '../escape' })).status).toBe(422);
});

it('gives pages a script that defines the wallet, and the SDK a list with it', async () => {
  const script = await (await fetch(`${devnet.urls.inject}?wallet=second&embedded=false`)).text();
  const window: Json = {};
  runInNewContext(script, { window, URL, URLSearchParams });
  expect(window.spindleDevWallet.tonconnect).toMatchObject({ protocolVersion: 2, isWalletBrowser: false });
  const [listed] = await (await fetch(devnet.urls.walletsList)).json();
  expect(listed).toMatchObject({
    app_name: window.spindleDevWallet.tonconnect.deviceInfo.appName,
    bridge: [
      { type: 'sse', url: `${devnet.url}/bridge` },
      { type: 'js', key: 'spindleDevWallet' },
    ],
  });
  expect((await fetch(listed.image)).headers.get('content-type')).toBe('image/svg+xml');
});
