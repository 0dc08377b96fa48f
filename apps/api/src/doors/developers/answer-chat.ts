import { type AnswerEvent, type ChatBody, createChunkWriter, errorBody, toChatCompletion } from '@spindle/client';
import type { FaultLog } from '../../platform/index.ts';
import type { ResponseWriter } from '../response-writer.ts';
import { faultOfChat } from './fault-of-chat.ts';

const line = (value: object): string => `data: ${JSON.stringify(value)}\n\n`;

/** The whole answer as OpenAI's completion, with the headers that say what it cost and how it can be found again. */
export async function wholeAnswer(
  events: AsyncIterable<AnswerEvent>,
  { ask }: ChatBody,
  createdSeconds: number,
): Promise<{ body: object; headers: Record<string, string> }> {
  const body = await toChatCompletion(events, { model: ask.model, created: createdSeconds });
  const { job_id, charged_nano } = body.spindle;
  return { body, headers: { 'x-spindle-job': job_id, 'x-spindle-cost-nano': charged_nano } };
}

/**
 * Streams the answer as OpenAI's chunks. Throws only while nothing was written; what fails later is told in the stream,
 * which then ends without `[DONE]`.
 */
export async function streamAnswer(
  events: AsyncIterable<AnswerEvent>,
  { ask, includeUsage }: ChatBody,
  createdSeconds: number,
  out: ResponseWriter,
  log: FaultLog,
): Promise<void> {
  const chunksOf = createChunkWriter({ model: ask.model, created: createdSeconds, includeUsage });
  try {
    for await (const event of events) {
      if (event.kind === 'quoted') out.setHeader('x-spindle-job', event.quote.jobId);
      const lines = chunksOf(event).map(line).join('');
      const more = lines ? out.write(lines) : null;
      if (more) await more;
    }
    out.write('data: [DONE]\n\n');
  } catch (error) {
    if (!out.hasBegun) throw error;
    out.write(line(errorBody(faultOfChat(error, log))));
  }
}
