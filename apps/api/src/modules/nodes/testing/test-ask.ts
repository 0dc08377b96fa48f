import {
  decodeDeltas,
  FrameReader,
  type SealedRequest,
  SIGNING_DOMAINS,
  type Signer,
  sealRequest,
  signDocument,
} from '@spindle/sealed/node';
import {
  encodeHeaded,
  FrameType,
  type Manifest,
  type Quote,
  type Receipt,
  type Signed,
  type Terms,
  unwrap,
  uuidv7,
} from '@spindle/shared';
import type { NodePresence, NodeStream } from '../shapes.ts';

const LIFE_MS = 60_000;

export interface TestAsk {
  terms: Terms;
  quote: Signed;
  sealed: SealedRequest;
  manifest: Manifest;
  /** What the broker sends to the node. */
  body: Uint8Array;
}

/** A quote for one node, and a question sealed under it, as the buyer's device and the broker make them. */
export async function makeTestAsk(
  signer: Signer,
  presence: NodePresence,
  request: Record<string, unknown> | string,
  parts: { terms?: Partial<Terms>; quote?: Partial<Quote>; seal?: Partial<Terms> } = {},
): Promise<TestAsk> {
  const now = Date.now();
  const jobId = parts.terms?.jobId ?? uuidv7(now);
  const [model] = presence.manifest.models;
  const terms: Terms = {
    v: 1,
    env: 'dev',
    jobId,
    listingId: presence.listingId,
    nodeId: presence.nodeId,
    kind: 'chat',
    model: model?.model ?? 'none',
    revision: model?.revision ?? 'none',
    tier: 'community',
    inputMicroUsdPerMTok: '100000',
    cachedInputMicroUsdPerMTok: '50000',
    outputMicroUsdPerMTok: '400000',
    rateMicroUsdPerCoin: '3000000',
    feeBasisPoints: 500,
    maxInputTokens: 1_000,
    maxOutputTokens: 100,
    expiresAt: now + LIFE_MS,
    ...parts.terms,
  };
  const { manifest, manifestText, manifestSignature, identityKey } = presence;
  const quote: Quote = {
    v: 1,
    env: 'dev',
    jobId,
    accountId: uuidv7(now),
    policy: 'cheapest',
    serviceClass: 'interactive',
    request: { model: terms.model, maxInputTokens: terms.maxInputTokens, maxOutputTokens: terms.maxOutputTokens },
    decision: { considered: 1, excluded: [] },
    holdNano: '1000',
    candidates: [{ terms, manifest: manifestText, manifestSignature, identityKey }],
    issuedAt: now,
    expiresAt: now + LIFE_MS,
    ...parts.quote,
  };
  const signed = await signDocument(SIGNING_DOMAINS.quote, quote, signer);
  const chat = typeof request === 'string' ? { messages: [{ role: 'user', content: request }] } : request;
  const candidates = [{ terms: { ...terms, ...parts.seal }, sealKey: manifest.sealKey }];
  const sealed = unwrap(await sealRequest({ candidates, jobId, body: { kind: 'chat', request: chat } }));
  return { terms, quote: signed, sealed, manifest, body: encodeHeaded({ quote: signed, attempt: 0 }, sealed.envelope) };
}

export interface TestAnswer {
  text: string;
  isWhole: boolean;
  outputTokens: number;
  receipt: Signed | null;
  tokens: Receipt['tokens'] | null;
  answerHash: string;
  fault: { code: string } | null;
}

/** Reads a node's stream to its end and opens it, as the buyer's device does. */
export async function readTestAnswer(
  ask: TestAsk,
  stream: NodeStream,
  onText: (text: string) => void = () => {},
): Promise<TestAnswer> {
  const reader = new FrameReader();
  const opener = ask.sealed.answer(0, ask.terms.nodeId);
  const answer: TestAnswer = {
    text: '',
    isWhole: false,
    outputTokens: 0,
    receipt: null,
    tokens: null,
    answerHash: '',
    fault: null,
  };
  for await (const chunk of stream) {
    for (const frame of unwrap(reader.push(chunk))) {
      if (frame.type === FrameType.Error) answer.fault = JSON.parse(Buffer.from(frame.bytes).toString());
      else if (frame.type === FrameType.Receipt) answer.receipt = JSON.parse(Buffer.from(frame.bytes).toString());
      else {
        for (const delta of unwrap(decodeDeltas(unwrap(await opener.open(frame))))) {
          if (delta.kind === 'text') answer.text += delta.text;
        }
        answer.outputTokens = opener.outputTokens;
        answer.isWhole = opener.isWhole;
        onText(answer.text);
      }
    }
  }
  answer.answerHash = (await opener.proof()).answerHash;
  answer.tokens = answer.receipt ? (JSON.parse(answer.receipt.text) as Receipt).tokens : null;
  return answer;
}
