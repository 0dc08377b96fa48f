import * as z from 'zod/mini';
import { ENVIRONMENTS } from '../tiers.ts';
import { count, hex32, hexOf, id, shortText, timeMs } from './fields.ts';
import { POST_QUANTUM_KEY_BYTES } from './wrap.ts';

/** What a node says of itself and signs at each start (SEALED: keys and evidence). Lives 24 h at most. */
export const ManifestSchema = z.strictObject({
  v: z.literal(1),
  env: z.enum(ENVIRONMENTS),
  nodeId: id,
  /** X25519 public key that requests are sealed to. */
  sealKey: hex32,
  /** The same for the suite `mlkem768-x25519`, where the machine has it. */
  sealKeyPostQuantum: z.exactOptional(hexOf(POST_QUANTUM_KEY_BYTES)),
  /** Ed25519 public key that signs receipts. */
  receiptKey: hex32,
  program: shortText,
  engine: shortText,
  models: z.array(
    z.strictObject({
      model: shortText,
      revision: shortText,
      contextLength: count,
      /** Of `ABILITIES`; words of a later version are passed over. */
      abilities: z.array(shortText),
    }),
  ),
  notBefore: timeMs,
  notAfter: timeMs,
  /** Of a confidential machine: what its enclave vouches for beside the keys. */
  enclave: z.exactOptional(
    z.strictObject({
      /** Name and version of the image that runs in it. */
      image: shortText,
      /** TON address that it is paid to. */
      payoutAddress: shortText,
      /** SHA-256 of the GPU evidence (canonical JSON) that the image checked at boot; null where it uses no GPU. */
      gpuEvidenceHash: z.nullable(hex32),
    }),
  ),
});
export type Manifest = z.output<typeof ManifestSchema>;

export const MANIFEST_LIFE_MS = 24 * 3600_000;
