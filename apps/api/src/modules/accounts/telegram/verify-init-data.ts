import { fail, ok, type Result } from '@spindle/shared';
import { isValid3rd, signData } from '@tma.js/init-data-node';
import { hashSecret, isSameSecret } from '../secrets.ts';
import { type InitData, readInitData, signedText } from './read-init-data.ts';

/** The bot by which people log in: by its token (HMAC), or by its id alone (Telegram's own Ed25519 signature). */
export interface TelegramBot {
  botToken: string | null;
  botId: number | null;
}

export interface VerifiedInitData extends InitData {
  /** Names this login whatever the order or encoding of its fields, and whatever was glued on: what is burned. */
  loginHash: string;
}

export const INIT_DATA_LIFE_MS = 3600_000;
const FUTURE_LIMIT_MS = 60_000;

/**
 * Checks who signed launch data and when. With a bot token the HMAC must fit and nothing else counts; without one the
 * signature of Telegram's production key for this bot id must.
 */
export async function verifyInitData(text: string, bot: TelegramBot, nowMs: number): Promise<Result<VerifiedInitData>> {
  const data = readInitData(text);
  if (bot.botToken === null && bot.botId === null) return fail('telegram_login_closed');
  if (!data || !(await isSigned(text, data, bot))) return fail('init_data_forged');
  if (data.authDateMs + INIT_DATA_LIFE_MS < nowMs) return fail('init_data_stale');
  if (data.authDateMs > nowMs + FUTURE_LIMIT_MS) return fail('init_data_future');
  return ok({ ...data, loginHash: hashSecret(signedText(data, ['hash', 'signature'])) });
}

async function isSigned(text: string, data: InitData, bot: TelegramBot): Promise<boolean> {
  if (bot.botToken !== null) {
    // The library's own check compares with `===`; its HMAC is used, and compared in constant time.
    const expected = signData(signedText(data, ['hash']), bot.botToken);
    return isSameSecret(expected, data.fields.get('hash') ?? '');
  }
  // Times are checked above by the clock that was passed in, so the library's own check is off.
  return bot.botId !== null && isValid3rd(text, bot.botId, { expiresIn: 0 });
}
