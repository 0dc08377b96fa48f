import { type Terms, TermsSchema } from '@spindle/shared';
import { fromBase64 } from '../attestation/base64.ts';
import { JsonReader } from '../attestation/json.ts';
import { must, refuse } from '../attestation/refusal.ts';

/** A receipt with whatever proves something about it. Only receipt, manifest and one voucher for it must be there. */
export interface ReceiptFile {
  /** As the machine signed it. */
  receipt: { text: string; signature: string };
  /** The machine's manifest, canonical JSON: it names the key that signs receipts. */
  manifest: string;
  /** The voucher of a machine without an enclave: its identity's signature over the manifest. */
  identity: { key: string; signature: string } | null;
  /** The voucher of a confidential machine: a bundle of evidence whose manifest is this one. */
  evidence: unknown;
  terms: Terms | null;
  /** The sealed request and the sealed answer, as carried. */
  request: Uint8Array | null;
  answer: Uint8Array | null;
  /** The buyer's own opening of the commitment to the plain answer. */
  opening: Opening | null;
}

/** What opens a receipt's commitment to the plain answer: the salt of the request, and the pieces as they were sealed. */
export interface Opening {
  salt: Uint8Array;
  pieces: Uint8Array[];
  /** Opens the sealed request beside it too; null where the question is not shown. */
  contentKey: Uint8Array | null;
}

const MOST_TEXT = 16_000_000;
const MOST_PIECES = 100_000;
const malformed = (what: string): never => refuse('evidence_malformed', { what: what || 'JSON' });

/** Refusals: `evidence_malformed`, `evidence_missing`. @param value what `JSON.parse` gave. */
export function readReceiptFile(value: unknown): ReceiptFile {
  const json = new JsonReader(value, '', malformed);
  must(json.at('v').raw === 1 && json.at('kind').raw === 'spindle-receipt', 'evidence_malformed', { what: 'kind' });
  const text = (it: JsonReader) => it.text(/^/, MOST_TEXT);
  const optional = <Value>(name: string, read: (json: JsonReader) => Value): Value | null =>
    json.at(name).isMissing ? null : read(json.at(name));
  const bytes = (it: JsonReader) => fromBase64(text(it)) ?? malformed('base64');
  const file = {
    receipt: { text: text(json.at('receipt').at('text')), signature: json.at('receipt').at('signature').text() },
    manifest: text(json.at('manifest')),
    identity: optional('identityKey', (key) => ({ key: key.text(), signature: json.at('manifestSignature').text() })),
    evidence: json.at('evidence').raw ?? null,
    terms: optional('terms', readTerms),
    request: optional('request', bytes),
    answer: optional('answer', bytes),
    opening: optional('opening', (it) => ({
      salt: it.at('salt').bytes(32),
      pieces: it.at('pieces').list(MOST_PIECES).map(bytes),
      contentKey: it.at('contentKey').isMissing ? null : it.at('contentKey').bytes(32),
    })),
  };
  must(file.identity !== null || file.evidence !== null, 'evidence_missing', { what: 'identityKey or evidence' });
  return file;
}

function readTerms(json: JsonReader): Terms {
  const parsed = TermsSchema.safeParse(json.raw);
  return parsed.success ? parsed.data : malformed('terms');
}
