import { entries } from './entry.ts';

/** What providers do in their console: maintenance, machines. */
export const CONSOLE_ERRORS = entries({
  window_range: {
    status: 400,
    type: 'invalid_request_error',
    en: 'Maintenance lasts {minutes} minutes to {days} days and begins within {ahead} days from now. Correct the times.',
    ru: 'Обслуживание длится от {minutes} минут до {days} дней и начинается не позже чем через {ahead} дней. Исправьте время.',
  },
  window_overlap: {
    status: 409,
    type: 'invalid_request_error',
    en: 'Another maintenance is planned for that time. Cancel it, or choose a time before or after it.',
    ru: 'На это время уже запланировано обслуживание. Отмените его или выберите другое время.',
  },
  too_many_windows: {
    status: 409,
    type: 'invalid_request_error',
    en: 'A listing may have {limit} planned maintenances. Cancel one that you no longer need.',
    ru: 'У объявления может быть не больше {limit} запланированных обслуживаний. Отмените лишнее.',
  },
  node_moved: {
    status: 409,
    type: 'invalid_request_error',
    en: 'This machine’s owner moved it to another listing. It links again by itself, with the models of that one.',
    ru: 'Владелец перенёс эту машину в другое объявление. Она подключится сама, с моделями из него.',
  },
  window_over: {
    status: 409,
    type: 'invalid_request_error',
    en: 'This maintenance is over already. Open the listing again to see what is planned.',
    ru: 'Это обслуживание уже закончилось. Откройте объявление заново, чтобы увидеть, что запланировано.',
  },
});
