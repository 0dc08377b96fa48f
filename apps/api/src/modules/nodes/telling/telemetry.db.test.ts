import type { ServerHttp2Stream } from 'node:http2';
import { setTimeout as pause } from 'node:timers/promises';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { eventually } from '../testing/eventually.ts';
import { type HostileLink, openHostileLink, sayLines } from '../testing/hostile-link.ts';
import { makeNodeWorld, type NodeWorld } from '../testing/node-world.ts';
import { makeScriptedEngine } from '../testing/scripted-engine.ts';
import type { TestMarket } from '../testing/test-market.ts';
import type { TestMachine } from '../testing/test-node.ts';

let world: NodeWorld;
let market: TestMarket;
let machine: TestMachine;

beforeAll(async () => {
  world = await makeNodeWorld();
});
afterAll(() => world.close());
afterEach(() => world.clean());

const MODEL = { name: 'org/model', revision: 'c'.repeat(40), quantisation: 'Q4_K_M', contextLength: 4_096 };
const view = async () => (await market.nodes.nodesOf([machine.listing.listingId]))[0];

describe('what a machine tells of itself', () => {
  it('is there while it is linked, and what stays of it afterwards too', async () => {
    market = await world.market();
    const engine = Object.assign(makeScriptedEngine(), {
      facts: { kind: 'vllm' as const, version: '0.11.0', model: MODEL, slots: 16, cost: null },
      warnings: [{ code: 'cocoon_balance_low' as const }],
      readLoad: async () => ({ running: 3, waiting: 1, kvUsage: 0.254, tokensPerSecond: 41.27 }),
    });
    machine = await world.machine(market, { engine });
    const told = await eventually('it is told', async () => (await view())?.telemetry ?? null);
    const facts = { kind: 'vllm', version: '0.11.0', ...MODEL, slots: 16, warnings: ['cocoon_balance_low'] };
    expect(told.told.engines).toMatchObject([
      { model: machine.listing.modelId, ...facts, running: 3, waiting: 1, kvUsage: 0.25, tokensPerSecond: 41.3 },
    ]);
    expect(market.nodes.presence(machine.membership.nodeId)?.telemetry).toEqual(told);
    await machine.node.stop();
    const last = await eventually('it is kept', async () => {
      const found = await view();
      return found && !found.online ? found.telemetry : null;
    });
    expect(last.told.engines).toMatchObject([{ model: machine.listing.modelId, ...facts }]);
  });

  it('names what ails an engine, and says so until it answers again', async () => {
    market = await world.market();
    machine = await world.machine(market, { engine: Object.assign(makeScriptedEngine(), { isUp: false }) });
    const { nodeId } = machine.membership;
    const troubles = () => [...(market.nodes.presence(nodeId)?.troubles ?? [])];
    await eventually('it is linked, and down', () => troubles().length === 1);
    expect(troubles()).toEqual([[machine.listing.modelId, 'engine_offline']]);
    expect((await view())?.troubles).toEqual([{ model: machine.listing.modelId, code: 'engine_offline' }]);
    machine.engine.isUp = true;
    await eventually('it is up again', () => troubles().length === 0);
  });
});

describe('a node that tells nonsense, or too much', () => {
  let told: HostileLink;

  /** A node in all but what it says on `/events`. @returns the market's goodbye. */
  async function startTeller(tell: (stream: ServerHttp2Stream) => Promise<void>): Promise<string | null> {
    market = await world.market();
    machine = await world.machine(market);
    await machine.node.stop();
    told = await openHostileLink(machine, {
      '/events': (stream, workings) => {
        sayLines(stream, [JSON.stringify(workings.state())], false);
        void tell(stream);
      },
    });
    return told.ended;
  }

  it.each([
    ['node_nonsense', 'what is no JSON', async (stream: ServerHttp2Stream) => write(stream, '<html>\n', 6)],
    [
      'node_nonsense',
      'a GPU as hot as the sun',
      async (stream: ServerHttp2Stream) =>
        write(stream, '{"type":"telemetry","v":1,"engines":[],"gpus":[{"temperatureC":5772}]}\n', 6),
    ],
    ['node_floods', 'a flood of it', async (stream: ServerHttp2Stream) => write(stream, '{"type":"new"}\n', 5_000)],
  ])('is let go with %s: %s', async (code, _, tell) => {
    expect(await startTeller(tell)).toBe(code);
    await eventually('it is gone', () => market.nodes.presence(machine.membership.nodeId) === null);
  });

  it('keeps its link when it tells what a later version would', async () => {
    const ended = startTeller(async (stream) => {
      write(stream, '{"type":"weather"}\n{"type":"telemetry","v":9}\n', 20);
      await eventually('it is linked', () => market.nodes.presence(machine.membership.nodeId));
      await pause(50);
      expect(market.nodes.presence(machine.membership.nodeId)).not.toBe(null);
      told.link.destroy();
    });
    expect(await ended).toBe(null);
  });
});

function write(stream: ServerHttp2Stream, line: string, times: number): void {
  for (let time = 0; time < times; time++) stream.write(line);
}
