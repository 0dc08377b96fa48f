import { unwrap } from '@spindle/shared';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { NodeLostError } from '../index.ts';
import { eventually } from '../testing/eventually.ts';
import { makeNodeWorld, type NodeWorld } from '../testing/node-world.ts';
import { makeScriptedEngine } from '../testing/scripted-engine.ts';
import { startTcpRelay } from '../testing/tcp-relay.ts';
import { makeTestAsk, readTestAnswer } from '../testing/test-ask.ts';
import { startTestMarket, type TestMarket } from '../testing/test-market.ts';
import { runTestMachine, type TestMachine } from '../testing/test-node.ts';

let world: NodeWorld;

beforeAll(async () => {
  world = await makeNodeWorld();
});
afterAll(() => world.close());
afterEach(() => world.clean());

const linkedTo = (market: TestMarket, { membership }: TestMachine) =>
  eventually('the node is linked', () => market.nodes.presence(membership.nodeId));

const words = (count: number) => Array.from({ length: count }, () => 'word').join(' ');

describe('a market that restarts', () => {
  it('has its nodes back within seconds, however it ended', async () => {
    let market = await startTestMarket(world.db);
    const machine = await world.machine(market);
    await linkedTo(market, machine);
    for (const end of ['close', 'kill'] as const) {
      await market[end]();
      await eventually('the node knows', () => machine.node.view().linkedSinceMs === null);
      market = await world.market({ port: market.port });
      const startedAt = Date.now();
      await linkedTo(market, machine);
      expect(Date.now() - startedAt).toBeLessThan(3_000);
      if (end === 'close') world.forget(market);
    }
  });

  it('gets the receipt of an answer that it died under, and the node forgets it once it is settled', async () => {
    const first = await startTestMarket(world.db);
    const machine = await world.machine(first, { engine: makeScriptedEngine(10) });
    const presence = await linkedTo(first, machine);
    const ask = await makeTestAsk(first.signer, presence, words(80));
    let killed: Promise<void> | null = null;
    const reading = readTestAnswer(ask, unwrap(first.nodes.infer(presence.nodeId, ask.body)), (text) => {
      if (text.length > 40) killed ??= first.kill();
    });
    await expect(reading).rejects.toBeInstanceOf(NodeLostError);
    await killed;
    await eventually('the receipt waits', () => machine.node.view().receiptsWaiting === 1);
    expect(machine.engine.cancelled).toHaveLength(1);

    let isSettled = false;
    const second = await world.market({
      port: first.port,
      onLateReceipt: async () => (isSettled ? 'settled' : 'keep'),
    });
    await eventually('the receipt came', () => second.late.length === 1);
    expect(machine.node.view().receiptsWaiting).toBe(1);
    isSettled = true;
    const again = await makeTestAsk(second.signer, await linkedTo(second, machine), words(30));
    const stream = unwrap(second.nodes.infer(presence.nodeId, again.body));
    await readTestAnswer(again, stream, (text) => text.length > 20 && stream.cancel());
    await eventually('both were acknowledged', () => machine.node.view().receiptsWaiting === 0);
    expect(second.late.map(({ jobId }) => jobId)).toEqual([ask.terms.jobId, ask.terms.jobId, again.terms.jobId]);
  });
});

describe('a node that restarts', () => {
  it('brings receipts that it had on disk, and answers nothing twice', async () => {
    const market = await world.market({ onLateReceipt: async () => 'settled' });
    const machine = await world.machine(market);
    const presence = await linkedTo(market, machine);
    const ask = await makeTestAsk(market.signer, presence, 'one two');
    await readTestAnswer(ask, unwrap(market.nodes.infer(presence.nodeId, ask.body)));
    await machine.node.stop();
    const node = await runTestMachine(machine);
    await eventually('the receipt came', () => market.late.some(({ jobId }) => jobId === ask.terms.jobId));
    await eventually('it was acknowledged', () => node.view().receiptsWaiting === 0);
    const replay = unwrap(market.nodes.infer(presence.nodeId, ask.body));
    // Its keys are new: what was sealed to the old ones can never be opened again.
    await expect(readTestAnswer(ask, replay)).rejects.toThrow('manifest_expired');
    await node.stop();
  });

  it('replaces the link that it had before, whose answers break off', async () => {
    const market = await world.market();
    const machine = await world.machine(market, { engine: makeScriptedEngine(20) });
    const presence = await linkedTo(market, machine);
    const ask = await makeTestAsk(market.signer, presence, words(80));
    const reading = readTestAnswer(ask, unwrap(market.nodes.infer(presence.nodeId, ask.body)));
    const lost = expect(reading).rejects.toBeInstanceOf(NodeLostError);
    const twin = await runTestMachine(machine);
    await eventually('the twin has its place', () => market.nodes.presence(presence.nodeId) !== presence);
    await lost;
    expect(market.nodes.linked()).toHaveLength(1);
    await eventually('the first one says why', () =>
      machine.node.view().faults.some(({ code }) => code === 'node_replaced'),
    );
    await Promise.all([twin.stop(), machine.node.stop()]);
  });
});

describe('a link that dies in silence', () => {
  it('is given up by ping, and its answer breaks off', async () => {
    const market = await world.market({ pace: { tickMs: 50, pingEveryMs: 200, pingPatienceMs: 300 } });
    const relay = await startTcpRelay(market.port);
    const machine = await world.machine(market, { market: { ...market, url: relay.url } });
    const presence = await linkedTo(market, machine);
    const ask = await makeTestAsk(market.signer, presence, 'hang');
    const stream = unwrap(market.nodes.infer(presence.nodeId, ask.body));
    await eventually('the engine was asked', () => machine.engine.asked.includes('hang'));
    relay.freeze();
    await expect(readTestAnswer(ask, stream)).rejects.toBeInstanceOf(NodeLostError);
    expect(market.nodes.presence(presence.nodeId)).toBeNull();
    await relay.close();
  });
});
