/*
 * How HPACK writes a header's letters (RFC 7541, appendix B): by bits, so that a word lies in a recording of HTTP/2
 * where no byte of it can be read.
 */

/** Of hex digits. */
const CODES: Record<string, string> = {
  ...{ 0: '00000', 1: '00001', 2: '00010', a: '00011', c: '00100', e: '00101' },
  ...{ 3: '011001', 4: '011010', 5: '011011', 6: '011100', 7: '011101', 8: '011110', 9: '011111' },
  ...{ b: '100011', d: '100100', f: '100101' },
};

/** The whole bytes inside a word of hex digits, for each of the eight places in a byte at which it can begin. */
export function huffmanForms(word: string): Buffer[] {
  const bits = [...word].map((digit) => CODES[digit] ?? '').join('');
  return Array.from({ length: 8 }, (_, skipped) => {
    const whole = bits.slice(skipped).match(/.{8}/g) ?? [];
    return Buffer.from(whole.map((byte) => Number.parseInt(byte, 2)));
  });
}
