import { type ErrorCode, errorText } from '@spindle/shared';
import type { LineAnswer } from './shapes.ts';

/** Of one length for all lines of a batch, so that the length of what is not written yet is known. */
const idOf = (batchId: string, line: number): string =>
  `batch_req_${batchId.replaceAll('-', '')}_${String(line).padStart(8, '0')}`;

/** A line of the output or error file: what its endpoint answered. */
export const answeredLine = (batchId: string, line: number, customId: string, answer: LineAnswer): string =>
  `${JSON.stringify({
    id: idOf(batchId, line),
    custom_id: customId,
    response: { status_code: answer.status, request_id: answer.jobId ?? '', body: answer.body },
    error: null,
  })}\n`;

/** A line of the error file for a request that never had an answer. */
export const unansweredLine = (batchId: string, line: number, customId: string, code: ErrorCode): string =>
  `${JSON.stringify({
    id: idOf(batchId, line),
    custom_id: customId,
    response: null,
    error: { code, message: errorText({ code }) },
  })}\n`;

/** Length of {@link unansweredLine} besides the custom_id as JSON. */
export const unansweredBytes = (batchId: string, code: ErrorCode): number =>
  Buffer.byteLength(unansweredLine(batchId, 0, '', code)) - '""'.length;
