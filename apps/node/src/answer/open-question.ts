import { type OpenedRequest, openRequest, type PriorAnswer } from '@spindle/sealed/node';
import { fail, ok, type Result } from '@spindle/shared';
import { missingAbility, outputLimit, type Question, readQuestion } from '../engines/index.ts';
import type { Accepted } from './accept-request.ts';
import { type Continuation, continueAnswer } from './continue-answer.ts';

/** A request whose seal is open, and whose question this machine can answer. */
export interface Opened extends Continuation {
  sealed: OpenedRequest;
  /** What others delivered of the answer; null when it begins here. */
  prior: PriorAnswer | null;
  /** Output tokens that are left to write. */
  maxOutputTokens: number;
}

/**
 * Opens a request, and what others answered to it. Refusals: those of `openRequest`; `terms_mismatch` for a kind that the
 * terms don't name; `answer_damaged`; `model_kind` and `parameter_unsupported` for what this machine can't do;
 * `resume_unsupported` for an answer that can't go on here.
 */
export function openQuestion(accepted: Accepted): Result<Opened> {
  const { terms, envelope, wrap, keySet, engine, begun } = accepted;
  const sealed = openRequest({ envelope, nodeId: terms.nodeId, terms, keys: keySet.sealKeys, wrap });
  if (!sealed.ok) return sealed;
  const { body } = sealed.value;
  if (body.kind !== terms.kind) return fail('terms_mismatch');
  const question = readQuestion(body);
  if (!question.ok) return question;
  const missing = missingAbility(question.value, terms.model, engine.abilities);
  if (missing) return { ok: false, fault: missing };
  const limit = outputLimit(question.value, terms.maxOutputTokens);
  if (!begun) return ok({ ...fresh(question.value), sealed: sealed.value, prior: null, maxOutputTokens: limit });
  const prior = sealed.value.prior(begun.segments, begun.frames);
  if (!prior.ok) return prior;
  const goingOn = continueAnswer(question.value, prior.value, engine.abilities);
  if (!goingOn.ok) return goingOn;
  const left = Math.max(0, limit - prior.value.outputTokens);
  return ok({ ...goingOn.value, sealed: sealed.value, prior: prior.value, maxOutputTokens: left });
}

const fresh = (question: Question): Continuation => ({ question, said: null });

/** Nothing is left to ask an engine: the limit is reached, or every vector was delivered. The reason to end with. */
export function endAtOnce({ question, prior, maxOutputTokens }: Opened): 'length' | 'stop' | null {
  if (!prior) return null;
  if (question.kind === 'embeddings') return question.request.input.length === 0 ? 'stop' : null;
  return maxOutputTokens === 0 ? 'length' : null;
}
