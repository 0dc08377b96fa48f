import { describe, expect, it } from 'vitest';
import { EventGuard } from './event-guard.ts';
import { readEvent } from './read-event.ts';

const telemetry = (parts: object) => JSON.stringify({ type: 'telemetry', v: 1, engines: [], gpus: [], ...parts });
const GPU = { name: null, temperatureC: 60, utilisation: 1, vramUsedMb: 1, vramTotalMb: 2, powerW: null };

describe('what a node tells unasked', () => {
  it.each([
    ['{"type":"receipts"}', 'receipts'],
    [telemetry({}), 'telemetry'],
    [telemetry({ gpus: [GPU], more: 'of a later version' }), 'telemetry'],
  ])('is read: %s', (line, type) => {
    expect(readEvent(line)).toMatchObject({ type });
  });

  it.each([['{"type":"weather","sun":1}'], ['{"type":"telemetry","v":2,"engines":"other"}']])(
    'of a later version is passed over: %s',
    (line) => {
      expect(readEvent(line)).toBe('strange');
    },
  );

  it.each([
    ['<html>'],
    ['7'],
    ['null'],
    ['{}'],
    ['{"type":7}'],
    ['{"type":"state","slots":-1}'],
    [telemetry({ gpus: [{ ...GPU, temperatureC: 9_999 }] })],
    [telemetry({ gpus: [{ ...GPU, utilisation: 2 }] })],
    [telemetry({ gpus: Array.from({ length: 17 }, () => GPU) })],
    [telemetry({ engines: [{ model: 'a' }] })],
    [telemetry({ gpus: [{ ...GPU, name: 'x'.repeat(201) }] })],
  ])('of another shape is nonsense: %s', (line) => {
    expect(readEvent(line)).toBe('nonsense');
  });

  it('may be wrong by accident, but not again and again', () => {
    const guard = new EventGuard();
    expect(Array.from({ length: 5 }, () => guard.nonsense()?.code ?? null)).toEqual([
      ...[null, null, null, null],
      'node_nonsense',
    ]);
  });

  it('is a flood when it is more than a machine at full work tells', () => {
    let nowMs = 0;
    const guard = new EventGuard(() => nowMs);
    const tell = (events: number, everyMs: number, characters = 300) => {
      for (let at = 0; at < events; at++) {
        nowMs += everyMs;
        const fault = guard.take(characters);
        if (fault) return fault.code;
      }
      return null;
    };
    expect(tell(10_000, 20)).toBe(null);
    expect(tell(900, 0)).toBe(null);
    nowMs += 60_000;
    expect(tell(2_000, 1)).toBe('node_floods');
    nowMs += 60_000;
    expect(tell(100, 20, 100_000)).toBe('node_floods');
  });
});
