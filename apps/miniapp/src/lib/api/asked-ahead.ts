import { serialize } from './wire.ts';

/** A route of the broker, and what it is asked. */
export type Call = readonly [route: string, input?: unknown];

/** Answers on their way that nobody took yet, by the address that was asked. */
const underway = new Map<string, Promise<Response>>();

/**
 * Asks the broker what screens will ask, before their script is here: on a slow network an answer takes as long as the script. It is
 * the request that tRPC's client would make of these calls together, so that it can be given the answer in place of its own.
 * @param base the address of tRPC's routes.
 */
export function askAhead(base: string, kind: 'query' | 'mutation', calls: readonly Call[]): void {
  const input = JSON.stringify({ ...calls.map(([, input]) => serialize(input)) });
  const address = `${base}/${calls.map(([route]) => route).join(',')}?batch=1`;
  const json = { 'content-type': 'application/json' };
  if (kind === 'mutation') keep(address, { method: 'POST', body: input, headers: json });
  else keep(`${address}&input=${encodeURIComponent(input)}`);
}

function keep(address: string, init?: RequestInit): void {
  const answer = fetch(address, init);
  // Whoever takes it hears of a failure.
  answer.catch(() => undefined);
  underway.set(address, answer);
}

/** The answer that was asked for ahead: once, for whoever would ask the same. */
export function takeAsked(address: string): Promise<Response> | undefined {
  const answer = underway.get(address);
  underway.delete(address);
  return answer;
}
