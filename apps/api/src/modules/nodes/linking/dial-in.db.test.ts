import { generateSigner } from '@spindle/sealed/node';
import { unwrap, uuidv7 } from '@spindle/shared';
import { describe, expect, it } from 'vitest';
import { dialByHand, fetchChallenge } from '../testing/dial-by-hand.ts';
import { eventually } from '../testing/eventually.ts';
import { joinByHand } from '../testing/join-by-hand.ts';
import { marketForEach } from '../testing/market-for-each.ts';
import type { NodeWorld } from '../testing/node-world.ts';
import { makeSelfSigned } from '../testing/self-signed.ts';
import { startTcpRelay } from '../testing/tcp-relay.ts';
import { makeTestAsk, readTestAnswer } from '../testing/test-ask.ts';
import type { TestMarket } from '../testing/test-market.ts';
import { PACE } from './caretaker.ts';

let world: NodeWorld;
let market: TestMarket;

marketForEach((own) => {
  ({ world, market } = own);
});

describe('dialling in', () => {
  const joined = () => joinByHand(world, market);

  it('is let in with a fresh challenge and the right key', async () => {
    expect(await dialByHand(market, await joined())).toEqual({ status: 101, code: null });
  });

  it('is refused with another key', async () => {
    const { nodeId } = await joined();
    expect(await dialByHand(market, { nodeId, signer: generateSigner() })).toEqual({
      status: 401,
      code: 'node_signature',
    });
  });

  it('is refused with a challenge that was used, or made for another node, or never', async () => {
    const node = await joined();
    const challenge = await fetchChallenge(market, node.nodeId);
    expect(await dialByHand(market, { ...node, challenge })).toMatchObject({ status: 101 });
    expect(await dialByHand(market, { ...node, challenge })).toEqual({ status: 401, code: 'node_challenge' });
    const others = await fetchChallenge(market, (await joined()).nodeId);
    expect(await dialByHand(market, { ...node, challenge: others })).toMatchObject({ code: 'node_challenge' });
    expect(await dialByHand(market, { ...node, challenge: 'ab'.repeat(32) })).toMatchObject({ code: 'node_challenge' });
  });

  it('is refused when the signature is over another challenge', async () => {
    const node = await joined();
    expect(await dialByHand(market, { ...node, signedChallenge: 'cd'.repeat(32) })).toMatchObject({
      code: 'node_signature',
    });
  });

  it('is refused with an old program, which learns the oldest that is good', async () => {
    const node = await joined();
    expect(await dialByHand(market, { ...node, version: '0.0.9' })).toEqual({ status: 426, code: 'node_outdated' });
    expect(await dialByHand(market, { ...node, version: 'new' })).toMatchObject({ code: 'node_outdated' });
  });

  it('is refused for a node that is unknown or retired', async () => {
    const signer = generateSigner();
    expect(await dialByHand(market, { nodeId: uuidv7(Date.now()), signer })).toEqual({
      status: 401,
      code: 'node_unknown',
    });
    const node = await joined();
    await world.db.prisma.node.update({ where: { id: node.nodeId }, data: { retiredAt: new Date() } });
    expect(await dialByHand(market, node)).toMatchObject({ code: 'node_unknown' });
  });

  it('is refused for another protocol, and for another path', async () => {
    expect(await dialByHand(market, { ...(await joined()), upgrade: 'websocket' })).toMatchObject({ status: 404 });
  });

  it('is refused by a market that closes', async () => {
    const node = await joined();
    const challenge = await fetchChallenge(market, node.nodeId);
    await market.nodes.close(0);
    expect(await dialByHand(market, { ...node, challenge })).toEqual({ status: 503, code: 'shutting_down' });
  });
});

it('a link whose node has closed its half is seen at once, and made anew', async () => {
  // Pings would see it too, much later.
  const patient = await world.market({ pace: { ...PACE, pingEveryMs: 600_000 } });
  const wire = await startTcpRelay(patient.port);
  const machine = await world.machine(patient, { market: { ...patient, url: wire.url } });
  const { nodeId } = machine.membership;
  const before = await eventually('it is linked', () => patient.nodes.presence(nodeId));
  wire.halfClose();
  await eventually('it has linked again', () => {
    const now = patient.nodes.presence(nodeId);
    return now !== null && now.linkedSinceMs > before.linkedSinceMs;
  });
  await wire.close();
});

describe('a link through a TLS terminator', () => {
  it('answers, and cancels reach the engine', async () => {
    const tls = makeSelfSigned();
    const relay = await startTcpRelay(market.port, { tls });
    const machine = await world.machine(market, { market: { ...market, url: relay.url }, ca: tls.cert });
    const presence = await eventually('it is linked', () => market.nodes.presence(machine.membership.nodeId));
    const words = Array.from({ length: 500 }, (_, at) => `word${at}`).join(' ');
    const ask = await makeTestAsk(market.signer, presence, words, { terms: { maxOutputTokens: 1_000 } });
    const answer = await readTestAnswer(ask, unwrap(market.nodes.infer(presence.nodeId, ask.body)));
    expect(answer).toMatchObject({ text: `${words} `, isWhole: true });
    const hanging = await makeTestAsk(market.signer, presence, 'hang');
    const stream = unwrap(market.nodes.infer(presence.nodeId, hanging.body));
    await eventually('the engine was asked', () => machine.engine.asked.includes('hang'));
    stream.cancel();
    await eventually('the cancel reached the engine', () => machine.engine.cancelled.length === 1);
    await relay.close();
  });

  it('is not made with a certificate that nobody vouches for', async () => {
    const relay = await startTcpRelay(market.port, { tls: makeSelfSigned() });
    const machine = world.machine(market, { market: { ...market, url: relay.url } });
    await expect(machine).rejects.toThrow('broker_unreachable');
    await relay.close();
  });
});
