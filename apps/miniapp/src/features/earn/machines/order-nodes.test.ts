import { expect, it } from 'vitest';
import { inOrder } from './order-nodes.ts';
import type { OwnNode } from './own-node.ts';

const gpu = { temperatureC: null, utilisation: null, vramUsedMb: null, vramTotalMb: null, powerW: null };

function machine(nodeId: string, state: OwnNode['condition']['state'], card: string | null = null): OwnNode {
  const told = { type: 'telemetry' as const, v: 1 as const, gpus: [{ ...gpu, name: card }], engines: [] };
  return {
    ...{ nodeId, online: true, sinceMs: 1, slots: 4, busy: 0, loadedModels: [], program: 'spindle-node/0.1.0' },
    ...{ tokensPerSecond: null, firstTokenMs: null, measuredAt: null },
    telemetry: card === null ? null : { told, atMs: 1 },
    condition: { state, code: state, sinceMs: 1, evidence: {} },
    status: { code: 'ready', sinceMs: 1 },
  };
}

const orderOf = (...machines: OwnNode[]) => inOrder(machines).map(({ nodeId }) => nodeId);

it('what is wrong comes first, then what waits, then what works', () => {
  const order = orderOf(
    machine('a', 'online'),
    machine('b', 'engine_down'),
    machine('c', 'busy'),
    machine('d', 'offline'),
    machine('e', 'joining'),
    machine('f', 'twins'),
    machine('g', 'clock_off'),
  );
  expect(order).toEqual(['f', 'g', 'd', 'b', 'e', 'a', 'c']);
});

it('machines that stand alike come by the name of their card, then as they joined', () => {
  const order = orderOf(
    machine('3', 'online', 'NVIDIA RTX 4090'),
    machine('2', 'online', 'NVIDIA H100'),
    machine('1', 'online', 'NVIDIA RTX 4090'),
    machine('4', 'online'),
  );
  expect(order).toEqual(['4', '2', '1', '3']);
});

it('one that begins an answer stays where it is', () => {
  expect(orderOf(machine('a', 'online'), machine('b', 'busy'))).toEqual(
    orderOf(machine('a', 'busy'), machine('b', 'online')),
  );
});
