import { entries } from './entry.ts';

/** The program spindle-sidecar. */
export const SIDECAR_ERRORS = entries({
  sidecar_setting: {
    status: 400,
    type: 'invalid_request_error',
    en: 'The setting {name} is not right: {hint}. Run spindle-sidecar --help to see them all.',
    ru: 'Настройка {name} неверна: {hint}. Список настроек: spindle-sidecar --help.',
  },
  sidecar_port: {
    status: 409,
    type: 'invalid_request_error',
    en: 'spindle-sidecar cannot listen on {host}:{port} ({reason}). Stop what listens there, or choose another --port.',
    ru: 'spindle-sidecar не может слушать {host}:{port} ({reason}). Остановите то, что там слушает, или выберите другой --port.',
  },
  sidecar_origin: {
    status: 403,
    type: 'permission_error',
    en: 'Web pages of {origin} may not use this sidecar. If that page is yours, start it with --allow-origin {origin}.',
    ru: 'Страницам {origin} нельзя пользоваться этой программой. Если страница ваша, запустите её с --allow-origin {origin}.',
  },
  sidecar_host: {
    status: 403,
    type: 'permission_error',
    en: 'This sidecar answers to localhost only, not to «{host}». Use http://127.0.0.1 as its address, or start it with --host.',
    ru: 'Эта программа отвечает только на localhost, а не на «{host}». Обращайтесь к http://127.0.0.1 или запустите её с --host.',
  },
});
