import { hex } from './bytes.ts';

declare const brand: unique symbol;
type Id<Name extends string> = string & { readonly [brand]: Name };

export type AccountId = Id<'account'>;
export type ListingId = Id<'listing'>;
export type NodeId = Id<'node'>;
/** UUIDv7, made by the broker when it quotes; names one request from quote to receipt. */
export type JobId = Id<'job'>;

/**
 * A UUIDv7 (RFC 9562 §5.7): sortable by time, random in its last 74 bits.
 * @param nowMs Unix time in milliseconds.
 */
export function uuidv7(nowMs: number): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  const view = new DataView(bytes.buffer);
  view.setUint16(0, Math.floor(nowMs / 2 ** 32));
  view.setUint32(2, nowMs % 2 ** 32);
  view.setUint8(6, (view.getUint8(6) & 0x0f) | 0x70);
  view.setUint8(8, (view.getUint8(8) & 0x3f) | 0x80);
  const digits = hex(bytes);
  const part = (from: number, to: number) => digits.slice(from, to);
  return `${part(0, 8)}-${part(8, 12)}-${part(12, 16)}-${part(16, 20)}-${part(20, 32)}`;
}
