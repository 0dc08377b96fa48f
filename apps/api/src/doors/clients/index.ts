import { encodeJsonFrame } from '@spindle/sealed/node';
import {
  AttestRequestSchema,
  decodeHeaded,
  type Fault,
  FrameType,
  fail,
  MAX_HEAD_BYTES,
  MAX_SEALED_BYTES,
  MoreReplySchema,
  QuoteRequestSchema,
  RelayHeadSchema,
  ResumeRequestSchema,
  StopRequestSchema,
} from '@spindle/shared';
import type { FastifyError, FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { type ActorDeps, actorOfBearer } from '../../modules/accounts/index.ts';
import { egressOf, type Nodes } from '../../modules/nodes/index.ts';
import { makeQuote, type QuoteDeps, type Relay } from '../../modules/relay/index.ts';
import { type FaultLog, faultOfException } from '../../platform/index.ts';
import { type ActorOf, askForBearer, needsScope, refuse } from '../bearer.ts';
import { letBrowsersIn } from '../browsers.ts';
import { goneSignal, headersOf, ResponseWriter } from '../response-writer.ts';
import type { KeptAnswer } from './kept-answer.ts';
import { KeptAnswers } from './kept-answers.ts';

export interface ClientsDoorParts {
  people: ActorDeps;
  quote: QuoteDeps;
  relay: Pick<Relay, 'request' | 'more'>;
  nodes: Pick<Nodes, 'attest'>;
  /** Whether pages of other origins may call. */
  isOpenToBrowsers: boolean;
  log: FaultLog;
}

const MAX_QUOTE_BYTES = 16 * 1024;
const MAX_QUESTION_BYTES = 1_024;
const EVIDENCE_HEADERS = { 'content-type': 'application/json', 'cache-control': 'no-store' };
const MAX_MORE_BYTES = MAX_HEAD_BYTES;
const MAX_RELAY_BYTES = 4 + MAX_HEAD_BYTES + MAX_SEALED_BYTES;
const STREAM_HEADERS = {
  'content-type': 'application/octet-stream',
  'cache-control': 'no-store',
  // A proxy that gathers an answer before it passes it on would undo the stream.
  'x-accel-buffering': 'no',
};

/** Where buyers' devices ask: a quote, evidence that answers their nonce, and a sealed request under the quote. Nothing that passes here can be read here. */
export function openClientsDoor(app: FastifyInstance, parts: ClientsDoorParts): void {
  app.register(async (scope) => {
    if (parts.isOpenToBrowsers) await letBrowsersIn(scope);
    const actorOf = askForBearer(scope, (token) => actorOfBearer(parts.people, token), parts.log);
    scope.addContentTypeParser('application/octet-stream', { parseAs: 'buffer' }, (_, body, done) => done(null, body));
    scope.setErrorHandler((error: FastifyError, request, reply) => refuse(reply, faultOf(error, request, parts.log)));
    const mayAsk = { onRequest: needsScope(actorOf, 'inference') };
    const kept = new KeptAnswers();
    scope.post('/relay/quote', { ...mayAsk, bodyLimit: MAX_QUOTE_BYTES }, async (request, reply) => {
      const asked = QuoteRequestSchema.safeParse(request.body);
      if (!asked.success) return refuse(reply, invalid(asked.error));
      const quote = await makeQuote(parts.quote, actorOf(request), asked.data);
      return quote.ok ? reply.send(quote.value) : refuse(reply, quote.fault);
    });
    scope.post('/relay/more', { ...mayAsk, bodyLimit: MAX_MORE_BYTES }, async (request, reply) => {
      const more = MoreReplySchema.safeParse(request.body);
      if (!more.success) return refuse(reply, fail('sealed_malformed').fault);
      const taken = parts.relay.more(actorOf(request), more.data);
      return taken.ok ? reply.send({}) : refuse(reply, taken.fault);
    });
    scope.post('/v1/attest', { ...mayAsk, bodyLimit: MAX_QUESTION_BYTES }, async (request, reply) => {
      const asked = AttestRequestSchema.safeParse(request.body);
      if (!asked.success) return refuse(reply, invalid(asked.error));
      const answer = await parts.nodes.attest(asked.data.nodeId, asked.data.nonce);
      return answer.ok ? reply.headers(EVIDENCE_HEADERS).send(answer.value) : refuse(reply, answer.fault);
    });
    scope.post('/relay', { ...mayAsk, bodyLimit: MAX_RELAY_BYTES }, (request, reply) =>
      relay({ ...parts, kept }, actorOf, request, reply),
    );
    scope.post('/relay/resume', { ...mayAsk, bodyLimit: MAX_QUESTION_BYTES }, async (request, reply) => {
      const asked = ResumeRequestSchema.safeParse(request.body);
      if (!asked.success) return refuse(reply, invalid(asked.error));
      const answer = kept.of(actorOf(request).accountId, asked.data.id);
      const headers = { ...headersOf(reply), ...STREAM_HEADERS };
      if (!answer?.attach(reply.raw, headers, asked.data.from)) return refuse(reply, notKept);
      if (!reply.raw.headersSent) reply.raw.writeHead(200, headers);
      // The device learns that it is back before the machine says another word.
      reply.raw.flushHeaders();
      return reply.hijack();
    });
    scope.post('/relay/stop', { ...mayAsk, bodyLimit: MAX_QUESTION_BYTES }, async (request, reply) => {
      const asked = StopRequestSchema.safeParse(request.body);
      if (!asked.success) return refuse(reply, invalid(asked.error));
      kept.of(actorOf(request).accountId, asked.data.id)?.stop();
      return reply.send({});
    });
  });
}

const notKept = fail('answer_not_kept').fault;

const invalid = ({ issues }: { issues: readonly { path: PropertyKey[] }[] }): Fault => {
  const field = (issues[0]?.path ?? []).map(String).join('.') || 'body';
  return fail('invalid_input', { field, hint: 'See the developers’ guide for its form.' }).fault;
};

async function relay(
  { relay, kept }: ClientsDoorParts & { kept: KeptAnswers },
  actorOf: ActorOf,
  request: FastifyRequest,
  reply: FastifyReply,
): Promise<FastifyReply> {
  const read = request.body instanceof Buffer ? decodeHeaded(RelayHeadSchema, request.body) : null;
  if (!read) return refuse(reply, fail('sealed_malformed').fault);
  const actor = actorOf(request);
  const headers = { ...headersOf(reply), ...STREAM_HEADERS };
  const answer = read.head.keep ? kept.begin(actor.accountId, read.head.keep) : null;
  answer?.attach(reply.raw, headers, 0);
  const out = answer ?? new ResponseWriter(reply.raw, headers);
  const input = { ...read.head, envelope: read.body, address: addressOf(request) };
  const result = await relay.request(actor, input, out, answer?.signal ?? goneSignal(reply.raw));
  if (!result.ok && !out.hasBegun) return refuseKept(answer, result.fault, reply);
  reply.hijack();
  out.end();
  return reply;
}

/** Refused before a word was sent: by a status, or where the buyer reads over another connection by now, in the stream. */
function refuseKept(answer: KeptAnswer | null, fault: Fault, reply: FastifyReply): FastifyReply {
  if (!answer || answer.isReadBy(reply.raw)) {
    answer?.letGo();
    return refuse(reply, fault);
  }
  answer.write(encodeJsonFrame(FrameType.Error, fault));
  answer.end();
  return reply.hijack();
}

/** Where a buyer asks from; only what the market pays for itself looks at it. */
function addressOf({ raw, headers }: FastifyRequest): string | null {
  const forwarded = headers['x-forwarded-for'];
  return egressOf(raw.socket.remoteAddress, Array.isArray(forwarded) ? forwarded.at(-1) : forwarded);
}

/** What Fastify refuses before a route runs: a body that is too large, or shorter than it was announced. */
function faultOf(error: FastifyError, request: FastifyRequest, log: FaultLog) {
  const isRelay = request.routeOptions.url === '/relay';
  if (error.statusCode === 413) {
    return fail('too_large', { limitKb: (isRelay ? MAX_RELAY_BYTES : MAX_QUOTE_BYTES) / 1024 }).fault;
  }
  const isTheirs = error.statusCode !== undefined && error.statusCode < 500;
  if (!isTheirs) return faultOfException(error, log);
  return isRelay ? fail('sealed_malformed').fault : fail('invalid_input', { field: 'body', hint: 'Send JSON.' }).fault;
}
