import { entries } from './entry.ts';

/** Disputes about answers, and reports of listings. */
export const DISPUTE_ERRORS = entries({
  dispute_not_billed: {
    status: 409,
    type: 'invalid_request_error',
    en: 'This answer cost nothing, so there is nothing to give back. What is wrong with the listing can be reported on its page.',
    ru: 'Этот ответ ничего не стоил, возвращать нечего. О самом объявлении можно сообщить на его странице.',
  },
  dispute_too_late: {
    status: 409,
    type: 'invalid_request_error',
    en: 'An answer can be disputed for {days} days. Report the listing on its page, if it is still so.',
    ru: 'Оспорить ответ можно в течение {days} дней. Если дело в объявлении, сообщите о нём на его странице.',
  },
  dispute_exists: {
    status: 409,
    type: 'invalid_request_error',
    en: 'This was sent before, and can be decided only once. See how it stands under Disputes, in Wallet and in Build → Usage.',
    ru: 'Это уже отправлено, решение бывает одно. Как идут дела, видно в разделе «Споры»: в Кошельке и в Разработка → Расход.',
  },
  dispute_state: {
    status: 409,
    type: 'invalid_request_error',
    en: 'This dispute is «{state}» now, so that is not possible. Open it again to see how it stands.',
    ru: 'Спор сейчас в состоянии «{state}», так нельзя. Откройте его заново.',
  },
  dispute_words_needed: {
    status: 400,
    type: 'invalid_request_error',
    en: 'Say in your own words what is wrong, in at least {least} characters.',
    ru: 'Опишите своими словами, что не так, не короче {least} знаков.',
  },
  dispute_shown_too_large: {
    status: 413,
    type: 'invalid_request_error',
    en: 'Question and answer together are more than {limitKb} kB, which is the most that a dispute can show. Send the dispute without them, and say in your own words what is wrong.',
    ru: 'Вопрос и ответ вместе больше {limitKb} кБ, столько показать в споре нельзя. Отправьте спор без них и опишите своими словами, что не так.',
  },
  dispute_nothing_shown: {
    status: 404,
    type: 'invalid_request_error',
    en: 'The buyer shows nothing here, has taken it back, or its time is over. Decide by the evidence that the market has.',
    ru: 'Покупатель здесь ничего не показывает, забрал показанное, или срок вышел. Решайте по тому, что есть у рынка.',
  },
  dispute_own: {
    status: 403,
    type: 'invalid_request_error',
    en: 'You are one of the two sides of this dispute. Leave it to another admin.',
    ru: 'Вы одна из сторон этого спора. Оставьте его другому администратору.',
  },
  refund_too_much: {
    status: 400,
    type: 'invalid_request_error',
    en: 'The refund must be above zero and at most {most}, what the answer cost. Correct it and send again.',
    ru: 'Вернуть можно больше нуля и не больше {most}, цены ответа. Исправьте и отправьте снова.',
  },
  own_listing_report: {
    status: 409,
    type: 'invalid_request_error',
    en: 'This is your own listing or answer. Change or pause it in Earn.',
    ru: 'Это ваше же объявление или ответ вашей машины. Измените или приостановите его в разделе «Заработок».',
  },
});
