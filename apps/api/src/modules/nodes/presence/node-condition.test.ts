import { expect, it } from 'vitest';
import { type ConditionFacts, conditionOf } from './node-condition.ts';

const link: NonNullable<ConditionFacts['link']> = {
  ...{
    linkedSinceMs: 5,
    slots: 2,
    busy: 0,
    isDraining: false,
    refusing: null,
    held: null,
    loadedModels: 1,
    troubles: [],
  },
  circuit: { state: 'closed', sinceMs: 5, untilMs: null, lastCode: null },
};
const facts: ConditionFacts = {
  ...{ isRetired: false, hasEverLinked: true, lastSeenAtMs: 3, suspected: null, refusal: null },
  link,
};
const suspected = { code: 'fingerprint_far', sinceMs: 4, evidence: { failed: 3, of: 5 } };
const clock = { kind: 'clock', code: 'clock_skewed', sinceMs: 7, evidence: { seconds: 3_600 } } as const;
const twins = { kind: 'twins', code: 'node_twins', sinceMs: 7, evidence: {} } as const;
const refusal = { isClockOff: false, atMs: 8 };
const circuit = { state: 'open', sinceMs: 6, untilMs: 9, lastCode: 'node_timeout' as const };

it.each<[string, Partial<ConditionFacts>, object]>([
  ['retired', { isRetired: true }, { code: 'retired' }],
  ['joining', { link: null, hasEverLinked: false }, { code: 'never_linked' }],
  ['offline', { link: null }, { code: 'not_linked', sinceMs: 3 }],
  ['clock_off', { link: null, refusal: { ...refusal, code: 'node_manifest', isClockOff: true } }, { sinceMs: 8 }],
  [
    'offline',
    { link: null, refusal: { ...refusal, code: 'node_outdated', facts: { minimum: '0.2' } } },
    { code: 'node_outdated', evidence: { minimum: '0.2' } },
  ],
  [
    'offline',
    { link: null, refusal: { ...refusal, code: 'node_flaps', facts: { seconds: 15 } } },
    { code: 'node_flaps', sinceMs: 8, evidence: { seconds: 15 } },
  ],
  ['suspected', { suspected, link: { ...link, circuit } }, { ...suspected }],
  ['twins', { link: { ...link, circuit, held: twins, isDraining: true } }, { code: 'node_twins', sinceMs: 7 }],
  [
    'clock_off',
    { link: { ...link, held: clock, isDraining: true, refusing: 'clock_skewed' } },
    { code: 'clock_skewed', evidence: { seconds: 3_600 } },
  ],
  ['left_alone', { link: { ...link, circuit } }, { code: 'node_timeout', sinceMs: 6, evidence: { untilMs: 9 } }],
  ['paused', { link: { ...link, refusing: 'node_paused', isDraining: true } }, { code: 'node_paused' }],
  ['refusing', { link: { ...link, refusing: 'exposure_limit', isDraining: true } }, { code: 'exposure_limit' }],
  ['draining', { link: { ...link, isDraining: true, busy: 1 } }, { evidence: { busy: 1 } }],
  [
    'engine_down',
    { link: { ...link, loadedModels: 0, troubles: ['engine_unreachable'] } },
    { code: 'engine_unreachable' },
  ],
  ['busy', { link: { ...link, busy: 2 } }, { evidence: { slots: 2, busy: 2 } }],
  ['online', {}, { code: 'online', sinceMs: 5 }],
])('%s', (state, parts, more) => {
  expect(conditionOf({ ...facts, ...parts })).toMatchObject({ state, ...more });
});
