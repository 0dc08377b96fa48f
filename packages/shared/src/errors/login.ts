import { entries } from './entry.ts';

export const LOGIN_ERRORS = entries({
  login_required: {
    status: 401,
    type: 'authentication_error',
    en: 'Your session has ended. Open Spindle again from Telegram to go on.',
    ru: 'Сессия закончилась. Откройте Spindle из Telegram ещё раз, чтобы продолжить.',
  },
  init_data_forged: {
    status: 401,
    type: 'authentication_error',
    en: 'Telegram did not sign this login. Close Spindle and open it again from the bot.',
    ru: 'Этот вход не подписан Telegram. Закройте Spindle и откройте его снова из бота.',
  },
  init_data_stale: {
    status: 401,
    type: 'authentication_error',
    en: 'This login from Telegram is older than an hour. Close Spindle and open it again from the bot.',
    ru: 'Этому входу из Telegram больше часа. Закройте Spindle и откройте его снова из бота.',
  },
  init_data_replayed: {
    status: 401,
    type: 'authentication_error',
    en: 'This login was used already. Close Spindle and open it again from the bot.',
    ru: 'Этот вход уже использован. Закройте Spindle и откройте его снова из бота.',
  },
  init_data_future: {
    status: 401,
    type: 'authentication_error',
    en: 'This login from Telegram is dated in the future, so one of our clocks is wrong. Try again in a minute; if it stays, tell support.',
    ru: 'Этот вход из Telegram помечен будущим временем: на нашей стороне сбились часы. Повторите через минуту; если не поможет, напишите в поддержку.',
  },
  telegram_login_closed: {
    status: 403,
    type: 'permission_error',
    en: 'This market is not connected to a Telegram bot. Its operator has to set TELEGRAM_BOT_TOKEN or TELEGRAM_BOT_ID.',
    ru: 'Этот рынок не подключён к боту Telegram. Оператору нужно задать TELEGRAM_BOT_TOKEN или TELEGRAM_BOT_ID.',
  },
  dev_login_closed: {
    status: 403,
    type: 'permission_error',
    en: 'The development login does not exist here. Open Spindle from its Telegram bot.',
    ru: 'Входа для разработки здесь нет. Откройте Spindle через его бота в Telegram.',
  },
  dev_secret_wrong: {
    status: 401,
    type: 'authentication_error',
    en: 'This development login is not for this market. Take the link that its start has printed.',
    ru: 'Этот вход для разработки не подходит к этому рынку. Возьмите ссылку, которую напечатал запуск.',
  },
  role_required: {
    status: 403,
    type: 'permission_error',
    en: 'This page is for the role «{role}», which your account does not have.',
    ru: 'Эта страница для роли «{role}», которой у вашей учётной записи нет.',
  },
  account_banned: {
    status: 403,
    type: 'permission_error',
    en: 'This account is paused by an admin: {reason}. Your deposit stays yours and can be withdrawn. Write to support to object.',
    ru: 'Учётная запись приостановлена администратором: {reason}. Депозит остаётся вашим, его можно вывести. Чтобы возразить, напишите в поддержку.',
  },
  api_key_invalid: {
    status: 401,
    type: 'authentication_error',
    en: 'This API key is not valid or was revoked. Check that it was copied whole, or make a new one in Spindle → Build.',
    ru: 'Этот ключ API недействителен или отозван. Проверьте, что он скопирован целиком, или создайте новый: Spindle → Разработка.',
  },
  api_key_expired: {
    status: 401,
    type: 'authentication_error',
    en: 'This API key has expired. Give it more time, or make a new one: Spindle → Build.',
    ru: 'Срок этого ключа API истёк. Продлите его или создайте новый: Spindle → Разработка.',
  },
  api_key_rotated: {
    status: 401,
    type: 'authentication_error',
    en: 'This API key was rotated, and the time of its old secret is over. Put the new secret into your program; if it is lost, rotate again in Spindle → Build.',
    ru: 'Этот ключ API сменили, и время старого секрета вышло. Поставьте в программу новый; если он потерян, смените ключ ещё раз: Spindle → Разработка.',
  },
  key_scope: {
    status: 403,
    type: 'permission_error',
    en: 'This API key is not allowed to do this: it lacks the scope «{scope}». Add the scope in Spindle → Build, or use another key.',
    ru: 'Этому ключу API такое не разрешено: у него нет права «{scope}». Добавьте право (Spindle → Разработка) или возьмите другой ключ.',
  },
  key_model: {
    status: 403,
    type: 'permission_error',
    en: 'This API key may not ask «{model}». Add the model to the key in Spindle → Build, or use another key.',
    ru: 'Этому ключу API нельзя спрашивать модель «{model}». Добавьте её ключу (Spindle → Разработка) или возьмите другой ключ.',
  },
  too_many_keys: {
    status: 409,
    type: 'invalid_request_error',
    en: 'You have {limit} API keys, and that is the most. Revoke one that you no longer use.',
    ru: 'У вас {limit} ключей API, больше нельзя. Отзовите тот, которым больше не пользуетесь.',
  },
});
