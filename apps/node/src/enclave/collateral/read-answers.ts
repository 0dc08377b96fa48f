const DER_SEQUENCE = 0x30;

/** A list of revoked certificates comes as DER, or as its hex: both are given as hex. Null for anything else. */
export function readList(bytes: Buffer): string | null {
  if (bytes[0] === DER_SEQUENCE && bytes[1] !== undefined && bytes[1] >= 0x80) return bytes.toString('hex');
  const text = bytes.toString('latin1').trim().toLowerCase();
  return /^30([0-9a-f]{2})+$/.test(text) ? text : null;
}

/** A chain stands in a header, as PEM with its line breaks written in per cent. */
export function readChain(headers: Headers, names: readonly string[]): string | null {
  const written = names.map((name) => headers.get(name)).find((value) => value !== null);
  if (!written) return null;
  try {
    const pem = decodeURIComponent(written).replace(/\r/g, '').trim();
    return pem.startsWith('-----BEGIN CERTIFICATE-----') ? `${pem}\n` : null;
  } catch {
    return null;
  }
}

/**
 * `{"tcbInfo":{…},"signature":"…"}`: the statement exactly as it is signed, so it is cut out and never written anew.
 * @returns null when the answer is anything else.
 */
export function readStatement(bytes: Buffer, name: string): { text: string; signature: string } | null {
  const whole = bytes.toString('utf8').trim();
  const match = new RegExp(
    `^\\{\\s*"${name}"\\s*:\\s*(\\{.*\\})\\s*,\\s*"signature"\\s*:\\s*"([0-9a-fA-F]{128})"\\s*\\}$`,
    's',
  ).exec(whole);
  const [, text, signature] = match ?? [];
  if (text === undefined || signature === undefined) return null;
  try {
    JSON.parse(text);
    return { text, signature };
  } catch {
    return null;
  }
}
