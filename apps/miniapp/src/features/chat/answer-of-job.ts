import { conversation, conversationsHere } from './conversation.ts';
import type { Answer } from './turn.ts';

/** The answer of this request as it stands in the conversation that is open here; null when it does not, or on another device. */
export async function answerOfJob(jobId: string): Promise<Answer | null> {
  await conversationsHere();
  const answers = conversation().turns.flatMap(({ answer, former = [] }) => [answer, ...former]);
  return answers.find((answer) => answer.jobId === jobId) ?? null;
}
