import { hex } from '@spindle/shared';
import { bigEndian } from '../byte-reader.ts';
import { refuse } from '../refusal.ts';
import type { Certificate } from '../x509/certificate.ts';
import { type DerReader, openDer, TAG } from '../x509/der.ts';

/** What Intel certified of a processor (Intel SGX PCK certificate profile, §1.3.5). */
export interface PckExtension {
  /** Lower-case hex. */
  ppid: string;
  fmspc: string;
  pceId: string;
  /** Versions of its 16 components. */
  components: readonly number[];
  pceVersion: number;
}

/** 1.2.840.113741.1.13.1: Intel's extension, and the prefix of what is in it. */
const SGX = '2a864886f84d010d01';
const PART = 'pck_chain';

/** Refusal: `pck_extension_malformed`. */
export function readPckExtension(certificate: Certificate): PckExtension {
  const bytes = certificate.extensions.get(SGX);
  if (!bytes) return refuse('pck_extension_malformed', { field: 'all' });
  const fields = readPairs(openDer(bytes, TAG.sequence, PART));
  const field = (id: string, length?: number): Uint8Array => {
    const value = fields.get(SGX + id);
    const isFit = value && value.length > 0 && value.length <= (length ?? 3) && (!length || value.length === length);
    return isFit ? value : refuse('pck_extension_malformed', { field: id });
  };
  const number = (id: string, most: number): number => {
    const value = bigEndian(field(id));
    return value <= most ? value : refuse('pck_extension_malformed', { field: id });
  };
  return {
    ppid: hex(field('01', 16)),
    pceId: hex(field('03', 2)),
    fmspc: hex(field('04', 6)),
    components: Array.from({ length: 16 }, (_, at) => number(`02${hex(Uint8Array.of(at + 1))}`, 255)),
    pceVersion: number('0211', 65_535),
  };
}

/** Pairs of identifier and value; a value that holds pairs itself is read with them. */
function readPairs(der: DerReader): Map<string, Uint8Array> {
  const pairs = new Map<string, Uint8Array>();
  const add = (id: string, value: Uint8Array) => (pairs.has(id) ? der.malformed() : pairs.set(id, value));
  while (!der.isAtEnd) {
    const pair = der.enter(TAG.sequence);
    const id = hex(pair.next(TAG.oid).body);
    if (pair.tag === TAG.sequence && id.length <= SGX.length + 2) {
      for (const [inner, value] of readPairs(pair.enter(TAG.sequence))) add(inner, value);
    } else {
      add(id, pair.next().body);
    }
    pair.finish();
  }
  return pairs;
}
