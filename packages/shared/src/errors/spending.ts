import { entries } from './entry.ts';

/** What a buyer lets be spent: strict mode, and the caps of an account. */
export const SPENDING_ERRORS = entries({
  answer_cap_reached: {
    status: 402,
    type: 'insufficient_quota',
    en: 'This answer may cost up to {needed}, and you allow {cap} for one answer. Ask for a shorter answer or a cheaper model, or raise the cap: Wallet → Spending rules.',
    ru: 'Ответ может стоить до {needed}, а вы разрешили {cap} за один ответ. Попросите ответ короче или модель дешевле, или поднимите предел: Кошелёк → Правила трат.',
  },
  day_cap_reached: {
    status: 402,
    type: 'insufficient_quota',
    en: 'This answer may cost up to {needed}, and {room} is left of the {cap} that you allow a day. It frees up at 00:00 UTC; to go on now, raise the cap: Wallet → Spending rules.',
    ru: 'Ответ может стоить до {needed}, а от разрешённых вами {cap} в день осталось {room}. Предел обновится в 00:00 UTC; чтобы продолжить сейчас, поднимите его: Кошелёк → Правила трат.',
  },
  strict_mode: {
    status: 402,
    type: 'insufficient_quota',
    en: 'This account is in strict mode: its owner’s device signs before each answer, and an API key has no device that could. Nothing was charged. To let keys spend, the owner chooses an allowance: Spindle → Wallet → Spending rules.',
    ru: 'Учётная запись в строгом режиме: перед каждым ответом подписывает устройство владельца, а у ключа API его нет. Ничего не списано. Чтобы ключи могли тратить, владелец выбирает лимит: Spindle → Кошелёк → Правила трат.',
  },
  signature_needed: {
    status: 402,
    type: 'insufficient_quota',
    en: 'Strict mode: this answer may cost up to {needed}, and no device has signed for it. Ask from the device that made the deposit, or choose an allowance there: Wallet → Spending rules.',
    ru: 'Строгий режим: ответ может стоить до {needed}, и ни одно устройство за него не подписало. Спросите с устройства, с которого внесён депозит, или выберите там лимит: Кошелёк → Правила трат.',
  },
  books_untrusted: {
    status: 502,
    type: 'server_error',
    en: 'The market says that more is spent than this device has signed for, so nothing was signed and nothing asked. Compare the receipts of your answers in Wallet; if this stays, take your money back there and write to support.',
    ru: 'Рынок говорит, что потрачено больше, чем подписало это устройство, поэтому ничего не подписано и не спрошено. Сверьте квитанции ответов в «Кошельке»; если не пройдёт, заберите там деньги и напишите в поддержку.',
  },
});
