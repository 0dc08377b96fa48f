import { parseRawAddress } from '../raw-address.ts';
import { PROMISE_MAGIC, type PromiseKind } from './promises.ts';

const MAX_COINS = 2n ** 120n;

/**
 * The standard representation of a promise's cell (TVM whitepaper §3.1.5), made by hand: two descriptor bytes, then
 * the data with its completion bit. SHA-256 of it is what the session key signs and the contract checks.
 * One cell without references: magic 32 | network id 32 | address 267 | coins 4 + 8n.
 * @returns null when the address is not raw, or a number does not fit.
 */
export function promiseBytes(
  kind: PromiseKind,
  networkId: number,
  channel: string,
  amountNano: bigint,
): Uint8Array<ArrayBuffer> | null {
  const address = parseRawAddress(channel);
  if (!address || !Number.isInteger(networkId) || Math.abs(networkId) >= 2 ** 31) return null;
  if (amountNano < 0n || amountNano >= MAX_COINS) return null;

  const coinBytes = amountNano === 0n ? 0 : Math.ceil(amountNano.toString(16).length / 2);
  const bits = new BitString();
  bits.push(BigInt(PROMISE_MAGIC[kind]), 32);
  bits.push(BigInt.asUintN(32, BigInt(networkId)), 32);
  bits.push(0b100n, 3); // addr_std without anycast
  bits.push(BigInt.asUintN(8, BigInt(address.workchain)), 8);
  for (const byte of address.hash) bits.push(BigInt(byte), 8);
  bits.push(BigInt(coinBytes), 4);
  bits.push(amountNano, coinBytes * 8);
  return bits.cell();
}

/** Bits in the order written, most significant first. */
class BitString {
  private value = 0n;
  private length = 0;

  push(value: bigint, length: number): void {
    this.value = (this.value << BigInt(length)) | value;
    this.length += length;
  }

  /** d1 = 0 (ordinary, no references, level 0), d2 = whole bytes + bytes begun; then data, a 1 and zeros to the byte. */
  cell(): Uint8Array<ArrayBuffer> {
    const whole = Math.floor(this.length / 8);
    const begun = Math.ceil(this.length / 8);
    if (begun > whole) this.push(1n, 1);
    this.push(0n, begun * 8 - this.length);

    const bytes = new Uint8Array(2 + begun);
    bytes[1] = whole + begun;
    for (let at = bytes.length - 1, rest = this.value; at >= 2; at--, rest >>= 8n) bytes[at] = Number(rest & 0xffn);
    return bytes;
  }
}
