import type { AnswerEvent, Opening, QuestionOpening } from '@spindle/client';
import type { CheckedEvidence } from '@spindle/sealed/confidential';
import type { Candidate, Quote, Signed, Terms, TokenCount } from '@spindle/shared';
import type { ShownFault } from '../../lib/api/index.ts';

export type AnswerState = 'quoting' | 'waiting' | 'streaming' | 'complete' | 'stopped' | 'failed';

/** What an answer cost, and the proof of it. */
export interface Bill {
  /** Tokens that are charged. */
  usage: TokenCount;
  /** Output tokens of machines that broke off: the answer has them, the bill does not. */
  freeTokens: number;
  chargedNano: bigint;
  feeNano: bigint;
  signedReceipt: Signed;
  /** Shows others what was said, by this person's choice; null where it was not kept. */
  opening?: Opening | null;
  /** The same of the question, with all that was sent along; only of the last few answers. */
  question?: QuestionOpening | null;
}

export interface Answer {
  state: AnswerState;
  /** Since when it is in this state, for people who wait. */
  sinceMs: number;
  text: string;
  reasoning: string;
  outputTokens: number;
  /** Set while it waits in line: how many are in front of it, and about how long that takes. */
  queue: { position: number; etaMs: number | null } | null;
  /** Of the output tokens, those that machines had said which then broke off. */
  freeTokens: number;
  jobId: string | null;
  /** Kept while it may still matter which machine works. */
  quote: Quote | null;
  /** The machine that works on it, or did. */
  candidate: Candidate | null;
  /** What was found of a confidential machine before the question was sealed to it. */
  evidence?: CheckedEvidence | null;
  bill: Bill | null;
  /** What a stopped answer cost, once the market knows. */
  stopped?: { outputTokens: number; costNano: bigint; costMicroUsd: bigint };
  /** The answer reached its limit before the model was done. */
  isCutShort: boolean;
  fault: ShownFault | null;
  /** This device is out of reach; the answer goes on without it. */
  isAway?: boolean;
  /** The market paid for it. */
  isGift?: boolean;
  /** How much more than usual the seal hides; machines that could not do it were not asked. */
  isPrivate?: boolean;
  isPostQuantum?: boolean;
}

export interface Turn {
  id: string;
  question: string;
  /** Pictures that went with it, as `data:` addresses. */
  images?: readonly string[];
  modelId: string;
  answer: Answer;
  /** What others had answered before: they stay, and were paid for. */
  former?: Answer[];
}

export const newAnswer = (nowMs: number): Answer => ({
  state: 'quoting',
  sinceMs: nowMs,
  text: '',
  reasoning: '',
  outputTokens: 0,
  queue: null,
  freeTokens: 0,
  jobId: null,
  quote: null,
  candidate: null,
  evidence: null,
  bill: null,
  isCutShort: false,
  fault: null,
});

export const isRunning = ({ state }: Answer): boolean =>
  state === 'quoting' || state === 'waiting' || state === 'streaming';

/** The answer after one more thing has happened to it. */
export function applyEvent(answer: Answer, event: AnswerEvent, nowMs: number): Answer {
  switch (event.kind) {
    case 'quoted':
      return { ...answer, state: 'waiting', sinceMs: nowMs, quote: event.quote, jobId: event.quote.jobId };
    case 'queued':
      return { ...answer, queue: { position: event.position, etaMs: event.etaMs } };
    case 'more':
      return { ...answer, quote: answer.quote && withMore(answer.quote, event.usable) };
    case 'attempt':
      return {
        ...answer,
        queue: null,
        candidate: candidateOf(answer.quote, event.nodeId),
        evidence: null,
        freeTokens: event.resumedTokens ?? 0,
      };
    case 'text':
    case 'refusal':
      return { ...streaming(answer, nowMs), text: answer.text + event.text, outputTokens: event.outputTokens };
    case 'reasoning':
      return {
        ...streaming(answer, nowMs),
        reasoning: answer.reasoning + event.text,
        outputTokens: event.outputTokens,
      };
    case 'tool':
    case 'logprobs':
    case 'embedding':
      return { ...streaming(answer, nowMs), outputTokens: event.outputTokens };
    case 'end': {
      const { usage, resumedTokens: freeTokens, chargedNano, feeNano, signedReceipt, opening } = event;
      const question = keepable(event.questionOpening);
      const charged = { ...usage, output: usage.output - freeTokens };
      const bill = { usage: charged, freeTokens, chargedNano, feeNano, signedReceipt, opening, question };
      const done = { ...answer, state: 'complete', sinceMs: nowMs, quote: null, bill } as const;
      return { ...done, outputTokens: usage.output, isCutShort: event.reason === 'length' };
    }
  }
}

/** Each question carries the conversation before it: pictures and very long ones are not kept twice. */
const MOST_KEPT_LENGTH = 128 * 1024;
const MOST_KEPT_QUESTIONS = 8;

const keepable = (question: QuestionOpening | null): QuestionOpening | null =>
  question && question.request.length <= MOST_KEPT_LENGTH ? question : null;

/** Without what opens the questions of long ago: of the last few it is kept. */
export const withoutOldQuestions = (turns: readonly Turn[]): Turn[] =>
  turns.map((turn, at) => {
    const { bill } = turn.answer;
    const isOld = at < turns.length - MOST_KEPT_QUESTIONS;
    return isOld && bill?.question ? { ...turn, answer: { ...turn.answer, bill: { ...bill, question: null } } } : turn;
  });

export function stopAnswer(answer: Answer, nowMs: number): Answer {
  return { ...answer, state: 'stopped', sinceMs: nowMs, quote: null, isAway: false };
}

export function failAnswer(answer: Answer, fault: ShownFault, nowMs: number): Answer {
  return { ...answer, state: 'failed', sinceMs: nowMs, quote: null, isAway: false, fault };
}

/** The next of several answers to one question, in a circle. */
export function showNextAnswer(turn: Turn): Turn {
  const [next, ...rest] = turn.former ?? [];
  return next ? { ...turn, answer: next, former: [...rest, turn.answer] } : turn;
}

/** Listings that have answered this question or tried to. */
export const listingsAsked = ({ answer, former = [] }: Turn): string[] => [
  ...new Set([...former, answer].flatMap(({ candidate }) => (candidate ? [candidate.terms.listingId] : []))),
];

/** The terms under which the machine works. */
export const termsOf = (answer: Answer): Terms | null => answer.candidate?.terms ?? null;

function streaming(answer: Answer, nowMs: number): Answer {
  return answer.state === 'streaming' ? answer : { ...answer, state: 'streaming', sinceMs: nowMs };
}

function candidateOf(quote: Quote | null, nodeId: string): Candidate | null {
  // The latest: a machine that was started anew since has other keys.
  return quote?.candidates.findLast(({ terms }) => terms.nodeId === nodeId) ?? null;
}

const withMore = (quote: Quote, more: readonly Candidate[]): Quote => ({
  ...quote,
  candidates: [...quote.candidates, ...more],
});
