import type { ErrorCode } from '@spindle/shared';
import { describe, expect, it } from 'vitest';
import { type EarningFacts, earningStatus } from './earning-status.ts';
import { LISTING_STATES } from './shapes.ts';
import { presence } from './testing/fake-nodes.ts';

const MODEL = { model: 'a/model', revision: 'r1' };
const NOW_MS = 1_000_000_000;
const MINUTE_MS = 60_000;

const status = (parts: Partial<EarningFacts>) =>
  earningStatus({
    state: 'live',
    stateSinceMs: 500,
    offers: [{ modelId: 'a/model', revision: 'r1' }],
    joinedNodes: [{ sinceMs: 900 }],
    presences: [presence([MODEL])],
    hasRate: true,
    lastPaidAtMs: null,
    nowMs: NOW_MS,
    ...parts,
  });

const failing = (sinceMs: number, lastCode: ErrorCode) =>
  presence([MODEL], { circuit: { state: 'open', sinceMs, lastCode }, busy: 1 });

describe('why a listing is not earning', () => {
  it.each(LISTING_STATES.filter((state) => state !== 'live'))('because it is %s, whatever else', (state) => {
    expect(status({ state, presences: [], hasRate: false })).toEqual({ code: state, sinceMs: 500 });
  });

  it.each<[string, Partial<EarningFacts>, ReturnType<typeof earningStatus>]>([
    ['nobody has joined', { joinedNodes: [], presences: [] }, { code: 'no_node', sinceMs: 500 }],
    [
      'all who joined are away, since the last was seen',
      { joinedNodes: [{ sinceMs: 900 }, { sinceMs: null }, { sinceMs: 950 }], presences: [] },
      { code: 'node_offline', sinceMs: 950 },
    ],
    [
      'who joined has never linked',
      { joinedNodes: [{ sinceMs: null }], presences: [] },
      { code: 'node_offline', sinceMs: null },
    ],
    [
      'the node has another model',
      { presences: [presence([{ model: 'a/other', revision: 'r1' }])] },
      { code: 'no_model_loaded', sinceMs: 1_000 },
    ],
    [
      'the node has another revision',
      { presences: [presence([{ model: 'a/model', revision: 'r0' }])] },
      { code: 'no_model_loaded', sinceMs: 1_000 },
    ],
    [
      'the node still loads the model',
      { presences: [presence([MODEL], { loadedModels: new Set() })] },
      { code: 'no_model_loaded', sinceMs: 1_000 },
    ],
    [
      'the engine of its node ails, and it says of what',
      {
        presences: [
          presence([MODEL], { loadedModels: new Set(), troubles: new Map([[MODEL.model, 'engine_out_of_memory']]) }),
        ],
      },
      { code: 'no_model_loaded', sinceMs: 1_000, faultCode: 'engine_out_of_memory' },
    ],
    ['nothing is offered', { offers: [] }, { code: 'no_model_loaded', sinceMs: 1_000 }],
    [
      'its owner lets it take no more until what it earned is funded',
      { presences: [presence([MODEL], { isDraining: true, refusing: 'exposure_limit' })] },
      { code: 'exposure_limit', sinceMs: null },
    ],
    [
      'the owner has paused the machine',
      { presences: [presence([MODEL], { isDraining: true, refusing: 'node_paused' })] },
      { code: 'machine_paused', sinceMs: null },
    ],
    ['the node drains', { presences: [presence([MODEL], { isDraining: true })] }, { code: 'draining', sinceMs: null }],
    [
      'its nodes failed too often, since the last of them did',
      { presences: [failing(600, 'node_timeout'), failing(700, 'engine_unreachable')] },
      { code: 'circuit_open', sinceMs: 700, faultCode: 'engine_unreachable' },
    ],
    ['there is no rate', { hasRate: false }, { code: 'no_rate', sinceMs: null }],
  ])('because %s', (_, facts, expected) => {
    expect(status(facts)).toEqual(expected);
  });
});

describe('a listing that can earn', () => {
  it('is ready while one of its nodes fails and another does not', () => {
    const presences = [failing(600, 'node_lost'), presence([MODEL])];
    expect(status({ presences })).toEqual({ code: 'ready', sinceMs: 1_000 });
  });

  it('is ready since its node linked', () => {
    expect(status({})).toEqual({ code: 'ready', sinceMs: 1_000 });
  });

  it('earns while it answers', () => {
    expect(status({ presences: [presence([MODEL], { busy: 1 })] })).toEqual({ code: 'earning', sinceMs: null });
  });

  it('earns for ten minutes after the last paid answer', () => {
    const paid = (minutesAgo: number) => status({ lastPaidAtMs: NOW_MS - minutesAgo * MINUTE_MS });
    expect(paid(10)).toEqual({ code: 'earning', sinceMs: NOW_MS - 10 * MINUTE_MS });
    expect(paid(10.001)).toEqual({ code: 'ready', sinceMs: 1_000 });
  });

  it('is ready while one of its nodes drains and another does not', () => {
    const presences = [presence([MODEL], { isDraining: true, busy: 2 }), presence([MODEL], { linkedSinceMs: 2_000 })];
    expect(status({ presences })).toEqual({ code: 'ready', sinceMs: 2_000 });
  });
});
