import { errorBody, errorHeaders } from '@spindle/client';
import { errorEntry, type Fault, fail, type Result } from '@spindle/shared';
import type { FastifyReply } from 'fastify';
import { type FaultLog, faultOfException } from '../../platform/index.ts';

/** Sends what a use case gives, or its refusal in the market's form. */
export async function answerNode<Value>(
  reply: FastifyReply,
  log: FaultLog,
  work: () => Promise<Result<Value>>,
): Promise<FastifyReply> {
  try {
    const result = await work();
    return result.ok ? reply.send(result.value) : refuseNode(reply, result.fault);
  } catch (error) {
    return refuseNode(reply, faultOfException(error, log));
  }
}

export const refuseNode = (reply: FastifyReply, fault: Fault): FastifyReply =>
  reply.status(errorEntry(fault.code).status).headers(errorHeaders(fault)).send(errorBody(fault));

/** Names the first field that is not of its shape. */
export function invalidBody([issue]: readonly { path: PropertyKey[] }[]): Fault {
  const field = (issue?.path ?? ['body']).map(String).join('.');
  return fail('invalid_input', { field, hint: 'Update spindle-node.' }).fault;
}
