import { createHash, randomBytes } from 'node:crypto';
import { fail, type OpenedPairing, ok, type PairingOpening, type Result } from '@spindle/shared';
import { inTransaction } from '../../../platform/index.ts';
import { hashJoinCode, JOIN_CODE_LIFE_MS, makeJoinCodeText } from '../membership/join-code.ts';
import type { PairingDeps } from './pairing-deps.ts';
import { countOpen, insertPairing } from './pairings.repo.ts';

/** Anyone may ask for a code, so that the table needs a bound. Each report has 64 kB at most. */
const MOST_OPEN = 2_000;

/** What is kept of a secret. */
export const hashPairingSecret = (secret: string): string =>
  createHash('sha256').update(`spindle-pairing/1\0${secret}`).digest('hex');

/** A machine asks for a code to show. One that it had open is over then. Refusal: `pairings_full`. */
export async function openPairing(deps: PairingDeps, opening: PairingOpening): Promise<Result<OpenedPairing>> {
  const { db, clock } = deps;
  const nowMs = clock.nowMs();
  if ((await countOpen(db.pool, nowMs)) >= MOST_OPEN) return fail('pairings_full');
  const code = makeJoinCodeText();
  const secret = randomBytes(32).toString('hex');
  const expiresAt = nowMs + JOIN_CODE_LIFE_MS;
  const hashes = { codeHash: hashJoinCode(code), secretHash: hashPairingSecret(secret) };
  await inTransaction(db.pool, (sql) =>
    insertPairing(sql, { ...opening, ...hashes, openedAtMs: nowMs, expiresAtMs: expiresAt }),
  );
  return ok({ code, secret, expiresAt, link: linkTo(deps, code) });
}

/** In Telegram where there is a bot, else the market's own page. */
function linkTo({ botUsername, publicUrl }: PairingDeps, code: string): string {
  return botUsername ? `https://t.me/${botUsername}?startapp=pair_${code}` : `${publicUrl}/pair/${code}`;
}
