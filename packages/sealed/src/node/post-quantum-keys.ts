/** Keys of MLKEM768-X25519. Made at each start of a node, never stored, never exported. */
export interface PostQuantumKeys {
  /** Hex; stands in the manifest. */
  readonly publicKey: string;
  readonly secretKey: Uint8Array;
}
