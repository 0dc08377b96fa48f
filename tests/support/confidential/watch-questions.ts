import type { QuoteRequest } from '@spindle/shared';
import type { Page } from 'playwright-core';

interface Wrap {
  nodeId: string;
  suite?: string;
  /** Hex. */
  enc: string;
}

/** What a page told and sent the market, from its own requests. */
export interface SeenQuestions {
  quotes: QuoteRequest[];
  relayed: { body: Buffer; wraps: Wrap[] }[];
}

/** Keeps what the page asks from now on. */
export function watchQuestions(page: Page): SeenQuestions {
  const seen: SeenQuestions = { quotes: [], relayed: [] };
  page.on('request', (request) => {
    const sent = request.method() === 'POST' ? request.postDataBuffer() : null;
    const { pathname } = new URL(request.url());
    if (sent && pathname === '/relay/quote') seen.quotes.push(JSON.parse(sent.toString()));
    if (sent && pathname === '/relay') seen.relayed.push(opened(sent));
  });
  return seen;
}

/** Head, header, body: docs/sealed-protocol.md §5. */
function opened(sent: Buffer): SeenQuestions['relayed'][number] {
  const envelope = sent.subarray(4 + sent.readUInt32BE(0));
  const end = 4 + envelope.readUInt32BE(0);
  const header: { wraps: Wrap[] } = JSON.parse(envelope.toString('utf8', 4, end));
  return { body: envelope.subarray(end), wraps: header.wraps };
}
