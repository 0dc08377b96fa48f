// Many nodes in one process, each with keys, a home and a link of its own, before an engine that is asked nothing but
// the market's own probes.
import path from 'node:path';
import { type Engine, joinMarket, openHome, openIdentity, type RunningNode, startNode } from '@spindle/node';
import { unwrap } from '@spindle/shared';
import { pause } from '../system/clock.ts';

interface Order {
  broker: string;
  home: string;
  model: string;
  codes: string[];
}

const idleEngine: Engine = {
  name: 'idle',
  abilities: ['chat'],
  // As a real one tells it, so that the market keeps as much of it.
  facts: {
    ...{ kind: 'vllm', version: '0.11.0', slots: 16, cost: null },
    model: { name: 'org/model', revision: 'c'.repeat(40), quantisation: 'fp8', contextLength: 32_768 },
  },
  readLoad: async () => ({ running: 0, waiting: 0, kvUsage: 0, tokensPerSecond: 0 }),
  check: async () => ({ ok: true, value: null }),
  answer: async ({ maxOutputTokens }, _signal, hear) => {
    for (let token = 1; token <= Math.min(4, maxOutputTokens); token += 1) {
      hear({ kind: 'piece', piece: { kind: 'text', text: 'idle ' }, outputTokens: token });
      await pause(1);
    }
    hear({ kind: 'end', reason: 'stop', usage: { input: 1, cached: 0, output: 4 } });
  },
  close: async () => undefined,
};

const silent = { info: () => undefined, warn: () => undefined, error: () => undefined };

async function openNode({ broker, home: root, model }: Order, code: string): Promise<RunningNode> {
  const home = unwrap(await openHome(path.join(root, code.replaceAll(/\W/g, ''))));
  const identity = unwrap(await openIdentity(home));
  const membership = unwrap(await joinMarket({ home, identity, broker: { url: broker }, code }));
  const served = [{ model, engine: idleEngine }];
  return startNode({
    home,
    identity,
    membership,
    served,
    slots: 1,
    log: silent,
    nowMs: Date.now,
    onChange: () => undefined,
  });
}

async function openAll(order: Order): Promise<void> {
  const nodes: RunningNode[] = [];
  for (const code of order.codes) nodes.push(await openNode(order, code));
  while (nodes.some((node) => node.view().linkedSinceMs === null)) await pause(50);
}

process.on('message', (order: Order) => {
  openAll(order).then(
    () => process.send?.({ error: null }),
    (error) => process.send?.({ error: String(error) }),
  );
});
process.on('disconnect', () => process.exit(0));
