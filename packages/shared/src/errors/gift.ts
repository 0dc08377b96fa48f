import { entries } from './entry.ts';

/** Answers that the market pays for. */
export const GIFT_ERRORS = entries({
  gift_not_offered: {
    status: 402,
    type: 'insufficient_quota',
    en: 'The market pays for no answers here just now. Nothing was charged. Put a small deposit in your own escrow to ask: Wallet → Deposit.',
    ru: 'Сейчас рынок не оплачивает здесь ответы. Ничего не списано. Чтобы спросить, внесите небольшой депозит в свой эскроу: Кошелёк → Внести.',
  },
  gift_used: {
    status: 402,
    type: 'insufficient_quota',
    en: 'Your free question is answered. From here on answers are paid from your own escrow, and what you don’t spend you can take back at any time: Wallet → Deposit.',
    ru: 'Ваш бесплатный вопрос уже отвечен. Дальше ответы оплачиваются из вашего эскроу, а непотраченное можно забрать в любой момент: Кошелёк → Внести.',
  },
  gift_too_large: {
    status: 402,
    type: 'insufficient_quota',
    en: 'A free answer is a small one: up to {tokens} tokens and {most}, from any machine that fits. Shorten the question, choose a cheaper model, or put a small deposit in: Wallet → Deposit.',
    ru: 'Бесплатный ответ невелик: до {tokens} токенов и {most}, от любой подходящей машины. Сократите вопрос, выберите модель дешевле или внесите небольшой депозит: Кошелёк → Внести.',
  },
  gift_exhausted: {
    status: 402,
    type: 'insufficient_quota',
    en: 'Today’s free answers are given out. There are new ones from 00:00 UTC; with a small deposit you can ask now: Wallet → Deposit.',
    ru: 'Бесплатные ответы на сегодня закончились. Новые появятся в 00:00 UTC; с небольшим депозитом спросить можно сейчас: Кошелёк → Внести.',
  },
});
