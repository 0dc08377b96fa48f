import { entries } from './entry.ts';

/** Appeals, bans, roles. */
export const MODERATION_ERRORS = entries({
  appeal_once: {
    status: 409,
    type: 'invalid_request_error',
    en: 'You have appealed against this decision already, and once is the most. Wait for the answer, or mend what it names.',
    ru: 'Вы уже обжаловали это решение, второй раз нельзя. Дождитесь ответа или исправьте то, что в нём названо.',
  },
  appeal_closed: {
    status: 409,
    type: 'invalid_request_error',
    en: 'This appeal is decided already. Open the queue again to see what waits.',
    ru: 'По этой апелляции уже решено. Откройте очередь заново.',
  },
  appeal_other_admin: {
    status: 403,
    type: 'permission_error',
    en: 'You made the decision that this appeal is against. Leave it to another admin.',
    ru: 'Решение, которое обжалуют, приняли вы. Оставьте это другому админу.',
  },
  listing_own: {
    status: 403,
    type: 'permission_error',
    en: 'This listing is yours. Leave it to another admin.',
    ru: 'Это ваше объявление. Оставьте решение другому админу.',
  },
  not_on_yourself: {
    status: 403,
    type: 'permission_error',
    en: 'Admins do not decide on themselves. Ask another admin.',
    ru: 'Админы не решают о самих себе. Попросите другого админа.',
  },
  account_state: {
    status: 409,
    type: 'invalid_request_error',
    en: 'This account is not as you were shown it any more. Open it again to see how it stands.',
    ru: 'Учётная запись уже не такая, какой вам показана. Откройте её заново, чтобы увидеть, что сейчас.',
  },
  role_barred: {
    status: 403,
    type: 'permission_error',
    en: 'An admin took this role from your account. Appeal in Spindle → Earn.',
    ru: 'Админ снял эту роль с вашей учётной записи. Обжалуйте: Spindle → Заработок.',
  },
});
