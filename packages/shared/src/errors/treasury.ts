import { entries } from './entry.ts';

/** What the market itself sends on chain: claims, closings at once, fundings, payouts. */
export const TREASURY_ERRORS = entries({
  treasury_off: {
    status: 503,
    type: 'server_error',
    en: 'The market cannot sign on the chain just now, so it cannot close with you at once. Try again later, or take your money back without us: Wallet → Take it back.',
    ru: 'Рынок сейчас не может подписывать в сети, поэтому закрыть сразу не получится. Повторите позже или заберите деньги без нас: Кошелёк → Забрать деньги.',
  },
  treasury_low: {
    status: 503,
    type: 'server_error',
    en: 'The market’s wallet is short of coins just now, so this waits. Nothing is lost, and it goes on by itself; there is nothing to do.',
    ru: 'В кошельке рынка сейчас не хватает монет, поэтому это ждёт. Ничего не потеряно, всё продолжится само; делать ничего не нужно.',
  },
  order_expired: {
    status: 504,
    type: 'server_error',
    en: 'The network did not take this in time, so it is sent once more by itself. Nothing is paid twice; there is nothing to do.',
    ru: 'Сеть не приняла это вовремя, поэтому оно само отправляется ещё раз. Дважды ничего не оплатится; делать ничего не нужно.',
  },
  agreement_signature: {
    status: 400,
    type: 'invalid_request_error',
    en: 'This agreement to close is not signed by the key of your escrow. Sign it on the device that made the deposit, or take your money back without us: Wallet → Take it back.',
    ru: 'Согласие на закрытие подписано не ключом вашего эскроу. Подпишите на устройстве, с которого вносили депозит, или заберите деньги без нас: Кошелёк → Забрать деньги.',
  },
  close_money_held: {
    status: 409,
    type: 'invalid_request_error',
    en: 'An answer is still in work, and {held} is set aside for it. Wait until it has ended, or stop it, then close again.',
    ru: 'Ответ ещё выполняется, на него отложено {held}. Дождитесь конца или остановите его, затем закройте снова.',
  },
  close_total_changed: {
    status: 409,
    type: 'invalid_request_error',
    en: 'What you have spent is {spent} by now, another sum than the one you signed. Press the button again to sign that.',
    ru: 'Теперь вы потратили {spent}, а подписана другая сумма. Нажмите кнопку ещё раз, чтобы подписать эту.',
  },
});
