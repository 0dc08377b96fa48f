import { entries } from './entry.ts';

/** Fees and policy, and the catalogue, as admins change them. */
export const POLICY_ERRORS = entries({
  policy_unchanged: {
    status: 409,
    type: 'invalid_request_error',
    en: 'It is {value} already. Give another value.',
    ru: 'Это значение уже {value}. Укажите другое.',
  },
  policy_notice: {
    status: 400,
    type: 'invalid_request_error',
    en: 'This must be announced {days} days ahead. Choose a later day.',
    ru: 'Об этом нужно объявить за {days} дней. Выберите более поздний день.',
  },
  policy_planned: {
    status: 409,
    type: 'invalid_request_error',
    en: 'Another change of this number is announced already. Wait for it or take it back first.',
    ru: 'Другое изменение этого числа уже объявлено. Дождитесь его или сначала отзовите.',
  },
  catalog_in_use: {
    status: 409,
    type: 'invalid_request_error',
    en: 'This is offered, or came with the program, so it cannot be deleted. Hide it instead.',
    ru: 'Это предлагают, или это часть программы, поэтому удалить нельзя. Скройте вместо этого.',
  },
  policy_in_force: {
    status: 409,
    type: 'invalid_request_error',
    en: 'This is in force or was taken back already. Announce another value instead.',
    ru: 'Это уже действует или было отозвано. Объявите вместо этого новое значение.',
  },
});
