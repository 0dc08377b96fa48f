import { makeAllowList } from './make-allow-list.ts';
import { makeAnswer } from './make-answer.ts';
import { makeDocuments } from './make-documents.ts';
import { makeEvidence } from './make-evidence.ts';
import { makeFlips } from './make-flips.ts';
import { makePostQuantum } from './make-post-quantum.ts';
import { makeQuoteVectors } from './make-quote.ts';
import { makeReceiptVectors } from './make-receipt.ts';
import { makeRequest } from './make-request.ts';
import { makeStream } from './make-stream.ts';

/** All files of docs/test-vectors by name: `npm run vectors` writes them, and a test holds them to the code. */
export async function makeVectors(): Promise<Record<string, unknown>> {
  const { file, vectors } = await makeReceiptVectors();
  return {
    'documents.json': await makeDocuments(),
    'quote.json': await makeQuoteVectors(),
    'request.json': await makeRequest(),
    'post-quantum.json': await makePostQuantum(),
    'answer.json': makeAnswer(),
    'stream.json': await makeStream(),
    'receipt.json': vectors,
    'receipt-file.json': file,
    'evidence.json': await makeEvidence(),
    'flips.json': await makeFlips(),
    'allow-list.json': await makeAllowList(),
  };
}

export const vectorText = (value: unknown): string => `${JSON.stringify(value, null, 1)}\n`;
