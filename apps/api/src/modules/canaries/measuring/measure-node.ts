import type { Result } from '@spindle/shared';
import type { AskAsBuyer, Heard, Target } from '../asking/ask-as-buyer.ts';
import type { Level, Measured } from '../shapes.ts';
import { everydayQuestion, QUESTION_TOKENS } from './everyday-questions.ts';
import { tokensLeft } from './share.ts';

export interface MeasureParts {
  ask: AskAsBuyer;
  target: Target;
  /** What the last hour has cost the machine, and what it was measured to deliver before; null for never. */
  takenTokens: number;
  capacityTokensPerSecond: number | null;
  /** Resolves when nothing of an earlier level is under way any more. */
  settled(): Promise<void>;
  /** Fires when a buyer comes. */
  signal: AbortSignal;
  random(): number;
}

/**
 * A level has fallen where one answer is half as fast as alone, or its first token comes four times as late, and late at
 * all.
 */
const FALLEN_SPEED = 0.5;
const FALLEN_FIRST_TOKEN = 4;
const LATE_MS = 1_000;
/** The rest of the hundredth is for canaries. */
const SHARE_OF_MEASURING = 0.6;

/**
 * Measures a machine by our own clock: one question alone, then two at once, four, … up to the slots that it claims, as
 * long as it does not fall, no buyer comes and the budget lasts. A machine that was never measured is asked the first.
 * @returns null when not even one question was answered: unknown, not slow.
 */
export async function measureNode(parts: MeasureParts): Promise<Measured | null> {
  const { slots } = parts.target.presence;
  const levels: Level[] = [];
  let tokens = 0;
  const done = (ended: Measured['ended']) => measuredOf(levels, tokens, slots, ended);
  for (const concurrency of levelsUpTo(slots)) {
    const capacity = Math.max(
      parts.capacityTokensPerSecond ?? 0,
      ...levels.map(({ allTokensPerSecond: all }) => all ?? 0),
    );
    const known = capacity > 0 ? capacity : null;
    const room = tokensLeft(known, parts.takenTokens + tokens) * SHARE_OF_MEASURING;
    const isFirstEver = levels.length === 0 && parts.capacityTokensPerSecond === null;
    if (!isFirstEver && concurrency * QUESTION_TOKENS > room) return done('budget');
    if (parts.signal.aborted) return done('buyer');
    const answers = await askAtOnce(parts, concurrency);
    tokens += answers.reduce(
      (sum, it) => sum + (it.ok ? it.value.tokens.input + it.value.tokens.output : QUESTION_TOKENS),
      0,
    );
    if (parts.signal.aborted) return done('buyer');
    const heard = answers.flatMap((it) => (it.ok ? [it.value] : []));
    if (heard.length < answers.length) return done('failed');
    levels.push(levelOf(heard));
    if (hasFallen(levels)) return done('fell');
    await parts.settled();
  }
  return done('slots');
}

/** 1, 2, 4, … and the claimed number itself at last. */
export function levelsUpTo(slots: number): number[] {
  const levels: number[] = [];
  for (let level = 1; level < slots; level *= 2) levels.push(level);
  return [...levels, Math.max(1, slots)];
}

const askAtOnce = ({ ask, target, signal, random }: MeasureParts, count: number): Promise<Result<Heard>[]> =>
  Promise.all(Array.from({ length: count }, () => ask(target, everydayQuestion(random), signal)));

function levelOf(heard: readonly Heard[]): Level {
  const speeds = heard.flatMap(({ tokensPerSecond }) => tokensPerSecond ?? []);
  const firsts = heard.map(({ firstTokenMs }) => firstTokenMs);
  const lastMs = Math.max(...heard.map(({ lastTokenMs }) => lastTokenMs));
  const output = heard.reduce((sum, { tokens }) => sum + tokens.output, 0);
  return {
    concurrency: heard.length,
    firstTokenMs: medianOf(firsts) ?? 0,
    tokensPerSecond: medianOf(speeds),
    // Of all together, the wait for the first token included: what a buyer of the whole machine would get.
    allTokensPerSecond: lastMs > 0 ? rounded((output * 1000) / lastMs) : null,
  };
}

function hasFallen(levels: readonly Level[]): boolean {
  const [alone] = levels;
  const last = levels.at(-1);
  if (!alone || !last || last === alone) return false;
  const isSlow =
    alone.tokensPerSecond !== null &&
    last.tokensPerSecond !== null &&
    last.tokensPerSecond < alone.tokensPerSecond * FALLEN_SPEED;
  return isSlow || last.firstTokenMs > Math.max(LATE_MS, alone.firstTokenMs * FALLEN_FIRST_TOKEN);
}

function measuredOf(levels: Level[], tokens: number, claimedSlots: number, ended: Measured['ended']): Measured | null {
  const [alone] = levels;
  if (!alone) return null;
  const all = levels.flatMap(({ allTokensPerSecond }) => allTokensPerSecond ?? []);
  return {
    firstTokenMs: alone.firstTokenMs,
    tokensPerSecond: alone.tokensPerSecond,
    mostTokensPerSecond: all.length > 0 ? Math.max(...all) : null,
    levels,
    fallsAt: ended === 'fell' ? (levels.at(-1)?.concurrency ?? null) : null,
    claimedSlots,
    ended,
    tokens,
  };
}

function medianOf(values: readonly number[]): number | null {
  const middle = values.toSorted((a, b) => a - b)[Math.floor((values.length - 1) / 2)];
  return middle === undefined ? null : rounded(middle);
}

const rounded = (value: number): number => Math.round(value * 10) / 10;
