import { type ErrorCode, type Fault, fail, ok, type Result } from '@spindle/shared';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { KeptReply, ReplayAsk, Run } from '../../modules/replays/index.ts';
import { refuse } from '../bearer.ts';
import { goneSignal } from '../response-writer.ts';
import { Outlet } from './outlet.ts';
import type { Door } from './parts.ts';

/** What came of a request. */
export type Outcome =
  | { kind: 'whole'; headers: Readonly<Record<string, string>>; body: object }
  /** Written to the outlet; with a fault, that was told there too. */
  | { kind: 'streamed'; fault: Fault | null }
  /** The headers say how far it came: its job, and which machines were asked. */
  | { kind: 'refused'; fault: Fault; headers: Readonly<Record<string, string>> };

/** Never throws. @param signal fires when the caller has left and nobody will want the reply. */
export type Work = (out: Outlet, signal: AbortSignal) => Promise<Outcome>;

/** Faults after which something may have been charged: such a request is not run a second time. */
const MAY_HAVE_COST: ReadonlySet<ErrorCode> = new Set<ErrorCode>([
  'charge_mismatch',
  'deadline_passed',
  'receipt_invalid',
  'receipt_missing',
  'settle_delayed',
]);

/** How long a caller waits for their reply to be kept. */
const KEEP_PATIENCE_MS = 1_000;

/**
 * Answers a request, once for each `Idempotency-Key`: whoever asks again gets the same bytes, and nothing is charged
 * again. With the header a caller who hangs up does not stop the answer: it is kept for them.
 */
export async function replyOnce(
  door: Door,
  request: FastifyRequest,
  reply: FastifyReply,
  work: Work,
): Promise<FastifyReply> {
  const ask = replayAskOf(door, request);
  if (!ask.ok) return refuse(reply, ask.fault);
  if (!ask.value) return run(reply, work, null);
  const begun = await door.replays.begin(ask.value);
  if (!begun.ok) return refuse(reply, begun.fault);
  if (begun.value.kind === 'run') return run(reply, work, begun.value.run);
  const { status, headers, body } = begun.value.reply;
  return reply.code(status).headers(headers).header('idempotent-replayed', 'true').send(Buffer.from(body));
}

async function run(reply: FastifyReply, work: Work, once: Run | null): Promise<FastifyReply> {
  const out = new Outlet(reply, once !== null);
  const signal = once ? new AbortController().signal : goneSignal(reply.raw);
  const outcome = await work(out, signal);
  if (outcome.kind === 'streamed') {
    await keepSoon(once, outcome, out.written);
    out.end();
    return reply;
  }
  const whole = once && outcome.kind === 'whole' ? replyOf(outcome) : null;
  await keepSoon(once, outcome, whole);
  if (reply.raw.destroyed) return reply.hijack();
  if (outcome.kind === 'refused') return refuse(reply.headers(outcome.headers), outcome.fault);
  return reply.headers(outcome.headers).send(outcome.body);
}

const replyOf = ({ headers, body }: Extract<Outcome, { kind: 'whole' }>): KeptReply => ({
  status: 200,
  headers: { 'content-type': 'application/json; charset=utf-8', ...headers },
  body: Buffer.from(JSON.stringify(body)),
});

/** @param reply null when there is none, or it is too large. */
async function keepSoon(once: Run | null, outcome: Outcome, reply: KeptReply | null): Promise<void> {
  if (!once) return;
  const fault = outcome.kind === 'whole' ? null : outcome.fault;
  const isFree = fault !== null && !MAY_HAVE_COST.has(fault.code);
  const kept = isFree ? once.forget() : once.keep(reply);
  await Promise.race([kept, new Promise((resolve) => setTimeout(resolve, KEEP_PATIENCE_MS).unref())]);
}

const HEADER = /^[\x21-\x7e]{1,255}$/;

function replayAskOf(door: Door, request: FastifyRequest): Result<ReplayAsk | null> {
  const idempotencyKey = request.headers['idempotency-key'];
  if (idempotencyKey === undefined) return ok(null);
  if (typeof idempotencyKey !== 'string' || !HEADER.test(idempotencyKey)) {
    return fail('invalid_input', {
      field: 'Idempotency-Key',
      hint: 'Use 1 to 255 printable characters without spaces.',
    });
  }
  const { accountId, apiKeyText } = door.callerOf(request);
  const path = request.routeOptions.url ?? '';
  return ok({ accountId, apiKeyText, idempotencyKey, path, body: JSON.stringify(request.body) ?? '' });
}
