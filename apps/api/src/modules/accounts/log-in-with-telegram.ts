import { fail, ok, type Result, seenName, uuidv7 } from '@spindle/shared';
import type { Clock, Database } from '../../platform/index.ts';
import { burn } from './accounts.repo.ts';
import { toLanguage } from './actor.ts';
import { openSession } from './open-session.ts';
import type { LogIn } from './shapes.ts';
import { INIT_DATA_LIFE_MS, type TelegramBot, verifyInitData } from './telegram/verify-init-data.ts';

export interface TelegramLogInDeps {
  db: Database;
  clock: Clock;
  telegram: TelegramBot;
}

/** Clocks that run apart must not let burned launch data come back to life. */
const BURN_MARGIN_MS = 600_000;

/** Exchanges a Mini App's launch data, once, for a session. The first login makes the account. */
export async function logInWithTelegram(
  { db, clock, telegram }: TelegramLogInDeps,
  { initData }: { initData: string },
): Promise<Result<LogIn>> {
  const nowMs = clock.nowMs();
  const verified = await verifyInitData(initData, telegram, nowMs);
  if (!verified.ok) return verified;
  const { user, loginHash, authDateMs } = verified.value;
  const person = {
    id: uuidv7(nowMs),
    telegramId: BigInt(user.id),
    // Strangers read it beside what they buy.
    firstName: seenName(user.first_name) || (user.username ?? String(user.id)),
    username: user.username ?? null,
    language: toLanguage(user.language_code),
    roles: ['buyer' as const],
  };
  return db.prisma.$transaction(async (tx) => {
    const burnUntilMs = authDateMs + INIT_DATA_LIFE_MS + BURN_MARGIN_MS;
    if (!(await burn(tx, 'init_data', loginHash, burnUntilMs))) return fail('init_data_replayed');
    return ok(await openSession(tx, person, nowMs));
  });
}
