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
  quote_unfit: {
    status: 502,
    type: 'server_error',
    en: 'The market’s quote is not for what you asked ({field}), so nothing was sent. Try again; if it stays, tell support.',
    ru: 'Котировка рынка не на то, что вы просили ({field}), поэтому ничего не отправлено. Повторите; если не поможет, сообщите поддержке.',
  },
  manifest_expired: {
    status: 502,
    type: 'server_error',
    en: 'The machine’s keys are out of date, so nothing was sent. Try again in a minute, or choose another offer.',
    ru: 'Ключи машины устарели, поэтому ничего не отправлено. Повторите через минуту или выберите другое предложение.',
  },
  environment_mismatch: {
    status: 400,
    type: 'invalid_request_error',
    en: 'This was made for another environment ({made}) than this one ({here}), so it was refused. Use an address and a key of the same environment.',
    ru: 'Это сделано для другой среды ({made}), а не для этой ({here}), поэтому отклонено. Возьмите адрес и ключ одной среды.',
  },
  tier_unverifiable: {
    status: 501,
    type: 'server_error',
    en: 'This program cannot check the evidence of tier «{tier}», so nothing was sent. Update it, or choose another tier.',
    ru: 'Эта программа не умеет проверять доказательства уровня «{tier}», поэтому ничего не отправлено. Обновите её или выберите другой уровень.',
  },
  evidence_refused: {
    status: 502,
    type: 'server_error',
    en: 'This device did not accept what the machine proves itself with ({why}), so nothing was sent. Try again in a minute, or choose another machine or tier.',
    ru: 'Устройство не приняло доказательство машины ({why}), поэтому ничего не отправлено. Повторите через минуту или выберите другую машину либо уровень.',
  },
  evidence_lapsed: {
    status: 503,
    type: 'server_error',
    en: 'What the machine had proven itself with no longer counts ({why}), so it was handed nothing, and no other confidential machine was free. Nothing was charged. Try again in a minute.',
    ru: 'Доказательство машины больше не действует ({why}), поэтому ей ничего не передано, а другой конфиденциальной машины свободной не нашлось. Ничего не списано. Повторите через минуту.',
  },
  crypto_unsupported: {
    status: 501,
    type: 'server_error',
    en: 'This browser is too old to seal requests ({missing} is missing). Update Telegram and the system’s web view, or use another device.',
    ru: 'Этот браузер слишком стар, чтобы запечатывать запросы (нет {missing}). Обновите Telegram и системный WebView или возьмите другое устройство.',
  },
  answer_cut: {
    status: 502,
    type: 'server_error',
    en: 'The answer broke off before its end ({delivered} tokens came). If our side broke it, it costs nothing; Wallet shows what was charged. Try again.',
    ru: 'Ответ оборвался до конца (пришло токенов: {delivered}). Если оборвали мы, он бесплатен; списанное видно в разделе «Кошелёк». Повторите.',
  },
  answer_not_kept: {
    status: 410,
    type: 'server_error',
    en: 'The connection was lost, and the market no longer has the rest of this answer. At most what it had delivered is charged; Wallet shows it. Ask again.',
    ru: 'Связь оборвалась, и продолжения этого ответа на рынке больше нет. Списано будет не больше, чем за доставленное; сумма видна в разделе «Кошелёк». Спросите снова.',
  },
  resume_unsupported: {
    status: 502,
    type: 'server_error',
    en: 'The machine broke off after {delivered} tokens, and no other could go on from there ({why}). Nothing was charged. Send the request again.',
    ru: 'Машина оборвала ответ после {delivered} токенов, и никто не смог продолжить с этого места ({why}). Ничего не списано. Отправьте запрос ещё раз.',
  },
  receipt_missing: {
    status: 502,
    type: 'server_error',
    en: 'The answer came whole, but its receipt did not. Wallet shows what was charged as soon as the machine delivers it.',
    ru: 'Ответ пришёл целиком, а квитанция нет. Как только машина её передаст, списанное будет видно в разделе «Кошелёк».',
  },
  charge_mismatch: {
    status: 502,
    type: 'server_error',
    en: 'The market charged {charged}, but by the receipt this answer costs {cost} (nano). Report this answer to get the difference back.',
    ru: 'Рынок списал {charged}, но по квитанции ответ стоит {cost} (нано). Пожалуйтесь на этот ответ, чтобы вернуть разницу.',
  },
});
