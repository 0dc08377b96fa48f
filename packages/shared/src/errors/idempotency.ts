import { entries } from './entry.ts';

/** Asking again under the same `Idempotency-Key`. */
export const IDEMPOTENCY_ERRORS = entries({
  idempotency_mismatch: {
    status: 422,
    type: 'invalid_request_error',
    en: 'This Idempotency-Key was used for another request in the last 24 hours. Nothing was charged. Send this one under a new key.',
    ru: 'Этот Idempotency-Key за последние 24 часа уже использован для другого запроса. Ничего не списано. Отправьте этот запрос с новым ключом.',
  },
  idempotency_running: {
    status: 409,
    type: 'invalid_request_error',
    en: 'The request with this Idempotency-Key is still in work. Nothing more is charged. Ask again in {retryAfterSeconds} s for its reply.',
    ru: 'Запрос с этим Idempotency-Key ещё выполняется. Второй раз ничего не списывается. Повторите через {retryAfterSeconds} с, чтобы получить его ответ.',
  },
  idempotency_too_large: {
    status: 409,
    type: 'invalid_request_error',
    en: 'The request with this Idempotency-Key was answered and charged once, but its reply was larger than the {limitKb} kB that we keep. Nothing more is charged. To ask anew, use a new key.',
    ru: 'Запрос с этим Idempotency-Key уже получил ответ и оплачен один раз, но ответ больше {limitKb} кБ, которые мы храним. Второй раз ничего не списано. Чтобы спросить заново, возьмите новый ключ.',
  },
});
