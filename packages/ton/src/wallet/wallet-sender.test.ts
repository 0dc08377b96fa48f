import { unwrap } from '@spindle/shared';
import { Address, beginCell, external, storeMessage, toNano } from '@ton/core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { ChainReader } from '../chain/chain-reader.ts';
import { normalizedMessageHash } from '../chain/message-hash.ts';
import { TOP_UP_EXTRA_NANO, topUpBody } from '../channel/index.ts';
import { channelAddress, channelInit } from '../channel/terms.ts';
import { NETWORKS } from '../networks.ts';
import { serveWorld } from '../testing/serve-world.ts';
import type { ToncenterOverSandbox } from '../testing/toncenter-over-sandbox.ts';
import type { World } from '../testing/world.ts';
import { verifyTonProof } from '../ton-proof/index.ts';
import { createWalletSender } from './wallet-sender.ts';

let world: World;
let server: ToncenterOverSandbox;
let baseUrl: string;
let reader: ChainReader;

beforeAll(async () => {
  ({ world, server, baseUrl, reader } = await serveWorld());
});
afterAll(() => server.close());

describe('a wallet that a program holds', () => {
  test.each(['v4r2', 'v5r1'] as const)('%s deploys itself, deposits, and is followed by its hash', async (version) => {
    const sender = createWalletSender(
      {
        seed: (version === 'v4r2' ? '04' : '05').repeat(32),
        version,
        networkId: NETWORKS.mainnet,
        nowSeconds: () => world.chain.now ?? 0,
      },
      { baseUrl },
    );
    await world.payer.send({ to: Address.parse(sender.address), value: toNano('5'), bounce: false });
    const terms = { ...world.terms, payer: sender.address };
    const deposit = {
      to: channelAddress(terms),
      valueNano: toNano('1') + TOP_UP_EXTRA_NANO,
      body: topUpBody(toNano('1')),
      init: channelInit(terms),
    };
    const { messageHash } = unwrap(await sender.send([deposit]));
    expect(unwrap(await reader.findByMessageHash(messageHash))).toMatchObject({
      account: sender.address,
      exitCode: 0,
      actionOk: true,
      inMessage: { source: null },
    });
    expect(unwrap(await reader.findByMessageHash('00'.repeat(32)))).toBe('unseen');

    unwrap(await sender.send([{ ...deposit, body: topUpBody(toNano('1')) }]));
    expect(unwrap(await reader.getChannel(deposit.to))).toMatchObject({ depositedNano: toNano('2') });
  });

  test('sends nothing when it cannot learn its seqno', async () => {
    const sender = createWalletSender({ seed: '06'.repeat(32), version: 'v5r1', networkId: -239 }, { baseUrl });
    server.spoil = (method, result) => (method === 'getWalletInformation' ? { account_state: 'active' } : result);
    server.asked.length = 0;
    expect(await sender.send([{ to: world.channel, valueNano: 1n }])).toMatchObject({
      fault: { code: 'chain_unreachable' },
    });
    expect(server.asked).toEqual(['getWalletInformation']);
  });

  test('the normalized hash does not change with the envelope, and only external messages have one', async () => {
    await world.deposit('1');
    const to = world.payer.address;
    const body = beginCell().storeUint(1, 32).endCell();
    const bocs = [
      beginCell().store(storeMessage(external({ to, body }))),
      beginCell().store(storeMessage(external({ to, body }), { forceRef: true })),
      beginCell().store(storeMessage(external({ to, body, init: channelInit(world.terms) }))),
    ].map((builder) => builder.endCell().toBoc().toString('base64'));
    expect(new Set(bocs.map(normalizedMessageHash)).size).toBe(1);
    expect(normalizedMessageHash(bocs[0] ?? '')).toMatch(/^[0-9a-f]{64}$/);
    expect(normalizedMessageHash('no boc')).toBeNull();
    expect(normalizedMessageHash(world.lastTransaction().raw.toBoc().toString('base64'))).toBeNull();
  });

  test.each(['v4r2', 'v5r1'] as const)('%s proves itself to a site, and only to that one', (version) => {
    const sender = createWalletSender({ seed: '07'.repeat(32), version, networkId: -239 }, { baseUrl });
    const proof = sender.prove({ domain: 'market.example', payload: 'abc', nowSeconds: 1_000 });
    const rules = { networkId: -239, networkName: 'mainnet', nowSeconds: 1_010, isPayloadOurs: () => true };
    expect(verifyTonProof(proof, { ...rules, domains: ['market.example'] })).toMatchObject({
      ok: true,
      value: { address: sender.address, publicKey: sender.publicKey },
    });
    expect(verifyTonProof(proof, { ...rules, domains: ['other.example'] })).toMatchObject({ ok: false });
  });
});
