import { type ErrorCode, unwrap } from '@spindle/shared';
import { afterAll, afterEach, beforeAll, expect, it } from 'vitest';
import { eventually } from '../testing/eventually.ts';
import { makeNodeWorld, type NodeWorld } from '../testing/node-world.ts';
import { makeScriptedEngine } from '../testing/scripted-engine.ts';
import { makeTestAsk, readTestAnswer } from '../testing/test-ask.ts';

/* What ails an engine is named to its owner and to admins; its buyers hear that it does not answer, and pay nothing. */

let world: NodeWorld;

beforeAll(async () => {
  world = await makeNodeWorld();
});
afterEach(() => world.clean());
afterAll(() => world.close());

/** An engine that stands there, while each answer fails for this reason. */
function ailing(why: ErrorCode) {
  const engine = makeScriptedEngine();
  engine.answer = async (_, __, hear) => {
    await hear({ kind: 'failed', fault: { code: 'engine_unreachable' }, why: { code: why } });
  };
  return engine;
}

it.each<[string, ErrorCode]>([
  ['runs out of memory', 'engine_out_of_memory'],
  ['has died', 'engine_offline'],
  ['hangs', 'engine_silent'],
])('an engine that %s', async (_, why) => {
  const market = await world.market({ pace: { probeAgainMs: 600_000 } });
  const machine = await world.machine(market, { engine: ailing(why) });
  const presence = await eventually('it is linked', () => market.nodes.presence(machine.membership.nodeId));
  const condition = async () => (await market.nodes.nodesOf([machine.listing.listingId]))[0]?.condition;
  const ask = async () => {
    const asked = await makeTestAsk(market.signer, presence, 'question');
    return readTestAnswer(asked, unwrap(market.nodes.infer(presence.nodeId, asked.body))).then(
      ({ receipt }) => receipt,
      (error: Error) => error.message,
    );
  };
  for (let time = 0; time < 3; time++) expect(await ask()).toBe('engine_unreachable');
  await eventually('nobody is sent there', () => presence.loadedModels.size === 0);
  expect(await condition()).toMatchObject({ state: 'engine_down', code: why });
  expect(machine.node.view().receiptsWaiting).toBe(0);
});
