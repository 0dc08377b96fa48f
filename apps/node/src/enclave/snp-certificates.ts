const ENTRY_BYTES = 24;
/** GHCB standardization, §4.1.8.1: identifiers of the certificates in the table, in the order of their text (RFC 4122). */
const LEAVES = {
  VCEK: '63da758de6644564adc5f4b93be8accd',
  VLEK: 'a8074bc2a25a483eaae639c045a0b8a1',
} as const;
const ASK = '4ab7b379bbac4fe4a02f05aef327c782';
const ARK = 'c0b406a4a803495297433fb6014cd0ae';
const END = '0'.repeat(32);

/**
 * Reads the certificates that the host hands to an SEV-SNP guest beside its report. @returns PEM of leaf, issuer and root;
 * null when one is missing or the table is cut.
 */
export function readCertificateTable(table: Buffer): string | null {
  const found = new Map<string, Buffer>();
  for (let at = 0; at + ENTRY_BYTES <= table.length; at += ENTRY_BYTES) {
    const id = table.subarray(at, at + 16).toString('hex');
    if (id === END) break;
    const [offset, length] = [table.readUInt32LE(at + 16), table.readUInt32LE(at + 20)];
    if (length === 0 || offset + length > table.length) return null;
    found.set(id, table.subarray(offset, offset + length));
  }
  const leaf = found.get(LEAVES.VCEK) ?? found.get(LEAVES.VLEK);
  const [issuer, root] = [found.get(ASK), found.get(ARK)];
  return leaf && issuer && root ? [leaf, issuer, root].map(pemOf).join('') : null;
}

const pemOf = (der: Buffer): string => {
  const lines = der.toString('base64').match(/.{1,64}/g) ?? [];
  return `-----BEGIN CERTIFICATE-----\n${lines.join('\n')}\n-----END CERTIFICATE-----\n`;
};
