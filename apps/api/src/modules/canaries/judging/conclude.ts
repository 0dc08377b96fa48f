import { recordEvent, type Sql } from '../../../platform/index.ts';
import { endLosses, insertLoss } from '../badges/badge-losses.repo.ts';
import { lockPrompt, retirePrompt } from '../prompts/prompts.repo.ts';
import type { Reading } from '../shapes.ts';
import { agreeOn } from './agree-on.ts';
import { LEAST_TOKENS, NEAR_TIE_NATS } from './compare.ts';
import { judge, type Reference, thresholdFor } from './judge.ts';
import { type AnsweredRun, readAnswers, readReference, readVerdicts, saveReference, saveVerdict } from './runs.repo.ts';
import { lockStanding, readOwner, saveStanding } from './standing.repo.ts';
import { standingAfter, WINDOW } from './standing.ts';
import { readUsageSums } from './usage-sums.repo.ts';

/**
 * After an answer: is there a reference now, what does it say of all who answered this question, and what follows for
 * their machines. In the caller's transaction.
 * @returns the machines whose standing has changed.
 */
export async function conclude(sql: Sql, promptId: string, nowMs: number): Promise<string[]> {
  if (!(await lockPrompt(sql, promptId))) return [];
  const answers = await readAnswers(sql, promptId);
  const reference = await referenceOf(sql, promptId, answers, nowMs);
  if (reference && isUseless(reference.reading)) await retirePrompt(sql, promptId, 'useless', nowMs);
  for (const { runId, reading } of answers) await saveVerdict(sql, runId, judge(reading, reference));
  const nodeIds = [...new Set(answers.map(({ nodeId }) => nodeId))].sort();
  const changed: string[] = [];
  for (const nodeId of nodeIds) if (await settleStanding(sql, nodeId, nowMs)) changed.push(nodeId);
  return changed;
}

/** The trusted one, before what a majority says; a majority is not asked again once it has spoken. */
async function referenceOf(
  sql: Sql,
  promptId: string,
  answers: readonly AnsweredRun[],
  nowMs: number,
): Promise<Reference | null> {
  const known = await readReference(sql, promptId);
  const trusted = answers.find(({ isTrusted }) => isTrusted);
  if (trusted && known?.source !== 'trusted') {
    const { reading } = trusted;
    const reference = { reading, threshold: thresholdFor(reading, 0) };
    await saveReference(sql, { ...reference, promptId, source: 'trusted', listingId: null, providers: 1, atMs: nowMs });
    return reference;
  }
  if (known) return known;
  const agreed = agreeOn(answers.filter(({ isSuspected }) => !isSuspected));
  if (agreed) await saveReference(sql, { ...agreed, promptId, source: 'majority', listingId: null, atMs: nowMs });
  return agreed;
}

/** Nobody can be judged by it: the reference is wrong itself, or rounding decides before anything is known. */
function isUseless({ isRight, marks, margins }: Reading): boolean {
  if (isRight !== null) return !isRight;
  const firstTie = margins?.findIndex((margin) => margin < NEAR_TIE_NATS) ?? -1;
  return marks.length < LEAST_TOKENS || (firstTie >= 0 && firstTie < LEAST_TOKENS);
}

/** By the published rule. Its provider hears of a change, and of each change once. */
async function settleStanding(sql: Sql, nodeId: string, nowMs: number): Promise<boolean> {
  const before = await lockStanding(sql, nodeId);
  const standing = standingAfter(before, await readVerdicts(sql, nodeId, WINDOW), await readUsageSums(sql, nodeId));
  if (!standing) return false;
  await saveStanding(sql, nodeId, standing, nowMs);
  const isNews = standing.state !== (before ?? 'good');
  const owner = isNews ? await readOwner(sql, nodeId) : null;
  if (!owner) return false;
  const { accountId, listingId } = owner;
  const isLost = standing.state === 'suspected';
  if (isLost) await insertLoss(sql, { ...standing, listingId, nodeId, badge: 'canaries' }, nowMs);
  else await endLosses(sql, { nodeId }, nowMs);
  const kind = isLost ? 'badge_lost' : 'badge_won';
  const facts = { listingId, badge: 'canaries', code: standing.code };
  await recordEvent(sql, { kind, accountId, subject: `listing:${listingId}`, facts }, nowMs);
  return true;
}
