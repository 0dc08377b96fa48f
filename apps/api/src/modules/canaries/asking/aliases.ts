import { createHash, createHmac, hkdfSync } from 'node:crypto';

const WEEK_MS = 7 * 24 * 3600_000;
/** As many buyers as the market is at a time. */
const ALIASES = 48;

/** All brokers of a market know it, and no machine. */
export const aliasSecretOf = (brokerSeedHex: string): string =>
  Buffer.from(hkdfSync('sha256', Buffer.from(brokerSeedHex, 'hex'), '', 'spindle-alias/1', 32)).toString('hex');

/**
 * The buyer that a machine reads in a question of the market's own. Names of buyers are random numbers to machines, but
 * they last (a machine keeps each buyer's cache apart), so the market has a few dozen names, which come and go over weeks
 * as people do; which of them asks is drawn anew for each question.
 * @param draw from 0 up to, not including, 1.
 */
export function aliasOf(secret: string, nowMs: number, draw: number): string {
  const at = Math.floor(draw * ALIASES);
  // Each name begins at another time, so that they do not all change in the same night.
  const bornMs = Math.floor((nowMs - (at * WEEK_MS) / ALIASES) / WEEK_MS) * WEEK_MS + (at * WEEK_MS) / ALIASES;
  return idBornAt(Math.floor(bornMs), createHmac('sha256', secret).update(`spindle-alias/1\0${bornMs}`).digest());
}

/** A UUIDv7 (RFC 9562 §5.7), as accounts have them. */
function idBornAt(bornMs: number, seed: Buffer): string {
  const bytes = createHash('sha256').update(seed).digest().subarray(0, 16);
  bytes.writeUIntBE(bornMs - (seed.readUInt32BE(0) % WEEK_MS), 0, 6);
  bytes[6] = 0x70 | ((bytes[6] ?? 0) & 0x0f);
  bytes[8] = 0x80 | ((bytes[8] ?? 0) & 0x3f);
  const hex = bytes.toString('hex');
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join('-');
}
