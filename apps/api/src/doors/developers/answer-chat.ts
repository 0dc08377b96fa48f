import {
  type AnswerEvent,
  createStreamWriter,
  errorBody,
  gatherAnswer,
  type OpenAiBody,
  sseLine,
} from '@spindle/client';
import type { FaultLog } from '../../platform/index.ts';
import type { ResponseWriter } from '../response-writer.ts';
import { faultOfChat } from './fault-of-chat.ts';

/** The whole answer as OpenAI's object, with the headers that say what it cost and how it can be found again. */
export async function wholeAnswer(
  events: AsyncIterable<AnswerEvent>,
  asked: OpenAiBody,
  createdSeconds: number,
): Promise<{ body: object; headers: Record<string, string> }> {
  const body = await gatherAnswer(events, asked, createdSeconds);
  const { job_id, charged_nano } = body.spindle;
  return { body, headers: { 'x-spindle-job': job_id, 'x-spindle-cost-nano': charged_nano } };
}

/**
 * Streams the answer as OpenAI's chunks. Throws only while nothing was written; what fails later is told in the stream,
 * which then ends without `[DONE]`.
 */
export async function streamAnswer(
  events: AsyncIterable<AnswerEvent>,
  asked: OpenAiBody,
  createdSeconds: number,
  out: ResponseWriter,
  log: FaultLog,
): Promise<void> {
  const write = createStreamWriter(asked, createdSeconds);
  try {
    for await (const event of events) {
      if (event.kind === 'quoted') out.setHeader('x-spindle-job', event.quote.jobId);
      const lines = write(event);
      const more = lines ? out.write(lines) : null;
      if (more) await more;
    }
  } catch (error) {
    if (!out.hasBegun) throw error;
    out.write(sseLine(errorBody(faultOfChat(error, log))));
  }
}
