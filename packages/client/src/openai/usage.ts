import { termsCostNano } from '@spindle/shared';
import type { AnswerEnd } from '../events.ts';
import type { Provenance, Usage } from './shapes.ts';

/** Tokens, and what they cost: Cocoon's cost fields, whole nano of the coin, whose sum is what was charged. */
export function usageOf(end: AnswerEnd): Usage {
  const { usage, terms, receipt, chargedNano } = end;
  const input = termsCostNano(terms, { ...receipt.tokens, output: 0 });
  const prompt = input < chargedNano ? input : chargedNano;
  return {
    prompt_tokens: usage.input,
    completion_tokens: usage.output,
    total_tokens: usage.input + usage.output,
    prompt_tokens_details: { cached_tokens: usage.cached },
    prompt_total_cost: Number(prompt),
    completion_total_cost: Number(chargedNano - prompt),
    total_cost: Number(chargedNano),
  };
}

export const provenanceOf = ({
  receipt,
  signedReceipt,
  chargedNano,
  feeNano,
  resumedTokens,
}: AnswerEnd): Provenance => ({
  job_id: receipt.jobId,
  node_id: receipt.nodeId,
  charged_nano: chargedNano.toString(),
  fee_nano: feeNano.toString(),
  ...(resumedTokens > 0 && { resumed_tokens: resumedTokens }),
  receipt: signedReceipt,
});

/** OpenAI's id of an answer: the job's. */
export const completionId = (kind: 'chat' | 'completion', jobId: string): string =>
  `${kind === 'chat' ? 'chatcmpl' : 'cmpl'}-${jobId}`;
