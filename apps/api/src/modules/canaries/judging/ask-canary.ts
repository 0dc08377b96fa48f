import { randomBytes } from 'node:crypto';
import { type Fault, uuidv7 } from '@spindle/shared';
import { type Clock, type Database, inTransaction } from '../../../platform/index.ts';
import type { AskAsBuyer, Target } from '../asking/ask-as-buyer.ts';
import { makePrompt } from '../prompts/make-prompt.ts';
import { findPrompt, insertPrompt, isTrusted, type PromptRow, readParametersB } from '../prompts/prompts.repo.ts';
import { CANARY_KINDS, type CanaryKind } from '../shapes.ts';
import { conclude } from './conclude.ts';
import { saveReading, takePrompt } from './runs.repo.ts';
import { takeReading } from './take-reading.ts';

export interface CanaryDeps {
  db: Database;
  clock: Clock;
  random(): number;
}

/** What a canary takes at most, in and out, with the words that a template puts around it. */
export const CANARY_TOKENS = 320;
/** Models below it are asked easier questions. */
const EASY_BELOW_B = 4;
/** How often each kind is made: a quarter of the questions have an answer to know, the rest show the model's own hand. */
const WEIGHTS: Record<CanaryKind, number> = {
  arithmetic: 1,
  transform: 1,
  fact: 1,
  format: 1,
  fingerprint: 2,
  odds: 5,
};

export interface CanaryAnswered {
  /** Null when the machine answered. */
  fault: Fault | null;
  /** Machines whose standing has changed by it. */
  changed: string[];
}

/** Asks one machine a question that its provider has never been asked, and draws the conclusions. */
export async function askCanary(
  { db, clock, random }: CanaryDeps,
  ask: AskAsBuyer,
  target: Target,
  signal: AbortSignal,
): Promise<CanaryAnswered> {
  const { presence, offer } = target;
  const prompt = await promptFor({ db, clock, random }, target);
  const runId = uuidv7(clock.nowMs());
  const { promptId } = prompt;
  const { nodeId, listingId } = presence;
  const run = { runId, promptId, nodeId, listingId, accountId: offer.providerAccountId, atMs: clock.nowMs() };
  if (!(await takePrompt(db.pool, run))) return { fault: null, changed: [] };
  const { question, isRight } = makePrompt(prompt);
  const heard = await ask(target, question, signal);
  if (!heard.ok) return { fault: heard.fault, changed: [] };
  const { input, output } = heard.value.tokens;
  const reading = takeReading(promptId, heard.value, isRight);
  const changed = await inTransaction(db.pool, async (sql) => {
    await saveReading(sql, runId, reading, input + output);
    return conclude(sql, promptId, clock.nowMs());
  });
  return { fault: null, changed };
}

async function promptFor({ db, clock, random }: CanaryDeps, { presence, offer }: Target): Promise<PromptRow> {
  const { modelId, revision, providerAccountId: accountId } = offer;
  const kinds = kindsOf(presence, modelId);
  const trusted = await isTrusted(db.pool, presence.listingId);
  const known = await findPrompt(db.pool, { modelId, revision, accountId, kinds, isTrusted: trusted });
  if (known) return known;
  const parametersB = await readParametersB(db.pool, modelId);
  const prompt: PromptRow = {
    ...{ promptId: uuidv7(clock.nowMs()), modelId, revision },
    kind: kindBy(random(), kinds),
    seed: randomBytes(16).toString('hex'),
    isEasy: parametersB === null || parametersB < EASY_BELOW_B,
  };
  await insertPrompt(db.pool, prompt, clock.nowMs());
  return prompt;
}

/** Log probabilities are asked for where the machine says that it tells them. */
function kindsOf({ manifest }: Target['presence'], modelId: string): CanaryKind[] {
  const abilities = manifest.models.find(({ model }) => model === modelId)?.abilities ?? [];
  return CANARY_KINDS.filter((kind) => kind !== 'odds' || abilities.includes('logprobs'));
}

function kindBy(draw: number, kinds: readonly CanaryKind[]): CanaryKind {
  const all = kinds.flatMap((kind) => Array.from({ length: WEIGHTS[kind] }, () => kind));
  return all[Math.floor(draw * all.length)] ?? 'fingerprint';
}
