import type { AnswerEnd } from '../events.ts';
import type { Provenance, Usage } from './shapes.ts';

export const usageOf = ({ usage }: AnswerEnd): Usage => ({
  prompt_tokens: usage.input,
  completion_tokens: usage.output,
  total_tokens: usage.input + usage.output,
  prompt_tokens_details: { cached_tokens: usage.cached },
});

export const provenanceOf = ({ receipt, signedReceipt, chargedNano, feeNano }: AnswerEnd): Provenance => ({
  job_id: receipt.jobId,
  node_id: receipt.nodeId,
  charged_nano: chargedNano.toString(),
  fee_nano: feeNano.toString(),
  receipt: signedReceipt,
});

/** OpenAI's id of an answer: the job's. */
export const completionId = (jobId: string): string => `chatcmpl-${jobId}`;
