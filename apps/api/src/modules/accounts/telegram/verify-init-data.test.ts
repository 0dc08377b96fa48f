import { describe, expect, it } from 'vitest';
import { signedInitData, TELEGRAM_SIGNED, TEST_BOT } from '../testing/init-data.ts';
import { type TelegramBot, verifyInitData } from './verify-init-data.ts';

const NOW_MS = Date.UTC(2026, 10, 23, 12);
const MINUTE_MS = 60_000;
const anna = { id: 77, first_name: 'Анна + & = ?', username: 'anna', language_code: 'ru-RU' };

const codeOf = async (text: string, bot: TelegramBot = TEST_BOT, nowMs = NOW_MS): Promise<string> => {
  const result = await verifyInitData(text, bot, nowMs);
  return result.ok ? 'ok' : result.fault.code;
};

/** Changes one field of the query and keeps the rest. */
function withField(text: string, name: string, value: string): string {
  const fields = new URLSearchParams(text);
  fields.set(name, value);
  return fields.toString();
}

describe('launch data signed for our bot (HMAC)', () => {
  const good = signedInitData(anna, NOW_MS);

  it('names the person', async () => {
    const result = await verifyInitData(good, TEST_BOT, NOW_MS);
    expect(result).toMatchObject({ ok: true, value: { user: anna, authDateMs: NOW_MS } });
  });

  it.each([
    ['another person', withField(good, 'user', JSON.stringify({ ...anna, id: 78 }))],
    ['another time', withField(good, 'auth_date', String(NOW_MS / 1_000 + 1))],
    ['another hash', withField(good, 'hash', 'f'.repeat(64))],
    ['no hash', withField(good, 'hash', '')],
    ['a field added', `${good}&start_param=x`],
    ['a field twice', `${good}&user=${encodeURIComponent(JSON.stringify({ ...anna, id: 78 }))}`],
    ['a hash twice', `hash=junk&${good}`],
    ['a signature glued on', withField(good, 'signature', 'b3RoZXI')],
    ['another bot’s signature', signedInitData(anna, NOW_MS, '1:AAOtherOtherOtherOtherOtherOtherOtherO')],
    ['a line break that moves a field', withField(good, 'query_id', 'x\nuser={}')],
    ['nothing', ''],
    ['junk', '%%%&=&&'],
  ])('refuses %s', async (_, text) => {
    expect(await codeOf(text)).toBe('init_data_forged');
  });

  it('is good for an hour, and no longer', async () => {
    expect(await codeOf(good, TEST_BOT, NOW_MS + 60 * MINUTE_MS)).toBe('ok');
    expect(await codeOf(good, TEST_BOT, NOW_MS + 60 * MINUTE_MS + 1)).toBe('init_data_stale');
  });

  it('may be a minute ahead of our clock, and no more', async () => {
    expect(await codeOf(good, TEST_BOT, NOW_MS - MINUTE_MS)).toBe('ok');
    expect(await codeOf(good, TEST_BOT, NOW_MS - MINUTE_MS - 1)).toBe('init_data_future');
  });

  it('says forged before stale: a forger learns nothing of our clock', async () => {
    expect(await codeOf(withField(good, 'hash', 'f'.repeat(64)), TEST_BOT, NOW_MS * 2)).toBe('init_data_forged');
  });

  it('has one name, however its fields are ordered and encoded', async () => {
    const shuffled = good.split('&').reverse().join('&').replaceAll('%20', '+');
    const [a, b] = await Promise.all([good, shuffled].map((text) => verifyInitData(text, TEST_BOT, NOW_MS)));
    if (!a?.ok || !b?.ok) throw new Error('both are well signed');
    expect(a.value.loginHash).toBe(b.value.loginHash);
  });
});

describe('launch data signed by Telegram (Ed25519)', () => {
  const { text, bot, authDateMs } = TELEGRAM_SIGNED;
  const check = (changed: string, nowMs = authDateMs) => codeOf(changed, bot, nowMs);

  it('is accepted with the bot’s id alone', async () => {
    const result = await verifyInitData(text, bot, authDateMs);
    expect(result).toMatchObject({ ok: true, value: { user: { id: 279_058_397, username: 'vdkfrost' } } });
  });

  it.each([
    ['another person', text.replace('279058397', '279058398')],
    ['another time', text.replace('auth_date=1733584787', 'auth_date=1733584788')],
    ['another signature', text.replace('signature=zL', 'signature=zM')],
    ['no signature', text.replace(/&signature=.*$/, '')],
    ['a short signature', text.replace(/signature=.*$/, 'signature=AAAA')],
    ['a field added', `${text}&start_param=x`],
  ])('refuses %s', async (_, changed) => {
    expect(await check(changed)).toBe('init_data_forged');
  });

  it('refuses what was signed for another bot', async () => {
    expect(await codeOf(text, { botToken: null, botId: 1 }, authDateMs)).toBe('init_data_forged');
  });

  it('is good for an hour, and not ahead of time', async () => {
    expect(await check(text, authDateMs + 61 * MINUTE_MS)).toBe('init_data_stale');
    expect(await check(text, authDateMs - 2 * MINUTE_MS)).toBe('init_data_future');
  });

  it('has one name whatever stands in the unsigned hash', async () => {
    const other = text.replace(/hash=[0-9a-f]+/, `hash=${'0'.repeat(64)}`);
    const [a, b] = await Promise.all([text, other].map((each) => verifyInitData(each, bot, authDateMs)));
    if (!a?.ok || !b?.ok) throw new Error('the hash is no part of what Telegram signed');
    expect(a.value.loginHash).toBe(b.value.loginHash);
  });

  it('does not count where a bot token is set: the HMAC alone does', async () => {
    expect(await codeOf(text, { ...bot, botToken: TEST_BOT.botToken }, authDateMs)).toBe('init_data_forged');
  });
});

it('says that there is no bot', async () => {
  expect(await codeOf('x', { botToken: null, botId: null })).toBe('telegram_login_closed');
});
