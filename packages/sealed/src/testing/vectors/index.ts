import { makeAnswer } from './make-answer.ts';
import { makeDocuments } from './make-documents.ts';
import { makeEvidence } from './make-evidence.ts';
import { makePostQuantum } from './make-post-quantum.ts';
import { makeQuoteVectors } from './make-quote.ts';
import { makeReceiptVectors } from './make-receipt.ts';
import { makeRequest } from './make-request.ts';

/** All files of docs/test-vectors by name: `npm run vectors` writes them, and a test holds them to the code. */
export async function makeVectors(): Promise<Record<string, unknown>> {
  const { file, vectors } = await makeReceiptVectors();
  return {
    'documents.json': await makeDocuments(),
    'quote.json': await makeQuoteVectors(),
    'request.json': await makeRequest(),
    'post-quantum.json': await makePostQuantum(),
    'answer.json': makeAnswer(),
    'receipt.json': vectors,
    'receipt-file.json': file,
    'evidence.json': await makeEvidence(),
  };
}

export const vectorText = (value: unknown): string => `${JSON.stringify(value, null, 1)}\n`;
