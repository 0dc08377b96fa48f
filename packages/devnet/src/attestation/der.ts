/** Writes DER: just what certificates, lists and signatures of a mock vendor need. */
export function element(tag: number, ...parts: Uint8Array[]): Buffer {
  const body = Buffer.concat(parts);
  return Buffer.concat([Buffer.from([tag]), lengthOf(body.length), body]);
}

function lengthOf(length: number): Buffer {
  if (length < 0x80) return Buffer.from([length]);
  const bytes = bytesOf(BigInt(length));
  return Buffer.from([0x80 | bytes.length, ...bytes]);
}

const bytesOf = (value: bigint): Buffer => {
  const digits = value.toString(16);
  return Buffer.from(digits.length % 2 === 0 ? digits : `0${digits}`, 'hex');
};

export const sequence = (...parts: Uint8Array[]): Buffer => element(0x30, ...parts);
export const set = (...parts: Uint8Array[]): Buffer => element(0x31, ...parts);
export const octets = (bytes: Uint8Array): Buffer => element(0x04, bytes);
export const bits = (bytes: Uint8Array, unused = 0): Buffer => element(0x03, Buffer.from([unused]), bytes);
export const utf8Text = (text: string): Buffer => element(0x0c, Buffer.from(text));
export const ia5Text = (text: string): Buffer => element(0x16, Buffer.from(text));
export const TRUE: Buffer = element(0x01, Buffer.from([0xff]));

/** A whole number from 0 on, in its shortest form. */
export function integer(value: number | bigint): Buffer {
  const bytes = bytesOf(BigInt(value));
  return element(0x02, (bytes[0] ?? 0) & 0x80 ? Buffer.concat([Buffer.from([0]), bytes]) : bytes);
}

/** An object identifier such as 2.5.29.15; its numbers may be of any size. */
export function oid(dotted: string): Buffer {
  const [first = 0n, second = 0n, ...rest] = dotted.split('.').map(BigInt);
  return element(0x06, Buffer.concat([first * 40n + second, ...rest].map(base128)));
}

function base128(value: bigint): Buffer {
  const digits = [Number(value & 0x7fn)];
  for (let left = value >> 7n; left > 0n; left >>= 7n) digits.unshift(Number(left & 0x7fn) | 0x80);
  return Buffer.from(digits);
}

/** RFC 5280: two digits for the year until 2049, four after. */
export function time(timeMs: number): Buffer {
  const digits = `${new Date(timeMs).toISOString().slice(0, 19).replace(/[-:T]/g, '')}Z`;
  return digits < '2050' ? element(0x17, Buffer.from(digits.slice(2))) : element(0x18, Buffer.from(digits));
}
