import { unwrap } from '@spindle/shared';
import { afterAll, describe, expect, it } from 'vitest';
import { openTestDatabase, testClock } from '../../platform/testing/open-test-database.ts';
import { createActorMemory } from './actor.ts';
import { actorOfSession } from './actor-of-session.ts';
import { dropExpiredLogins } from './burn-once.ts';
import { logInAsDeveloper } from './log-in-as-developer.ts';
import { logInWithTelegram } from './log-in-with-telegram.ts';
import { logOut } from './log-out.ts';
import { becomeProvider, changeLanguage } from './me.ts';
import { hashSecret } from './secrets.ts';
import { signedInitData, TELEGRAM_SIGNED, TEST_BOT, type TestUser } from './testing/init-data.ts';

const HOUR_MS = 3600_000;
const { db, close } = await openTestDatabase();
afterAll(close);

let lastUserId = 1_000;
function setup(user: Partial<TestUser> = {}) {
  lastUserId += 1;
  const clock = testClock();
  const deps = { db, clock, actors: createActorMemory(clock), telegram: TEST_BOT };
  const person = { id: lastUserId, first_name: 'Anna', ...user };
  const initData = signedInitData(person, clock.nowMs());
  const logIn = async (text = initData) => {
    const result = await logInWithTelegram(deps, { initData: text });
    if (!result.ok) throw new Error(result.fault.code);
    return result.value;
  };
  return { ...deps, deps, person, initData, logIn };
}

describe('login by Telegram', () => {
  it('makes the account at the first login and opens a session of twelve hours', async () => {
    const { deps, clock, logIn } = setup({ username: 'anna', language_code: 'ru' });
    const { token, expiresAt, me } = await logIn();
    expect(me).toMatchObject({ firstName: 'Anna', username: 'anna', language: 'ru', roles: ['buyer'], wallet: null });
    expect(expiresAt).toBe(clock.nowMs() + 12 * HOUR_MS);
    expect(await actorOfSession(deps, token)).toEqual({
      ok: true,
      value: { accountId: me.accountId, roles: ['buyer'], language: 'ru', apiKeyId: null, limits: null },
    });
  });

  it('keeps the hash of the token and nothing else of it', async () => {
    const { token } = await setup().logIn();
    const { rows } = await db.pool.query('SELECT * FROM session WHERE token_hash = $1', [hashSecret(token)]);
    expect(rows).toHaveLength(1);
    expect(JSON.stringify(rows)).not.toContain(token);
  });

  it('finds the account again and takes over the new name, not the language', async () => {
    const { logIn, person, clock } = setup({ language_code: 'fr' });
    const first = await logIn();
    const again = { ...person, first_name: 'Anya', language_code: 'ru' };
    const second = await logIn(signedInitData(again, clock.nowMs()));
    expect(second.me).toEqual({ ...first.me, firstName: 'Anya', language: 'en' });
    expect(second.token).not.toBe(first.token);
  });

  it('refuses the same launch data a second time', async () => {
    const { deps, initData, logIn } = setup();
    await logIn();
    expect(await logInWithTelegram(deps, { initData })).toEqual({ ok: false, fault: { code: 'init_data_replayed' } });
  });

  it('refuses the same launch data in another order and encoding', async () => {
    const { deps, initData, logIn } = setup();
    await logIn();
    const disguised = initData.split('&').reverse().join('&');
    const result = await logInWithTelegram(deps, { initData: disguised });
    expect(result).toMatchObject({ fault: { code: 'init_data_replayed' } });
  });

  it('lets exactly one of many win that use the same launch data at once', async () => {
    const { deps, initData, person } = setup();
    const results = await Promise.all(Array.from({ length: 8 }, () => logInWithTelegram(deps, { initData })));
    expect(results.filter(({ ok }) => ok)).toHaveLength(1);
    const account = await db.prisma.account.findUniqueOrThrow({ where: { telegramId: BigInt(person.id) } });
    expect(await db.prisma.session.count({ where: { accountId: account.id } })).toBe(1);
  });

  it('makes one account of two first logins at once', async () => {
    const { deps, person, clock } = setup();
    const texts = [0, 1_000, 2_000, 3_000].map((ms) => signedInitData(person, clock.nowMs() - ms));
    const results = await Promise.all(texts.map((initData) => logInWithTelegram(deps, { initData })));
    const ids = new Set(results.map((result) => (result.ok ? result.value.me.accountId : result.fault.code)));
    expect(ids.size).toBe(1);
  });

  it('changes nothing when the launch data is forged or stale', async () => {
    const { deps, person, clock } = setup();
    const forged = signedInitData(person, clock.nowMs(), '1:AAOtherOtherOtherOtherOtherOtherOtherO');
    const stale = signedInitData(person, clock.nowMs() - 2 * HOUR_MS);
    expect(await logInWithTelegram(deps, { initData: forged })).toMatchObject({ fault: { code: 'init_data_forged' } });
    expect(await logInWithTelegram(deps, { initData: stale })).toMatchObject({ fault: { code: 'init_data_stale' } });
    expect(await db.prisma.account.count({ where: { telegramId: BigInt(person.id) } })).toBe(0);
  });

  it('takes Telegram’s own signature once, when only the bot’s id is known', async () => {
    const { text, bot, authDateMs, userId } = TELEGRAM_SIGNED;
    const deps = { db, clock: testClock(authDateMs), telegram: bot };
    const first = await logInWithTelegram(deps, { initData: text });
    expect(first).toMatchObject({ ok: true, value: { me: { language: 'ru', username: 'vdkfrost' } } });
    const other = text.replace(/hash=[0-9a-f]+/, `hash=${'0'.repeat(64)}`);
    expect(await logInWithTelegram(deps, { initData: other })).toMatchObject({ fault: { code: 'init_data_replayed' } });
    expect(await db.prisma.account.count({ where: { telegramId: userId } })).toBe(1);
  });
});

