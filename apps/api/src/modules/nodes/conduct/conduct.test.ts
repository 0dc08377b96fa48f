import { fail } from '@spindle/shared';
import { describe, expect, it } from 'vitest';
import { Conduct } from './conduct.ts';

const NODE = 'a';

function setup() {
  const clock = { nowMs: 1_000_000 };
  return { clock, conduct: new Conduct(() => clock.nowMs) };
}

/** Links so often, `everyMs` apart. @returns the codes that it was refused with. */
function link({ clock, conduct }: ReturnType<typeof setup>, times: number, everyMs: number): string[] {
  return Array.from({ length: times }).flatMap(() => {
    clock.nowMs += everyMs;
    return (conduct.waits(NODE) ?? conduct.comes(NODE))?.code ?? [];
  });
}

describe('a machine that links again and again', () => {
  it('waits outside, longer each time, and everybody else does not', () => {
    const world = setup();
    const { clock, conduct } = world;
    expect(link(world, 31, 200)).toEqual(['node_flaps']);
    expect(conduct.waits(NODE)).toMatchObject({ code: 'node_flaps', facts: { limit: 30, seconds: 15 } });
    expect(conduct.waits('another')).toBeNull();
    clock.nowMs += 15_000;
    expect(conduct.waits(NODE)).toBeNull();
    link(world, 31, 200);
    expect(conduct.waits(NODE)?.facts?.seconds).toBe(30);
    for (let time = 0; time < 9; time++) {
      clock.nowMs += 5 * 60_000;
      link(world, 31, 200);
    }
    expect(conduct.waits(NODE)?.facts?.seconds).toBe(300);
  });

  it('is not one whose market restarts, nor one that is restarted every few seconds', () => {
    expect(link(setup(), 5, 100)).toEqual([]);
    expect(link(setup(), 200, 5_000)).toEqual([]);
  });

  it('is forgiven after a quarter of an hour', () => {
    const world = setup();
    link(world, 31, 200);
    world.clock.nowMs += 20 * 60_000;
    link(world, 31, 200);
    expect(world.conduct.waits(NODE)?.facts?.seconds).toBe(15);
  });
});

it('a machine that was let go waits, and hears why', () => {
  const { clock, conduct } = setup();
  conduct.letGo(NODE, fail('node_floods', { limit: 1_000 }).fault);
  expect(conduct.waits(NODE)).toEqual({ code: 'node_floods', facts: { limit: 1_000, seconds: 15 } });
  clock.nowMs += 15_000;
  expect(conduct.waits(NODE)).toBeNull();
});

describe('two machines with one identity', () => {
  it('are told from a bad network by the third time within ten minutes, and forgotten ten minutes later', () => {
    const { clock, conduct } = setup();
    const firstMs = clock.nowMs;
    for (const seen of [null, null, firstMs]) {
      conduct.takenOver(NODE);
      expect(conduct.twinsSinceMs(NODE)).toBe(seen);
      clock.nowMs += 1_000;
    }
    clock.nowMs += 10 * 60_000;
    expect(conduct.twinsSinceMs(NODE)).toBeNull();
  });
});

it('remembers no more machines than it may', () => {
  const { conduct } = setup();
  conduct.letGo(NODE, fail('node_floods', { limit: 1 }).fault);
  for (let at = 0; at < 20_000; at++) conduct.comes(`node ${at}`);
  expect(conduct.waits(NODE)).toBeNull();
});
