import { expect, it } from 'vitest';
import type { Reading } from '../shapes.ts';
import { judge } from './judge.ts';
import { type JudgedRun, standingAfter, WINDOW } from './standing.ts';

/*
 * How often the rule is wrong, by trying it: machines whose sums differ from the reference's by some nats per token, as
 * other cards and batches make them, and now and then decide a near tie in another way.
 */

const TOKENS = 24;
const MACHINES = 100;
const CANARIES = 60;
/** A small generator (mulberry32): the same numbers in every run. */
const chance = { state: 7, next: nextOf };
function nextOf(this: { state: number }): number {
  this.state = (this.state + 0x6d2b79f5) | 0;
  let mixed = Math.imul(this.state ^ (this.state >>> 15), 1 | this.state);
  mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
  return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
}
/** About normal, of variance 1. */
const noise = () => Array.from({ length: 6 }, () => chance.next() - 0.5).reduce((a, b) => a + b, 0) * Math.SQRT2;

interface Truth {
  odds: number[];
  margins: number[];
}

/** Models are mostly sure of the next token, and now and then hardly decided. */
const truth = (): Truth => ({
  odds: Array.from({ length: TOKENS }, () => Math.log(1 - 0.6 * chance.next())),
  margins: Array.from({ length: TOKENS }, () => -Math.log(1 - chance.next()) * 2),
});

/** What a machine says whose log probabilities are off by so much. It goes another way where that turns the order round. */
function saidBy({ odds, margins }: Truth, offBy: number): Reading {
  const turned = margins.findIndex((margin) => Math.abs(noise()) * offBy * Math.SQRT2 > margin);
  return {
    isRight: null,
    marks: odds.map((_, at) => (turned >= 0 && at >= turned ? `other ${at}` : `same ${at}`)),
    odds: odds.map((odd) => odd + noise() * offBy),
    margins,
    ...{ inputTokens: 50, outputTokens: TOKENS, bytes: 100 },
  };
}

/** Of machines that are so far off, the share that was ever suspected, and of their canaries the share that failed. */
function tryOut(offBy: number) {
  let [suspected, failed, judged] = [0, 0, 0];
  for (let machine = 0; machine < MACHINES; machine++) {
    const runs: JudgedRun[] = [];
    let isSuspected = false;
    for (let at = 0; at < CANARIES; at++) {
      const asked = truth();
      const reference = { reading: saidBy(asked, 0), threshold: 0.05 };
      const { verdict, code } = judge(saidBy(asked, offBy), reference);
      runs.unshift({ runId: `${at}`, verdict, code });
      if (verdict !== 'unknown') judged++;
      if (verdict === 'failed') failed++;
      isSuspected ||= standingAfter(null, runs.slice(0, WINDOW * 3))?.state === 'suspected';
    }
    if (isSuspected) suspected++;
  }
  return { suspected: suspected / MACHINES, failed: failed / judged };
}

it('of 100 honest machines, each asked 60 canaries, none is suspected: neither with the same sums nor with other cards', () => {
  expect(tryOut(0.005)).toEqual({ suspected: 0, failed: 0 });
  const other = tryOut(0.02);
  expect(other.suspected).toBe(0);
  expect(other.failed).toBeLessThan(0.001);
});

it('of 100 machines with a quantised model, all are suspected', () => {
  expect(tryOut(0.12).suspected).toBe(1);
});
