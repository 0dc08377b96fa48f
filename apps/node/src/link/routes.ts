import type { ServerHttp2Stream } from 'node:http2';
import {
  AckSchema,
  EarningsSchema,
  fail,
  LINK_PATHS,
  NonceSchema,
  type OfferedModel,
  OffersSchema,
} from '@spindle/shared';
import type { EnclaveResult } from '@spindle/shared/enclave';
import { type AnswerParts, answerRequest } from '../answer/answer-request.ts';
import type { EarningsBook } from '../earnings/earnings-book.ts';
import type { EvidenceKeeper } from '../enclave/evidence-keeper.ts';
import type { EventFeed } from './event-feed.ts';
import { Http2Reply, respondFault } from './http2-reply.ts';
import { probe } from './probe.ts';
import { readBody, readJson } from './read-body.ts';
import type { ServeStream } from './serve-link.ts';

export interface RouteParts extends AnswerParts {
  feed: EventFeed;
  earnings: Pick<EarningsBook, 'refusal' | 'receiptIssued' | 'receiptsAcknowledged' | 'take'>;
  /** Null where there is no enclave. */
  evidence: Pick<EvidenceKeeper, 'current' | 'answer'> | null;
  setOffers: (offers: readonly OfferedModel[]) => Promise<void>;
}

type Route = (parts: RouteParts, stream: ServerHttp2Stream) => Promise<void>;

const ROUTES: Record<string, Route> = {
  [`GET ${LINK_PATHS.manifest}`]: sendManifest,
  [`POST ${LINK_PATHS.offers}`]: takeOffers,
  [`GET ${LINK_PATHS.evidence}`]: sendEvidence,
  [`POST ${LINK_PATHS.attest}`]: attest,
  [`GET ${LINK_PATHS.events}`]: streamEvents,
  [`POST ${LINK_PATHS.infer}`]: infer,
  [`GET ${LINK_PATHS.receipts}`]: sendReceipts,
  [`POST ${LINK_PATHS.receiptsAck}`]: takeAck,
  [`POST ${LINK_PATHS.earnings}`]: takeEarnings,
  [`POST ${LINK_PATHS.probe}`]: (parts, stream) => probe(parts, stream),
};

/** What a node serves on its link. */
export function routesOf(parts: RouteParts, onBug: (error: unknown) => void): ServeStream {
  return (stream, method, path) => {
    const route = ROUTES[`${method} ${path}`];
    if (!route) return respondFault(stream, fail('not_found', { what: 'path' }).fault);
    route(parts, stream).catch((error: unknown) => {
      onBug(error);
      stream.close();
    });
  };
}

async function sendManifest({ keys }: RouteParts, stream: ServerHttp2Stream): Promise<void> {
  const { signed } = await keys.current();
  respondJson(stream, signed);
}

async function sendEvidence({ evidence }: RouteParts, stream: ServerHttp2Stream): Promise<void> {
  if (!evidence) return respondFault(stream, fail('not_found', { what: 'enclave' }).fault);
  respondEvidence(stream, await evidence.current());
}

async function attest({ evidence }: RouteParts, stream: ServerHttp2Stream): Promise<void> {
  const body = await readJson(stream, NonceSchema);
  if (!body) return respondFault(stream, fail('invalid_input', { field: 'nonce', hint: '' }).fault);
  if (!evidence) return respondFault(stream, fail('not_found', { what: 'enclave' }).fault);
  respondEvidence(stream, await evidence.answer(body.nonce));
}

/** Exactly the bytes that the evidence's hash is of. Why there is none is told to the owner; the market hears its code. */
function respondEvidence(stream: ServerHttp2Stream, evidence: EnclaveResult<string>): void {
  if (stream.destroyed) return;
  stream.respond({ ':status': evidence.ok ? 200 : 503, 'content-type': 'application/json' });
  stream.end(evidence.ok ? evidence.value : JSON.stringify({ error: { code: evidence.fault.code } }));
}

async function takeOffers({ setOffers }: RouteParts, stream: ServerHttp2Stream): Promise<void> {
  const body = await readJson(stream, OffersSchema);
  if (!body) return respondFault(stream, fail('invalid_input', { field: 'offers', hint: '' }).fault);
  await setOffers(body.offers);
  respondJson(stream, {});
}

async function streamEvents({ feed }: RouteParts, stream: ServerHttp2Stream): Promise<void> {
  stream.respond({ ':status': 200, 'content-type': 'application/x-ndjson' });
  const stop = feed.listen({ line: (line) => void stream.write(line), end: () => void stream.end() });
  stream.on('close', stop);
}

async function infer(parts: RouteParts, stream: ServerHttp2Stream): Promise<void> {
  const reply = new Http2Reply(stream);
  const body = await readBody(stream);
  if (!body) return;
  if (body.ok) await answerRequest(parts, body.value, reply);
  else reply.refuse(body.fault);
}

async function sendReceipts({ deliveries }: RouteParts, stream: ServerHttp2Stream): Promise<void> {
  stream.respond({ ':status': 200, 'content-type': 'application/x-ndjson' });
  stream.end(deliveries.due.map((receipt) => `${JSON.stringify(receipt)}\n`).join(''));
}

async function takeAck({ deliveries, earnings }: RouteParts, stream: ServerHttp2Stream): Promise<void> {
  const body = await readJson(stream, AckSchema);
  if (!body) return respondFault(stream, fail('invalid_input', { field: 'jobIds', hint: '' }).fault);
  await deliveries.ack(body.jobIds);
  earnings.receiptsAcknowledged(body.jobIds);
  respondJson(stream, {});
}

async function takeEarnings({ earnings }: RouteParts, stream: ServerHttp2Stream): Promise<void> {
  const body = await readJson(stream, EarningsSchema);
  if (!body) return respondFault(stream, fail('invalid_input', { field: 'earnings', hint: '' }).fault);
  const taken = await earnings.take(body);
  if (taken.ok) respondJson(stream, {});
  else respondFault(stream, taken.fault);
}

function respondJson(stream: ServerHttp2Stream, body: object): void {
  if (stream.destroyed) return;
  stream.respond({ ':status': 200, 'content-type': 'application/json' });
  stream.end(JSON.stringify(body));
}
