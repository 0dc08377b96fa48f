import { type AnswerEvent, errorBody, gatherAnswer, readBody } from '@spindle/client';
import { errorEntry, type Fault, fail } from '@spindle/shared';
import type { CarryOut, LineAnswer } from '../../modules/batches/index.ts';
import type { FaultLog } from '../../platform/index.ts';
import { askInProcess } from './ask-in-process.ts';
import { isAskPath, KIND_OF_PATH } from './endpoints.ts';
import { faultOfChat } from './fault-of-chat.ts';
import type { InProcessParts } from './in-process-transport.ts';

/** Why a job was not written down: not a fault of the answer. */
class NotNoted extends Error {
  constructor(override readonly cause: unknown) {
    super('the job of a line was not written');
  }
}

/** Answers lines of batches as the door answers whole requests, on idle machines and at the batch price. */
export function createCarryOut(parts: InProcessParts & { log: FaultLog }): CarryOut {
  return async (actor, { url, body }, onJob) => {
    const read = isAskPath(url) ? readBody(KIND_OF_PATH[url], body) : fail('not_found', { what: url });
    if (!read.ok) return refused(null, read.fault);
    let jobId: string | null = null;
    const note = async (event: AnswerEvent): Promise<void> => {
      if (event.kind !== 'quoted') return;
      jobId = event.quote.jobId;
      await onJob(jobId).catch((error: unknown) => {
        throw new NotNoted(error);
      });
    };
    const ask = { ...read.value.ask, serviceClass: 'batch' as const };
    const createdSeconds = Math.floor(parts.quote.clock.nowMs() / 1000);
    try {
      const answer = await gatherAnswer(askInProcess(parts, actor, ask), read.value, createdSeconds, note);
      return { jobId, status: 200, body: answer, code: null };
    } catch (error) {
      if (error instanceof NotNoted) throw error.cause;
      return refused(jobId, faultOfChat(error, parts.log));
    }
  };
}

const refused = (jobId: string | null, fault: Fault): LineAnswer => ({
  jobId,
  status: errorEntry(fault.code).status,
  body: errorBody(fault),
  code: fault.code,
});
