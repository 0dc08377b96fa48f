/**
 * An Ed25519 key that signs and never shows itself: a seed in a file in development, a KMS or an HSM in production.
 * Everything of ours that signs is built on one of these.
 */
export interface SigningKey {
  /** 32 bytes in lower-case hex. */
  readonly publicKey: string;
  /** @returns 64 bytes in lower-case hex (RFC 8032, pure Ed25519). */
  sign(bytes: Uint8Array): Promise<string>;
}
