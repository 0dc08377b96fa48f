import { type Fault, FaultError, fail } from '@spindle/shared';

/** The part of the logger that is needed here. */
export interface FaultLog {
  error(facts: object, words: string): void;
}

/**
 * Turns an exception into what may be told outside: its own fault, `database_unavailable` when the connection to
 * Postgres is gone, `invalid_input` for text that it cannot keep, else `internal` with a reference under which the exception was logged. Every door calls this, so
 * that no stack trace, SQL or host name leaves the broker.
 */
export function faultOfException(error: unknown, log: FaultLog): Fault {
  const chain = causesOf(error);
  const known = chain.find((cause) => cause instanceof FaultError);
  if (known) return known.fault;
  if (chain.some(isDatabaseGone)) {
    log.error({ codes: chain.map(codeOf) }, 'database unavailable');
    return { code: 'database_unavailable' };
  }
  if (chain.some((cause) => UNSTORABLE_CODES.has(codeOf(cause)))) {
    return fail('invalid_input', { field: 'text', hint: 'Leave out the character U+0000.' }).fault;
  }
  const reference = crypto.randomUUID().slice(0, 8);
  log.error({ err: error, reference }, 'unexpected exception');
  return { code: 'internal', facts: { reference } };
}

/**
 * The error, its cause, the cause's cause…, what an AggregateError holds (a connection refused on IPv4 and IPv6), and
 * what Prisma puts into `meta`.
 */
function causesOf(error: unknown): unknown[] {
  const chain: unknown[] = [];
  const queue = [error];
  while (queue.length > 0 && chain.length < 20) {
    const next = queue.shift();
    if (next === undefined || next === null || chain.includes(next)) continue;
    chain.push(next);
    if (next instanceof AggregateError) queue.push(...next.errors);
    queue.push(member(next, 'cause'), member(member(next, 'meta'), 'driverAdapterError'));
  }
  return chain;
}

/** A character that Postgres cannot keep, in text and in JSON: whoever sent it is told, whichever field it stood in. */
const UNSTORABLE_CODES = new Set(['22021', '22P05']);

/** Sockets, Postgres classes 08 and 57P (shutdown, restart), too many clients, and what Prisma makes of them. */
const GONE_CODES = new Set([
  ...['ECONNREFUSED', 'ECONNRESET', 'EPIPE', 'ETIMEDOUT', 'ENOTFOUND', 'EHOSTUNREACH'],
  ...['08000', '08001', '08003', '08004', '08006', '57P01', '57P02', '57P03', '53300'],
  ...['P1001', 'P1002', 'P1008', 'P1017', 'P2024', 'P2028'],
]);
/** pg has no code for a connection that ends under a query, for a query without an answer, nor for a pool without a connection. */
const GONE_WORDS =
  /^(Connection terminated|Query read timeout|timeout exceeded when trying to connect|Client has encountered a connection)/;
const GONE_KINDS = new Set(['DatabaseNotReachable', 'ConnectionClosed', 'TooManyConnections', 'SocketTimeout']);

function isDatabaseGone(error: unknown): boolean {
  if (GONE_CODES.has(codeOf(error)) || GONE_KINDS.has(field(error, 'kind'))) return true;
  return error instanceof Error && GONE_WORDS.test(error.message);
}

const codeOf = (error: unknown): string =>
  field(error, 'code') || field(error, 'errorCode') || field(error, 'originalCode');

function field(value: unknown, name: string): string {
  const found = member(value, name);
  return typeof found === 'string' ? found : '';
}

function member(value: unknown, name: string): unknown {
  return typeof value === 'object' && value !== null ? Reflect.get(value, name) : undefined;
}
