import { ok } from '@spindle/shared';
import type { AskAsBuyer, Heard, Target } from '../../apps/api/src/modules/canaries/asking/ask-as-buyer.ts';
import { CANARY_TOKENS } from '../../apps/api/src/modules/canaries/judging/ask-canary.ts';
import { measureNode } from '../../apps/api/src/modules/canaries/measuring/measure-node.ts';
import { tokensLeft } from '../../apps/api/src/modules/canaries/measuring/share.ts';
import type { Figure } from '../money/figure.ts';

const HOURS = 24;
const MINUTE = 60;
const MEASURE_EVERY = 55;
/** As often as after failures, which is the most. */
const CANARY_EVERY = 5;

/** A day of measurements and canaries, by the market's own rules, at machines of many speeds: what of their hours it takes. */
export async function measureProbes(): Promise<Figure[]> {
  const figures: Figure[] = [];
  for (const [speed, slots] of [
    [4, 1],
    [12, 2],
    [50, 4],
    [50, 32],
    [90, 256],
  ] as const) {
    const { share, measurements, canaries } = await dayOf(speed, slots);
    figures.push({
      ...{
        what: `share of a machine with ${slots} slots of ${speed} tokens/s, worst hour`,
        value: share * 100,
        unit: '%',
        digits: 2,
      },
      must: { atMost: 1 },
      beside: `${measurements} measurements and ${canaries} canaries in a day`,
    });
  }
  return figures;
}

async function dayOf(speed: number, slots: number) {
  const spent: { atMinute: number; tokens: number }[] = [];
  let capacity: number | null = null;
  let [measurements, canaries] = [0, 0];
  const takenAt = (minute: number) =>
    spent
      .filter(({ atMinute }) => atMinute > minute - MINUTE && atMinute <= minute)
      .reduce((sum, it) => sum + it.tokens, 0);
  for (let minute = 0; minute < HOURS * MINUTE; minute++) {
    if (minute % MEASURE_EVERY === 0) {
      const measured = await measureNode({
        ...{ ask: machineOf(speed), target: { presence: { slots } } as Target, takenTokens: takenAt(minute) },
        ...{
          capacityTokensPerSecond: capacity,
          settled: async () => {},
          signal: new AbortController().signal,
          random: Math.random,
        },
      });
      if (measured) {
        measurements++;
        spent.push({ atMinute: minute, tokens: measured.tokens });
        capacity = Math.max(capacity ?? 0, measured.mostTokensPerSecond ?? 0);
      }
    } else if (minute % CANARY_EVERY === 0 && tokensLeft(capacity, takenAt(minute)) >= CANARY_TOKENS) {
      canaries++;
      // The most that one can take.
      spent.push({ atMinute: minute, tokens: CANARY_TOKENS });
    }
  }
  const hours = spent.map(({ atMinute }) => takenAt(atMinute));
  return { share: Math.max(...hours) / ((capacity ?? 1) * 3_600), measurements, canaries };
}

const machineOf =
  (speed: number): AskAsBuyer =>
  async (_, { maxOutputTokens: output }) => {
    const heard: Heard = {
      ...{ text: '', odds: [], tokens: { input: 40, cached: 0, output }, firstTokenMs: 200, tokensPerSecond: speed },
      lastTokenMs: 200 + ((output - 1) * 1000) / speed,
    };
    return ok(heard);
  };
