import { fail } from '@spindle/shared';
import { describe, expect, it } from 'vitest';
import type { Engine, EngineEvent } from './engine.ts';
import { EngineHealth, watchAnswers } from './engine-health.ts';
import { askEngine } from './testing/ask-engine.ts';

const END: EngineEvent = { kind: 'end', reason: 'stop', usage: { input: 1, cached: 0, output: 1 } };
const OOM: EngineEvent = { ...fail('engine_unreachable'), kind: 'failed', why: fail('engine_out_of_memory').fault };
const BUSY: EngineEvent = { kind: 'failed', fault: fail('node_busy').fault };
const REFUSED: EngineEvent = { kind: 'failed', fault: fail('engine_refused', { hint: '' }).fault };

function setup() {
  const clock = { now: 0 };
  const downs: string[] = [];
  const health = new EngineHealth(
    () => downs.push(health.fault?.code ?? ''),
    () => clock.now,
  );
  return { clock, downs, health };
}

describe('the health of an engine that is there', () => {
  it('is lost by failures in a row, and named by the last of them', () => {
    const { health, downs } = setup();
    for (const event of [OOM, OOM, END, OOM, OOM, BUSY, REFUSED]) health.heard(event);
    expect([health.fault, downs]).toEqual([null, []]);
    health.heard(OOM);
    expect([health.fault?.code, downs]).toEqual(['engine_out_of_memory', ['engine_out_of_memory']]);
    health.heard(OOM);
    expect(downs).toHaveLength(1);
    health.heard(END);
    expect(health.fault).toBe(null);
  });

  it('is tried again now and then, ever less often, until it answers', () => {
    const { health, clock } = setup();
    const trials: number[] = [];
    for (let at = 0; at < 3; at++) health.heard(OOM);
    for (clock.now = 0; clock.now < 300_000; clock.now += 1_000) {
      if (health.takeTrial()) trials.push(clock.now / 1000);
    }
    expect(trials).toEqual([3, 9, 21, 45, 93, 153, 213, 273]);
    health.heard(END);
    expect(health.takeTrial()).toBe(false);
  });

  it('is lost by silence, which whoever gives up ends without a word', async () => {
    const { health, clock } = setup();
    const hung: Engine = {
      name: 'hung',
      abilities: ['chat'],
      check: async () => ({ ok: true, value: null }),
      answer: async () => {
        clock.now += 30_000;
      },
      close: async () => {},
    };
    const gaveUp = AbortSignal.abort();
    for (let at = 0; at < 3; at++) await askEngine(watchAnswers(hung, health), 'hi', { signal: gaveUp });
    expect(health.fault).toEqual({ code: 'engine_silent', facts: { seconds: 30 } });
    const { health: hasty } = setup();
    const quick = { ...hung, answer: async () => {} };
    for (let at = 0; at < 9; at++) await askEngine(watchAnswers(quick, hasty), 'hi', { signal: gaveUp });
    expect(hasty.fault).toBe(null);
  });
});
