import { expect, it } from 'vitest';
import { capacityOf } from './capacity.ts';
import { presence } from './testing/fake-nodes.ts';

const node = (parts: Parameters<typeof presence>[1]) => presence([], parts);

it('adds up the slots of linked nodes and names the best speeds', () => {
  const nodes = [
    node({ slots: 4, busy: 1, tokensPerSecond: 40, firstTokenMs: 300 }),
    node({ slots: 8, busy: 8, tokensPerSecond: 90.5, firstTokenMs: null }),
    node({ slots: 2, busy: 3, tokensPerSecond: null, firstTokenMs: 120 }),
    node({ slots: 16, isDraining: true }),
  ];
  expect(capacityOf(nodes)).toEqual({
    nodesOnline: 4,
    slots: 30,
    freeSlots: 3,
    tokensPerSecond: 90.5,
    firstTokenMs: 120,
  });
});

it('is nothing without nodes', () => {
  const nothing = { nodesOnline: 0, slots: 0, freeSlots: 0, tokensPerSecond: null, firstTokenMs: null };
  expect(capacityOf([])).toEqual(nothing);
});
