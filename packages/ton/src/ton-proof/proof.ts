import * as z from 'zod/mini';

const shortText = (max: number) => z.string().check(z.maxLength(max));

/** What a wallet answers to a TonConnect request for `ton_addr` and `ton_proof`, as the device passes it on. */
export const TonProofSchema = z.object({
  /** Raw address. Believed only after the proof. */
  address: shortText(80),
  /** Global id in decimal. Not signed by the wallet. */
  network: shortText(12),
  publicKey: shortText(64),
  /** Base64 of a BoC. */
  walletStateInit: shortText(16_384),
  proof: z.object({
    /** Unix seconds; some wallets send them as text. */
    timestamp: z.union([z.number(), shortText(20)]),
    domain: z.object({ lengthBytes: z.number(), value: shortText(256) }),
    payload: shortText(128),
    /** Base64 of an Ed25519 signature. */
    signature: shortText(128),
  }),
});
export type TonProof = z.output<typeof TonProofSchema>;
