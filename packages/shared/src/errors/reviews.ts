import { entries } from './entry.ts';

/** What buyers say of listings, what providers answer, and what admins hide. */
export const BUYER_REVIEW_ERRORS = entries({
  review_not_paid: {
    status: 403,
    type: 'invalid_request_error',
    en: 'Reviews are by those who paid: {answers} of {least} paid answers of this listing so far, or 0.001 TON in all. Answers that the market paid for do not count. Ask this machine, then come back.',
    ru: 'Отзывы пишут те, кто платил: пока {answers} из {least} оплаченных ответов этого объявления (или 0,001 TON всего). Ответы за счёт рынка не считаются. Задайте машине вопросы и возвращайтесь.',
  },
  review_own: {
    status: 403,
    type: 'invalid_request_error',
    en: 'This is your own listing: you can answer what others write about it, once for each review.',
    ru: 'Это ваше объявление: вы можете ответить на отзывы других, по разу на каждый.',
  },
  review_tied: {
    status: 403,
    type: 'invalid_request_error',
    en: 'You and this provider share a wallet or a machine, so a review of yours would be as if of their own. If that is a mistake, report the listing and say so.',
    ru: 'У вас с этим провайдером общий кошелёк или машина, поэтому ваш отзыв был бы как его собственный. Если это ошибка, напишите об этом в жалобе на объявление.',
  },
  review_words: {
    status: 400,
    type: 'invalid_request_error',
    en: 'That is longer than {most} characters. Shorten it and send again.',
    ru: 'Получилось длиннее {most} знаков. Сократите и отправьте снова.',
  },
  review_words_needed: {
    status: 400,
    type: 'invalid_request_error',
    en: 'Say it in at least {least} characters, so that others understand it.',
    ru: 'Напишите не короче {least} знаков, чтобы другие поняли.',
  },
  review_link: {
    status: 400,
    type: 'invalid_request_error',
    en: 'Links, addresses and @names are not shown in reviews. Take them out and send again.',
    ru: 'Ссылки, адреса и @имена в отзывах не показываются. Уберите их и отправьте снова.',
  },
  review_limit: {
    status: 429,
    type: 'rate_limit_error',
    en: 'At most {most} new reviews a day. Write this one tomorrow.',
    ru: 'В день можно написать не больше {most} новых отзывов. Напишите этот завтра.',
  },
  review_too_soon: {
    status: 429,
    type: 'rate_limit_error',
    en: 'You changed this a moment ago. Wait a minute and send again.',
    ru: 'Вы только что меняли этот отзыв. Подождите минуту и отправьте снова.',
  },
  review_answered: {
    status: 409,
    type: 'invalid_request_error',
    en: 'This review has your answer already: there is one for each. Reload to see it.',
    ru: 'На этот отзыв вы уже ответили: ответ бывает один. Обновите страницу, чтобы его увидеть.',
  },
  review_hidden: {
    status: 409,
    type: 'invalid_request_error',
    en: 'An admin has hidden this review, so it cannot be removed or answered. Its writer can change it; an admin then looks at it again.',
    ru: 'Администратор скрыл этот отзыв, поэтому его нельзя удалить или ответить на него. Автор может изменить его, и администратор посмотрит снова.',
  },
  review_state: {
    status: 409,
    type: 'invalid_request_error',
    en: 'That is done already, or its writer has removed it meanwhile. Reload to see how it stands.',
    ru: 'Это уже сделано, или автор тем временем удалил отзыв. Обновите страницу, чтобы увидеть, как сейчас.',
  },
  review_side: {
    status: 403,
    type: 'invalid_request_error',
    en: 'You wrote this review, or it is about your listing. Leave it to another admin.',
    ru: 'Это ваш отзыв или отзыв о вашем объявлении. Оставьте его другому администратору.',
  },
});
