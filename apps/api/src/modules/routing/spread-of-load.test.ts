import { describe, expect, it } from 'vitest';
import type { RouteCandidate } from './candidate.ts';
import { mix, spreadOf } from './chance.ts';
import { rankCandidates } from './rank-candidates.ts';
import { NOW, routeCandidate, routeRequest } from './testing/make-candidates.ts';

const NODES = 50;
const nodeIds = Array.from({ length: NODES }, (_, at) => `node-${at}`);

const REQUESTS = 10_000;
/** How many are in work at once: a request ends when so many have come after it. */
const IN_WORK = 1_000;
const NEWS_EVERY = 100;

/**
 * Requests for machines that are equal but for their load, which is known as it was up to a hundred requests ago.
 * @returns the most that one machine ever had in work, over the mean.
 */
function worstOverMean(choose: (field: RouteCandidate[], jobId: string) => string | undefined): number {
  const loads = new Map(nodeIds.map((nodeId) => [nodeId, 0]));
  const add = (nodeId: string | undefined, change: number) => {
    if (nodeId !== undefined) loads.set(nodeId, (loads.get(nodeId) ?? 0) + change);
  };
  const places: (string | undefined)[] = [];
  let known: RouteCandidate[] = [];
  let worst = 0;
  for (let at = 0; at < REQUESTS; at++) {
    if (at % NEWS_EVERY === 0) {
      known = nodeIds.map((nodeId) =>
        routeCandidate(nodeId, { slots: 1_000, outstandingTokens: (loads.get(nodeId) ?? 0) * 300 }),
      );
    }
    places[at] = choose(known, `job-${at}`);
    add(places[at], 1);
    add(places[at - IN_WORK], -1);
    worst = Math.max(worst, loads.get(places[at] ?? '') ?? 0);
  }
  return worst / (IN_WORK / NODES);
}

describe('many brokers with old news of loads', () => {
  it('keep the most loaded machine near the mean, by the less loaded of two', () => {
    const byTwo = worstOverMean(
      (field, jobId) => rankCandidates(routeRequest({ jobId }), field, NOW).chosen[0]?.nodeId,
    );
    expect(byTwo).toBeLessThan(1.6);
  });

  it('would all run to the same machine, if each took the least loaded of all', () => {
    const herding = worstOverMean((field) => {
      const least = field.reduce((best, it) => (it.outstandingTokens < best.outstandingTokens ? it : best));
      return least.nodeId;
    });
    expect(herding).toBeGreaterThan(4);
  });

  it('give a machine of twice the speed twice the work', () => {
    const done = { slow: 0, fast: 0 };
    for (let at = 0; at < 3_000; at++) {
      const field = [
        routeCandidate('slow', { slots: 1_000, tokensPerSecond: 50, outstandingTokens: done.slow * 300 }),
        routeCandidate('fast', { slots: 1_000, tokensPerSecond: 100, outstandingTokens: done.fast * 300 }),
      ];
      const first = rankCandidates(routeRequest({ jobId: `job-${at}` }), field, NOW).chosen[0]?.nodeId;
      if (first === 'slow' || first === 'fast') done[first]++;
    }
    expect(done.fast / done.slow).toBeGreaterThan(1.8);
  });
});

describe('an affinity word', () => {
  const words = Array.from({ length: 300 }, (_, at) => `conversation ${at}`);
  const machines = (ids: readonly string[]) => ids.map((nodeId) => routeCandidate(nodeId));
  let asked = 0;
  /** Each time another request. */
  const placeOf = (affinity: string, field: RouteCandidate[]) =>
    rankCandidates(routeRequest({ affinity, jobId: `job-${asked++}` }), field, NOW).chosen[0]?.nodeId;

  it('always leads to the same machine, and words spread over all', () => {
    const field = machines(nodeIds);
    for (const word of words) expect(placeOf(word, field)).toBe(placeOf(word, field.toReversed()));
    const uses = nodeIds.map((nodeId) => words.filter((word) => placeOf(word, field) === nodeId).length);
    expect(Math.max(...uses)).toBeLessThan(20);
  });

  it('stays where it was when another machine goes, and moves only to one that comes', () => {
    const all = machines(nodeIds);
    const fewer = all.slice(1);
    for (const word of words) {
      const before = placeOf(word, all);
      if (before !== 'node-0') expect(placeOf(word, fewer)).toBe(before);
    }
    const moved = words.filter((word) => placeOf(word, all) !== placeOf(word, fewer));
    for (const word of moved) expect(placeOf(word, all)).toBe('node-0');
    expect(moved.length).toBeLessThan(20);
  });

  it('leads on, and always to the same next one, while its machine is loaded; and back afterwards', () => {
    const field = machines(nodeIds);
    const loaded = (nodeId: string | undefined, busy: number) =>
      field.map((it) => (it.nodeId === nodeId ? { ...it, busy } : it));
    for (const word of words.slice(0, 50)) {
      const first = placeOf(word, field);
      const next = placeOf(word, loaded(first, 3));
      expect(next).not.toBe(first);
      expect(placeOf(word, loaded(first, 4))).toBe(next);
      expect(placeOf(word, loaded(first, 2))).toBe(first);
    }
  });

  it('never leads to a dearer machine', () => {
    const field = [...machines(nodeIds), routeCandidate('cheap', { usd: 0.5 })];
    for (const word of words) expect(placeOf(word, field)).toBe('cheap');
  });
});

it('chance has no favourites', () => {
  const spreads = nodeIds.map(spreadOf);
  const wins = spreads.map(() => 0);
  for (let at = 0; at < 50_000; at++) {
    const seed = spreadOf(`seed ${at}`);
    const chances = spreads.map((spread) => mix(seed, spread));
    const least = chances.indexOf(Math.min(...chances));
    wins[least] = (wins[least] ?? 0) + 1;
  }
  expect(Math.min(...wins)).toBeGreaterThan(850);
  expect(Math.max(...wins)).toBeLessThan(1_150);
});
