import { errorEntry, type Fault, FaultError } from '@spindle/shared';
import { errorBody, errorHeaders } from '../openai/error-body.ts';

/** A fault as OpenAI's endpoints answer it. */
export const refuse = (fault: Fault): Response =>
  Response.json(errorBody(fault), { status: errorEntry(fault.code).status, headers: errorHeaders(fault) });

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
