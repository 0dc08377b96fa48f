import { entries } from './entry.ts';

/** Sealing, quotes, frames and receipts. */
export const SEALED_ERRORS = entries({
  quote_expired: {
    status: 409,
    type: 'invalid_request_error',
    en: 'The quote is older than a minute. Ask for a new one.',
    ru: 'Котировке больше минуты. Запросите новую.',
  },
  quote_altered: {
    status: 400,
    type: 'invalid_request_error',
    en: 'The quote is not the one that the market signed. Ask for a new one.',
    ru: 'Котировка не та, что подписал рынок. Запросите новую.',
  },
  quote_used: {
    status: 409,
    type: 'invalid_request_error',
    en: 'This quote was used already. Ask for a new one.',
    ru: 'Эта котировка уже использована. Запросите новую.',
  },
  quote_not_yours: {
    status: 403,
    type: 'permission_error',
    en: 'This quote was made for another account. Ask for one of your own.',
    ru: 'Эта котировка для другой учётной записи. Запросите свою.',
  },
  sealed_malformed: {
    status: 400,
    type: 'invalid_request_error',
    en: 'The sealed request is cut or damaged. Nothing was charged. Send it again.',
    ru: 'Запечатанный запрос обрезан или повреждён. Ничего не списано. Отправьте снова.',
  },
  sealed_wrong_node: {
    status: 400,
    type: 'invalid_request_error',
    en: 'The request was sealed for another machine. Nothing was charged. Ask for a new quote and seal it again.',
    ru: 'Запрос запечатан для другой машины. Ничего не списано. Запросите новую котировку и запечатайте снова.',
  },
  terms_mismatch: {
    status: 400,
    type: 'invalid_request_error',
    en: 'The terms that your device showed are not those that the market signed. Nothing was charged. Ask for a new quote.',
    ru: 'Условия на вашем устройстве не совпали с подписанными рынком. Ничего не списано. Запросите новую котировку.',
  },
  request_replayed: {
    status: 409,
    type: 'invalid_request_error',
    en: 'The machine has answered this request already. Ask for a new quote.',
    ru: 'Машина уже отвечала на этот запрос. Запросите новую котировку.',
  },
  manifest_untrusted: {
    status: 502,
    type: 'server_error',
    en: 'The machine’s keys are not signed by the listing’s identity, so nothing was sent. Try another offer, and report this one.',
    ru: 'Ключи машины не подписаны владельцем объявления, поэтому ничего не отправлено. Выберите другое предложение и сообщите об этом.',
  },
  answer_damaged: {
    status: 502,
    type: 'server_error',
    en: 'A piece of the answer was damaged on its way, so it was thrown away. Try again.',
    ru: 'Часть ответа повредилась в пути и отброшена. Попробуйте ещё раз.',
  },
  receipt_invalid: {
    status: 502,
    type: 'server_error',
    en: 'The machine’s receipt does not fit the answer. Nothing was charged. Report this answer.',
    ru: 'Квитанция машины не подходит к ответу. Ничего не списано. Сообщите об этом ответе.',
  },
});
