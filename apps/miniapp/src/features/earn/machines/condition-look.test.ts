import { expect, it } from 'vitest';
import { toneOf, wordsOf } from './condition-look.ts';
import type { OwnNode } from './own-node.ts';

const condition = (state: OwnNode['condition']['state'], sinceMs: number | null = 5): OwnNode['condition'] => ({
  ...{ state, code: state, sinceMs, evidence: {} },
});

it.each<[OwnNode['condition']['state'], OwnNode['status'], ReturnType<typeof wordsOf>, string]>([
  ['suspected', { code: 'ready', sinceMs: 1 }, { words: 'suspected', sinceMs: 5 }, 'bad'],
  ['clock_off', { code: 'node_offline', sinceMs: 1 }, { words: 'clock_off', sinceMs: 5 }, 'bad'],
  ['twins', { code: 'draining', sinceMs: 1 }, { words: 'twins', sinceMs: 5 }, 'bad'],
  ['joining', { code: 'node_offline', sinceMs: null }, { words: 'joining', sinceMs: 5 }, 'warn'],
  ['engine_down', { code: 'no_model_loaded', sinceMs: 1 }, { words: 'no_model_loaded', sinceMs: 5 }, 'warn'],
  ['draining', { code: 'maintenance', sinceMs: 2 }, { words: 'maintenance', sinceMs: 2 }, 'plain'],
  ['online', { code: 'no_model_loaded', sinceMs: 2 }, { words: 'no_model_loaded', sinceMs: 2 }, 'warn'],
  ['busy', { code: 'earning', sinceMs: null }, { words: 'earning', sinceMs: 9 }, 'good'],
])('a machine that is %s, with the status %o, is shown as %o', (state, status, expected, tone) => {
  const found = wordsOf({ condition: condition(state), status, sinceMs: 9 });
  expect(found).toEqual(expected);
  expect(toneOf(found.words)).toBe(tone);
});
