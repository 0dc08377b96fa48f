import { entries } from './entry.ts';

export const GENERAL_ERRORS = entries({
  internal: {
    status: 500,
    type: 'server_error',
    en: 'Something broke on our side. Nothing was charged. Try again; if it stays, tell support the number {reference}.',
    ru: 'У нас что-то сломалось. Ничего не списано. Попробуйте ещё раз; если не поможет, сообщите поддержке номер {reference}.',
  },
  invalid_input: {
    status: 400,
    type: 'invalid_request_error',
    en: 'This field is not right: {field}. {hint}',
    ru: 'Поле заполнено неверно: {field}. {hint}',
  },
  not_found: {
    status: 404,
    type: 'not_found_error',
    en: 'There is no such {what}, or it is not yours. Go back and open it again from the list.',
    ru: 'Такого объекта ({what}) нет, или он не ваш. Вернитесь и откройте его из списка.',
  },
  export_link_expired: {
    status: 403,
    type: 'permission_error',
    en: 'This address for a download is good for ten minutes, and they are over. Ask for the file again in Spindle → Build → Usage.',
    ru: 'Адрес для скачивания действует десять минут, и они прошли. Запросите файл ещё раз: Spindle → Разработка → Запросы.',
  },
  request_slow: {
    status: 408,
    type: 'invalid_request_error',
    en: 'Your request was not here whole after {seconds} s. Nothing was charged. Send it again over a faster line, or send less.',
    ru: 'Запрос не пришёл целиком за {seconds} с. Ничего не списано. Отправьте его ещё раз по более быстрому каналу или сократите.',
  },
  too_large: {
    status: 413,
    type: 'invalid_request_error',
    en: 'The request is larger than {limitKb} kB. Make it shorter and send it again.',
    ru: 'Запрос больше {limitKb} кБ. Сократите его и отправьте снова.',
  },
  database_unavailable: {
    status: 503,
    type: 'server_error',
    en: 'The market cannot reach its database just now. Nothing was charged. Try again in a few seconds.',
    ru: 'Рынок сейчас не может обратиться к базе данных. Ничего не списано. Повторите через несколько секунд.',
  },
  shutting_down: {
    status: 503,
    type: 'server_error',
    en: 'The market is restarting. Nothing was charged. Try again in a few seconds.',
    ru: 'Рынок перезапускается. Ничего не списано. Повторите через несколько секунд.',
  },
});
