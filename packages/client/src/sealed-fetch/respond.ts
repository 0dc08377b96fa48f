import { errorEntry, type Fault, FaultError } from '@spindle/shared';
import { errorBody, errorHeaders } from '../openai/error-body.ts';

/** A fault as OpenAI's endpoints answer it. @param headers how far the request came, where it came anywhere. */
export const refuse = (fault: Fault, headers: Readonly<Record<string, string>> = {}): Response =>
  Response.json(errorBody(fault), {
    status: errorEntry(fault.code).status,
    headers: { ...headers, ...errorHeaders(fault) },
  });

/** The fault of a request that was quoted before it failed. */
export class AnswerFault extends FaultError {
  constructor(
    fault: Fault,
    readonly headers: Readonly<Record<string, string>>,
  ) {
    super(fault);
  }
}

/** The fault of an exception; anything else is not ours to answer, and thrown on. */
export function faultOnly(error: unknown): FaultError {
  if (error instanceof FaultError) return error;
  throw error;
}

/** The body as JSON; null when it is none, which every reader refuses. */
export function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
