import { parseDocument, type Signed } from '@spindle/shared';
import type * as z from 'zod/mini';
import type { SigningDomain } from './domains.ts';
import type { Primitives } from './primitives.ts';
import { Remembered } from './remember.ts';
import { verifySigned } from './signed.ts';

export type Read<Document> = { ok: true; document: Document } | { ok: false; wrong: 'signature' | 'form' };

/** Reads signed documents of one kind. What it gives out is shared, and must not be changed. */
export interface SignedReader<Document> {
  read(signed: Signed, publicKeyHex: string, primitives: Primitives): Promise<Read<Document>>;
  /** For who made and signed the document itself. */
  remember(signed: Signed, publicKeyHex: string, document: Document): void;
}

interface Known<Document> {
  text: string;
  document: Document;
}

/**
 * Checks signature, canonical form and shape, and remembers what was found good: a manifest comes back with every quote,
 * and a broker reads its own quote, and the receipts that its buyers read again, several times for one request. A
 * document counts as known only by the same key, the same signature and the very same text.
 * @param limit how many are remembered at most.
 */
export function createSignedReader<Schema extends z.ZodMiniType>(
  domain: SigningDomain,
  schema: Schema,
  limit: number,
): SignedReader<z.output<Schema>> {
  const known = new Remembered<Known<z.output<Schema>>>(limit);
  const remember = (signed: Signed, publicKeyHex: string, document: z.output<Schema>): void =>
    known.set(publicKeyHex + signed.signature, { text: signed.text, document });
  return {
    remember,
    read: async (signed, publicKeyHex, primitives) => {
      const found = known.get(publicKeyHex + signed.signature);
      if (found?.text === signed.text) return { ok: true, document: found.document };
      if (!(await verifySigned(domain, signed, publicKeyHex, primitives))) return { ok: false, wrong: 'signature' };
      const document = parseDocument(schema, signed.text);
      if (document === null) return { ok: false, wrong: 'form' };
      remember(signed, publicKeyHex, document);
      return { ok: true, document };
    },
  };
}
