import { entries } from './entry.ts';

/** A machine that waits for a person to say whose it is. */
export const PAIRING_ERRORS = entries({
  pairing_invalid: {
    status: 404,
    type: 'not_found_error',
    en: 'No machine waits with this code: it is wrong, used, or older than {minutes} minutes. Run «spindle-node join» again and take the code that it shows.',
    ru: 'С этим кодом никто не ждёт: он неверен, использован или старше {minutes} минут. Запустите «spindle-node join» ещё раз и возьмите код, который он покажет.',
  },
  pairing_guesses: {
    status: 429,
    type: 'rate_limit_error',
    en: 'Too many wrong codes. Wait {minutes} minutes, then take the code from the machine’s own screen.',
    ru: 'Слишком много неверных кодов. Подождите {minutes} минут и возьмите код с экрана самой машины.',
  },
  pairing_expired: {
    status: 410,
    type: 'invalid_request_error',
    en: 'Nobody confirmed this machine in {minutes} minutes, so its code is over. Run «spindle-node join» again and open the link that it shows.',
    ru: 'За {minutes} минут машину никто не подтвердил, и код больше не действует. Запустите «spindle-node join» ещё раз и откройте показанную ссылку.',
  },
  pairing_refused: {
    status: 403,
    type: 'permission_error',
    en: 'Whoever opened the link said that this machine is not theirs. Run «spindle-node join» again, and keep the new code to yourself.',
    ru: 'Открывший ссылку ответил, что машина не его. Запустите «spindle-node join» ещё раз и никому не показывайте новый код.',
  },
  pairing_replaced: {
    status: 409,
    type: 'invalid_request_error',
    en: 'This machine asked for another code since, so this one is over. Use the newest, or run «spindle-node join» once more.',
    ru: 'Машина с тех пор запросила другой код, и этот больше не действует. Возьмите новый или запустите «spindle-node join» ещё раз.',
  },
  pairing_fingerprint: {
    status: 409,
    type: 'invalid_request_error',
    en: 'This is another machine than the one that you looked at. Open the link from your machine’s screen again, and compare the letters.',
    ru: 'Это не та машина, которую вы смотрели. Откройте ссылку с экрана вашей машины заново и сверьте знаки.',
  },
  pairings_full: {
    status: 503,
    type: 'server_error',
    en: 'Too many machines wait to be confirmed just now. Try again in some minutes, or take a join code from Spindle → Earn → your listing.',
    ru: 'Сейчас подтверждения ждёт слишком много машин. Повторите через несколько минут или возьмите код подключения: Spindle → Заработок → ваше объявление.',
  },
});
