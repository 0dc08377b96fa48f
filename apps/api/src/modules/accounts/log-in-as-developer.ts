import { type Environment, fail, ok, type Result, uuidv7 } from '@spindle/shared';
import type { Clock, Database } from '../../platform/index.ts';
import type { NewAccount } from './accounts.repo.ts';
import { openSession } from './open-session.ts';
import { isSameSecret } from './secrets.ts';
import type { DemoPerson, LogIn } from './shapes.ts';
import type { TelegramBot } from './telegram/verify-init-data.ts';

/** What decides whether there is a development login at all: the parts of the config that it must never outlive. */
export interface DevLoginConfig {
  env: Environment;
  telegram: TelegramBot;
  devLoginSecret: string | null;
}

export interface DevLogInDeps {
  db: Database;
  clock: Clock;
  config: DevLoginConfig;
}

/** The people of the local world. Telegram gives real people ids far above these. */
const DEMO: Record<DemoPerson, Omit<NewAccount, 'id'>> = {
  buyer: { telegramId: 1n, firstName: 'Bella', username: 'bella_buys', language: 'en', roles: ['buyer'] },
  provider: {
    telegramId: 2n,
    firstName: 'Pavel',
    username: 'pavel_provides',
    language: 'en',
    roles: ['buyer', 'provider'],
  },
  admin: { telegramId: 3n, firstName: 'Ada', username: 'ada_admin', language: 'en', roles: ['buyer', 'admin'] },
  developer: { telegramId: 4n, firstName: 'Dev', username: 'dev_builds', language: 'en', roles: ['buyer'] },
};

/** True only in the local world: a secret is set, it is not production, and no bot, by token or by id, is configured. */
export function isDevLoginOpen({ env, telegram, devLoginSecret }: DevLoginConfig): boolean {
  return env === 'dev' && devLoginSecret !== null && telegram.botToken === null && telegram.botId === null;
}

/** Logs in as one of the demo people of the local world. */
export async function logInAsDeveloper(
  { db, clock, config }: DevLogInDeps,
  input: { secret: string; as: DemoPerson },
): Promise<Result<LogIn, 'dev_login_closed' | 'dev_secret_wrong'>> {
  if (!isDevLoginOpen(config) || config.devLoginSecret === null) return fail('dev_login_closed');
  if (!isSameSecret(input.secret, config.devLoginSecret)) return fail('dev_secret_wrong');
  const nowMs = clock.nowMs();
  const person = { id: uuidv7(nowMs), ...DEMO[input.as] };
  return ok(await db.prisma.$transaction((tx) => openSession(tx, person, nowMs)));
}
