import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { afterFailure, afterSuccess, type Circuit, closedCircuit, stateOf } from './circuit.ts';

const NOW = 1_800_000_000_000;
const fail = (circuit: Circuit, times: number, nowMs = NOW): Circuit =>
  Array.from({ length: times }).reduce<Circuit>((it) => afterFailure(it, 'node_timeout', nowMs), circuit);
const openUntil = ({ untilMs }: Circuit): number => {
  if (untilMs === null) throw new Error('it is closed');
  return untilMs;
};

describe('a circuit', () => {
  it('opens after three failures in a row, says why, and asks again after five seconds', () => {
    const circuit = fail(closedCircuit(NOW - 1_000), 3);
    expect(circuit).toMatchObject({ isOpen: true, sinceMs: NOW, untilMs: NOW + 5_000, lastCode: 'node_timeout' });
    expect(stateOf(circuit, NOW + 4_999)).toBe('open');
    expect(stateOf(circuit, NOW + 5_000)).toBe('half_open');
  });

  it('stays closed when good answers come between', () => {
    let circuit = closedCircuit(NOW);
    for (let at = 0; at < 50; at++) circuit = afterSuccess(at % 3 === 0 ? fail(circuit, 1) : circuit, NOW);
    expect(stateOf(circuit, NOW)).toBe('closed');
  });

  it('opens when half of the last answers have failed, though never three in a row', () => {
    let circuit = closedCircuit(NOW);
    for (let at = 0; at < 5; at++) circuit = fail(afterSuccess(circuit, NOW), 1);
    expect(stateOf(circuit, NOW)).toBe('open');
  });

  it('waits twice as long each time, five minutes at most, and remembers since when it is out of work', () => {
    let circuit = fail(closedCircuit(NOW), 3);
    const waits: number[] = [];
    for (let at = 0; at < 8; at++) {
      const askedMs = openUntil(circuit);
      circuit = fail(circuit, 1, askedMs);
      waits.push((openUntil(circuit) - askedMs) / 1_000);
    }
    expect(waits).toEqual([10, 20, 40, 80, 160, 300, 300, 300]);
    expect(circuit.sinceMs).toBe(NOW);
  });

  it('closes by one good answer when it is half open, not before', () => {
    const open = fail(closedCircuit(NOW), 3);
    expect(afterSuccess(open, NOW + 1_000)).toBe(open);
    expect(afterSuccess(open, NOW + 5_000)).toMatchObject({ isOpen: false, sinceMs: NOW + 5_000, untilMs: null });
  });

  it('forgives earlier trouble after ten good answers', () => {
    const again = (good: number) => {
      let circuit = afterSuccess(fail(closedCircuit(NOW), 3), NOW + 5_000);
      for (let at = 1; at < good; at++) circuit = afterSuccess(circuit, NOW + 5_000);
      return openUntil(fail(circuit, 3, NOW + 6_000)) - (NOW + 6_000);
    };
    expect(again(9)).toBe(10_000);
    expect(again(10)).toBe(5_000);
  });
});

/** Outcomes as they come: how long after the one before, and whether good. */
const outcomes = fc.array(fc.record({ afterMs: fc.integer({ min: 0, max: 20_000 }), isGood: fc.boolean() }), {
  maxLength: 80,
});

it('whatever happens: never open for more than five minutes, never open without a failure, and one good probe closes it', () => {
  fc.assert(
    fc.property(outcomes, (course) => {
      let nowMs = NOW;
      let circuit = closedCircuit(nowMs);
      for (const { afterMs, isGood } of course) {
        nowMs += afterMs;
        const before = stateOf(circuit, nowMs);
        circuit = isGood ? afterSuccess(circuit, nowMs) : afterFailure(circuit, 'node_lost', nowMs);
        const after = stateOf(circuit, nowMs);
        if (isGood) expect(after).toBe(before === 'half_open' ? 'closed' : before);
        else expect(after).not.toBe('half_open');
        if (before === 'half_open' && !isGood) expect(after).toBe('open');
        if (circuit.untilMs !== null) {
          expect(circuit.untilMs - nowMs).toBeLessThanOrEqual(5 * 60_000);
          expect(circuit.lastCode).toBe('node_lost');
        }
        expect(circuit.recent.length).toBeLessThanOrEqual(20);
        expect(circuit.isOpen).toBe(circuit.untilMs !== null);
      }
      const askedMs = circuit.untilMs ?? nowMs;
      expect(stateOf(afterSuccess(circuit, askedMs), askedMs)).toBe('closed');
    }),
  );
});