describe('a session', () => {
  it('ends after twelve hours, and what has expired is dropped', async () => {
    const { deps, clock, logIn } = setup();
    const { token } = await logIn();
    clock.pass(12 * HOUR_MS - 1);
    expect(await actorOfSession(deps, token)).toMatchObject({ ok: true });
    clock.pass(1);
    expect(await actorOfSession(deps, token)).toEqual({ ok: false, fault: { code: 'login_required' } });
    clock.pass(1);
    expect(await dropExpiredLogins(deps)).toBeGreaterThan(0);
    expect(await db.prisma.session.count({ where: { tokenHash: hashSecret(token) } })).toBe(0);
  });

  it('ends at logout, at once', async () => {
    const { deps, logIn } = setup();
    const { token } = await logIn();
    expect(await actorOfSession(deps, token)).toMatchObject({ ok: true });
    await logOut(deps, token);
    expect(await actorOfSession(deps, token)).toMatchObject({ fault: { code: 'login_required' } });
  });

  it('is refused with the reason when an admin has paused the account', async () => {
    const { deps, clock, logIn } = setup();
    const { token, me } = await logIn();
    await db.prisma.account.update({ where: { id: me.accountId }, data: { bannedReason: 'sold fake H100s' } });
    clock.pass(6_000);
    const fault = { code: 'account_banned', facts: { reason: 'sold fake H100s' } };
    expect(await actorOfSession(deps, token)).toEqual({ ok: false, fault });
  });

  it('gains the provider’s role at once, and once', async () => {
    const { deps, logIn } = setup();
    const { token } = await logIn();
    const actor = await actorOfSession(deps, token);
    if (!actor.ok) throw new Error('logged in');
    await Promise.all([becomeProvider(deps, actor.value), becomeProvider(deps, actor.value)]);
    expect(await actorOfSession(deps, token)).toMatchObject({ value: { roles: ['buyer', 'provider'] } });
    const { roles } = await db.prisma.account.findUniqueOrThrow({ where: { id: actor.value.accountId } });
    expect(roles).toEqual(['buyer', 'provider']);
  });

  it('reads in the language that was chosen in the app, also after another login', async () => {
    const { deps, clock, person, logIn } = setup({ language_code: 'en' });
    const { token } = await logIn();
    const actor = unwrap(await actorOfSession(deps, token));
    expect(unwrap(await changeLanguage(deps, actor, { language: 'ru' })).language).toBe('ru');
    expect(unwrap(await actorOfSession(deps, token)).language).toBe('ru');
    expect((await logIn(signedInitData(person, clock.nowMs() - 1_000))).me.language).toBe('ru');
  });

  it('is nobody’s when the token is unknown', async () => {
    expect(await actorOfSession(setup().deps, 'guess')).toMatchObject({ fault: { code: 'login_required' } });
  });
});

describe('the development login', () => {
  const secret = 'a secret of the local world';
  const noBot = { botToken: null, botId: null };
  const open = { env: 'dev' as const, telegram: noBot, devLoginSecret: secret };
  const attempt = (config: Parameters<typeof logInAsDeveloper>[0]['config'], as = 'admin' as const, word = secret) =>
    logInAsDeveloper({ db, clock: testClock(), config }, { secret: word, as });

  it('knows four people, and gives each their roles', async () => {
    const roles = async (as: 'buyer' | 'provider' | 'admin' | 'developer') => {
      const result = await logInAsDeveloper({ db, clock: testClock(), config: open }, { secret, as });
      return result.ok ? result.value.me.roles : result.fault.code;
    };
    expect(await roles('buyer')).toEqual(['buyer']);
    expect(await roles('provider')).toEqual(['buyer', 'provider']);
    expect(await roles('admin')).toEqual(['buyer', 'admin']);
    expect(await roles('developer')).toEqual(['buyer']);
  });

  it.each([
    ['a bot token is configured', { ...open, telegram: TEST_BOT }],
    ['a bot is configured by its id alone', { ...open, telegram: { ...noBot, botId: 1 } }],
    ['it is production', { ...open, env: 'production' as const }],
    ['no secret is set', { ...open, devLoginSecret: null }],
  ])('does not exist when %s', async (_, config) => {
    expect(await attempt(config)).toEqual({ ok: false, fault: { code: 'dev_login_closed' } });
  });

  it('refuses another secret', async () => {
    expect(await attempt(open, 'admin', `${secret}!`)).toEqual({ ok: false, fault: { code: 'dev_secret_wrong' } });
  });
});
