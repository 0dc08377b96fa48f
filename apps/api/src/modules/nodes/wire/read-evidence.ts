import type { ClientHttp2Session } from 'node:http2';
import { LINK_PATHS, MAX_EVIDENCE_BYTES } from '@spindle/shared';
import { callLines, LinkError } from './call-node.ts';

/** Making evidence takes a quote of the processor, and sometimes statements of its maker. */
const PATIENCE_MS = 10_000;

/**
 * The text of the evidence that a node shows for its manifest, or for a nonce. @throws LinkError when it shows none, is
 * too slow, or says more than evidence may be.
 */
export async function readEvidence(session: ClientHttp2Session, nonce?: string): Promise<string> {
  const lines: string[] = [];
  const take = (line: string) => {
    lines.push(line);
  };
  if (nonce === undefined) await callLines(session, 'GET', LINK_PATHS.evidence, take, { timeoutMs: PATIENCE_MS });
  else await callLines(session, 'POST', LINK_PATHS.attest, take, { body: { nonce }, timeoutMs: PATIENCE_MS });
  // Canonical JSON has no line breaks.
  const [text, ...more] = lines;
  if (text === undefined || more.length > 0 || text.length > MAX_EVIDENCE_BYTES)
    throw new LinkError('evidence has another form');
  return text;
}
