import { sign } from '@tma.js/init-data-node';

/** A bot that does not exist: what tests sign launch data with. */
export const TEST_BOT = { botToken: '4242424242:AATestTestTestTestTestTestTestTestTes', botId: 4_242_424_242 };

export interface TestUser {
  id: number;
  first_name: string;
  username?: string;
  language_code?: string;
}

/** Launch data as Telegram signs it for a bot (HMAC). */
export function signedInitData(user: TestUser, atMs: number, token = TEST_BOT.botToken): string {
  return sign({ user, query_id: 'AAHdF6IQAAAAAN0XohDhrOrc', signature: 'c2lnbmF0dXJl' }, token, new Date(atMs));
}

/**
 * Launch data that Telegram itself signed with its production key, published as an example in the Mini Apps docs
 * (docs.telegram-mini-apps.com/platform/init-data#using-telegram-public-key): the only way to test that key.
 */
export const TELEGRAM_SIGNED = {
  bot: { botToken: null, botId: 7_342_037_359 },
  userId: 279_058_397n,
  authDateMs: 1_733_584_787_000,
  text: [
    'user=%7B%22id%22%3A279058397%2C%22first_name%22%3A%22Vladislav%20%2B%20-%20%3F%20%5C%2F%22%2C%22last_name%22%3A%22Kibenko%22',
    '%2C%22username%22%3A%22vdkfrost%22%2C%22language_code%22%3A%22ru%22%2C%22is_premium%22%3Atrue%2C',
    '%22allows_write_to_pm%22%3Atrue%2C%22photo_url%22%3A%22https%3A%5C%2F%5C%2Ft.me%5C%2Fi%5C%2Fuserpic%5C%2F320%5C%2F',
    '4FPEE4tmP3ATHa57u6MqTDih13LTOiMoKoLDRG4PnSA.svg%22%7D&chat_instance=8134722200314281151&chat_type=private',
    '&auth_date=1733584787&hash=2174df5b000556d044f3f020384e879c8efcab55ddea2ced4eb752e93e7080d6',
    '&signature=zL-ucjNyREiHDE8aihFwpfR9aggP2xiAo3NSpfe-p7IbCisNlDKlo7Kb6G4D0Ao2mBrSgEk4maLSdv6MLIlADQ',
  ].join(''),
};
