import type { ErrorCode } from '@spindle/shared';
import { describe, expect, it } from 'vitest';
import { type EarningFacts, earningChecks, earningStatus, nodeStatus } from './earning-checks.ts';
import { LISTING_STATES, type NodeCondition } from './shapes.ts';
import { presence } from './testing/fake-nodes.ts';

const MODEL = { model: 'a/model', revision: 'r1' };
const NOW_MS = 1_000_000_000;
const MINUTE_MS = 60_000;

const factsOf = (parts: Partial<EarningFacts>): EarningFacts => ({
  state: 'live',
  stateSinceMs: 500,
  offers: [{ modelId: 'a/model', revision: 'r1' }],
  joinedNodes: [{ sinceMs: 900 }],
  presences: [presence([MODEL])],
  maintenance: null,
  resting: new Map(),
  hasRate: true,
  lastPaidAtMs: null,
  nowMs: NOW_MS,
  ...parts,
});
const status = (parts: Partial<EarningFacts>) => earningStatus(factsOf(parts));
const resting = presence([MODEL], { isDraining: true });

const conditionOf = (state: NodeCondition['state'], code: string): NodeCondition => ({
  ...{ state, code, sinceMs: 77, evidence: { failed: 3, of: 5 } },
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
    [
      'its clock is wrong, so it is not let in',
      { joinedNodes: [{ sinceMs: 900, condition: conditionOf('clock_off', 'node_manifest') }], presences: [] },
      { code: 'node_offline', sinceMs: 900, faultCode: 'clock_skewed' },
    ],
    [
      'its program is too old, so it is not let in',
      { joinedNodes: [{ sinceMs: 900, condition: conditionOf('offline', 'node_outdated') }], presences: [] },
      { code: 'node_offline', sinceMs: 900, faultCode: 'node_outdated' },
    ],
    [
      'it is away, and nobody knows why',
      { joinedNodes: [{ sinceMs: 900, condition: conditionOf('offline', 'not_linked') }], presences: [] },
      { code: 'node_offline', sinceMs: 900 },
    ],
    [
      'canaries suspect it, so buyers are sent to others',
      {
        joinedNodes: [{ sinceMs: 900, condition: conditionOf('suspected', 'fingerprint_far') }],
        presences: [presence([MODEL], { isSuspected: true })],
      },
      { code: 'suspected', sinceMs: 77 },
    ],
    [
      'canaries suspect one of two, and the other works',
      { presences: [presence([MODEL], { isSuspected: true }), presence([MODEL])] },
      { code: 'ready', sinceMs: 1_000 },
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
    [
      'two machines go by its identity',
      { presences: [presence([MODEL], { isDraining: true, refusing: 'node_twins' })] },
      { code: 'machine_held', sinceMs: null, faultCode: 'node_twins' },
    ],
    ['the node drains', { presences: [presence([MODEL], { isDraining: true })] }, { code: 'draining', sinceMs: null }],
    [
      'its nodes failed too often, since the last of them did',
      { presences: [failing(600, 'node_timeout'), failing(700, 'engine_unreachable')] },
      { code: 'circuit_open', sinceMs: 700, faultCode: 'engine_unreachable' },
    ],
    ['there is no rate', { hasRate: false }, { code: 'no_rate', sinceMs: null }],
    [
      'the listing is in maintenance',
      { maintenance: { sinceMs: 700, untilMs: 9_000 }, presences: [] },
      { code: 'maintenance', sinceMs: 700, untilMs: 9_000 },
    ],
    [
      'its only node is in maintenance',
      { presences: [resting], resting: new Map([[resting.nodeId, 9_000]]) },
      { code: 'maintenance', sinceMs: null, untilMs: 9_000 },
    ],
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

describe('the list of conditions', () => {
  const lines = (parts: Partial<EarningFacts>) =>
    Object.fromEntries(earningChecks(factsOf(parts)).map(({ step, state, code }) => [step, code ?? state]));

  it('has a tick at each where all is well', () => {
    expect(new Set(Object.values(lines({})))).toEqual(new Set(['done']));
  });

  it('says what can’t be known before a node is there', () => {
    expect(lines({ presences: [] })).toMatchObject({
      joined: 'done',
      online: 'node_offline',
      model: 'unknown',
      circuit: 'unknown',
      rate: 'done',
    });
  });

  it('says of a listing without a machine that none has joined, and not that it is away', () => {
    expect(lines({ joinedNodes: [], presences: [] })).toMatchObject({ joined: 'no_node', online: 'unknown' });
  });

  it('goes on behind what is in the way', () => {
    const found = lines({ state: 'paused', presences: [failing(600, 'node_timeout')], hasRate: false });
    expect(found).toMatchObject({ listing: 'paused', model: 'done', circuit: 'circuit_open', rate: 'no_rate' });
  });

  it('names one reason once', () => {
    const waiting = presence([MODEL], { isDraining: true, refusing: 'exposure_limit' });
    expect(lines({ presences: [waiting] })).toMatchObject({ exposure: 'exposure_limit', open: 'done' });
  });

  it.each<[string, Partial<EarningFacts>]>([
    ['paused', { state: 'paused' }],
    ['without a node', { joinedNodes: [], presences: [] }],
    ['with a failing node', { presences: [failing(600, 'node_timeout')] }],
    ['without a rate', { hasRate: false }],
    ['resting', { maintenance: { sinceMs: 1, untilMs: 2 } }],
  ])('begins with the status of a listing %s', (_, parts) => {
    const first = earningChecks(factsOf(parts)).find(({ state }) => state === 'failed');
    expect(first?.code).toBe(status(parts).code);
  });
});

describe('one node of several', () => {
  it('has a state of its own', () => {
    const facts = factsOf({ resting: new Map([[resting.nodeId, 9_000]]) });
    const joined = { online: true, sinceMs: 900 };
    expect(nodeStatus({ online: false, sinceMs: 900 }, undefined, facts)).toEqual({
      code: 'node_offline',
      sinceMs: 900,
    });
    expect(nodeStatus(joined, resting, facts).code).toBe('maintenance');
    expect(nodeStatus(joined, failing(600, 'node_lost'), facts)).toMatchObject({ code: 'circuit_open', sinceMs: 600 });
    expect(nodeStatus(joined, presence([MODEL], { busy: 1 }), facts).code).toBe('earning');
    expect(nodeStatus(joined, presence([]), facts).code).toBe('no_model_loaded');
  });

  it('earns nothing by what the market asks it before its listing is live', () => {
    const busy = presence([MODEL], { busy: 1, linkedSinceMs: 700 });
    const before = nodeStatus({ online: true, sinceMs: 700 }, busy, factsOf({ state: 'in_review' }));
    expect(before).toEqual({ code: 'ready', sinceMs: 700 });
  });
});
