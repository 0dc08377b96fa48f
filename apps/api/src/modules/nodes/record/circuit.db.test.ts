import { afterAll, afterEach, beforeAll, expect, it } from 'vitest';
import type { Nodes } from '../index.ts';
import { eventually } from '../testing/eventually.ts';
import { makeNodeWorld, type NodeWorld } from '../testing/node-world.ts';
import { makeScriptedEngine } from '../testing/scripted-engine.ts';
import { runTestMachine } from '../testing/test-node.ts';

let world: NodeWorld;

beforeAll(async () => {
  world = await makeNodeWorld();
});
afterAll(() => world.close());
afterEach(() => world.clean());

const GOOD = { kind: 'ok', firstTokenMs: 120, outputTokens: 41, totalMs: 1_120 } as const;

function failThrice(nodes: Nodes, nodeId: string): void {
  for (let at = 0; at < 3; at++) nodes.outcome(nodeId, { kind: 'failed', code: 'engine_unreachable' });
}

/** An engine that can be broken while it says that all is well. */
function makeFragileEngine() {
  const engine = makeScriptedEngine();
  const { answer } = engine;
  const state = { isBroken: false };
  engine.answer = async (ask, signal, hear) => {
    if (state.isBroken) hear({ kind: 'failed', fault: { code: 'engine_unreachable' } });
    else await answer(ask, signal, hear);
  };
  return { engine, state };
}

it('a node that fails is left alone, and asked again by the market itself until it answers', async () => {
  let laterMs = 0;
  const market = await world.market({ pace: { tickMs: 20 }, nowMs: () => Date.now() + laterMs });
  const { engine, state } = makeFragileEngine();
  const machine = await world.machine(market, { engine });
  const presence = await eventually('it is linked', () => market.nodes.presence(machine.membership.nodeId));
  await eventually('it was probed', () => presence.firstTokenMs !== null);

  failThrice(market.nodes, presence.nodeId);
  const opened = presence.circuit;
  expect(opened).toMatchObject({ state: 'open', lastCode: 'engine_unreachable' });
  expect(presence.circuitUntilMs).toBe(opened.untilMs);

  state.isBroken = true;
  laterMs += 5_000;
  await eventually('a bad probe leaves it open, for longer', () => {
    const { untilMs } = presence.circuit;
    return untilMs !== null && opened.untilMs !== null && untilMs >= opened.untilMs + 10_000;
  });
  expect(presence.circuit.sinceMs).toBe(opened.sinceMs);

  state.isBroken = false;
  laterMs += 10_000;
  await eventually('a good probe closes it', () => presence.circuit.state === 'closed');
  expect(presence.circuitUntilMs).toBeNull();
});

it('what is known of a node outlives its link, and its good answers outlive the broker', async () => {
  const market = await world.market();
  const machine = await world.machine(market);
  const { nodeId } = machine.membership;
  const presence = await eventually('it is linked', () => market.nodes.presence(nodeId));
  for (let at = 0; at < 8; at++) market.nodes.outcome(nodeId, GOOD);
  failThrice(market.nodes, nodeId);
  expect(presence).toMatchObject({ answers: 8, tokensPerSecond: 40, firstTokenP95Ms: 120 });

  await machine.node.stop();
  await eventually('it has gone', () => market.nodes.presence(nodeId) === null);
  const node = await runTestMachine(machine);
  const again = await eventually('it is back', () => market.nodes.presence(nodeId));
  expect(again).not.toBe(presence);
  expect(again).toMatchObject({ answers: 8, firstTokenP95Ms: 120, circuit: { state: 'open' } });
  world.forget(market);
  await market.close();
  const next = await world.market({ port: market.port });
  const later = await eventually('it has found the next broker', () => next.nodes.presence(nodeId));
  expect(later).toMatchObject({ answers: 8, circuit: { state: 'closed' } });
  await node.stop();
});

it('what a node has promised is its load until it has ended', async () => {
  const market = await world.market();
  const machine = await world.machine(market);
  const presence = await eventually('it is linked', () => market.nodes.presence(machine.membership.nodeId));
  const work = market.nodes.begun(presence.nodeId, 400);
  work.delivered(150);
  expect(presence.outstandingTokens).toBe(250);
  work.ended();
  expect(presence.outstandingTokens).toBe(0);
  expect(() => market.nodes.begun('nobody', 5).ended()).not.toThrow();
});
