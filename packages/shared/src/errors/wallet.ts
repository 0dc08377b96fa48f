import { entries } from './entry.ts';

/** ton_proof, the buyer's channel, deposits and vouchers. */
export const WALLET_ERRORS = entries({
  proof_domain: {
    status: 400,
    type: 'invalid_request_error',
    en: 'The wallet signed for another site ({domain}). Connect it again from this page.',
    ru: 'Кошелёк подписал вход для другого сайта ({domain}). Подключите его заново с этой страницы.',
  },
  proof_time: {
    status: 400,
    type: 'invalid_request_error',
    en: 'The wallet’s signature is too old or from the future. Check the clock of your phone and connect again.',
    ru: 'Подпись кошелька слишком старая или из будущего. Проверьте часы телефона и подключите снова.',
  },
  proof_payload: {
    status: 400,
    type: 'invalid_request_error',
    en: 'The wallet answered an older or another person’s request. Connect it again.',
    ru: 'Кошелёк ответил на старый или чужой запрос. Подключите его заново.',
  },
  proof_signature: {
    status: 400,
    type: 'invalid_request_error',
    en: 'The wallet’s signature does not fit its address. Connect it again; if it stays, use another wallet.',
    ru: 'Подпись кошелька не подходит к его адресу. Подключите снова; если не поможет, возьмите другой кошелёк.',
  },
  proof_network: {
    status: 400,
    type: 'invalid_request_error',
    en: 'The wallet is on another network. Switch it to {network} and connect again.',
    ru: 'Кошелёк в другой сети. Переключите его на {network} и подключите снова.',
  },
  wallet_required: {
    status: 409,
    type: 'invalid_request_error',
    en: 'Connect a wallet first: Wallet → Connect.',
    ru: 'Сначала подключите кошелёк: Кошелёк → Подключить.',
  },
  wallet_taken: {
    status: 409,
    type: 'invalid_request_error',
    en: 'This wallet belongs to another Spindle account. Use another wallet, or log in with that account.',
    ru: 'Этот кошелёк привязан к другой учётной записи Spindle. Возьмите другой кошелёк или войдите в ту запись.',
  },
  channel_unknown: {
    status: 404,
    type: 'not_found_error',
    en: 'We do not know this channel yet. If you have just paid, wait until the chain confirms it.',
    ru: 'Мы ещё не знаем этот канал. Если вы только что заплатили, дождитесь подтверждения в сети.',
  },
  channel_closing: {
    status: 409,
    type: 'insufficient_quota',
    en: 'Your channel is closing, so it spends nothing more. Make a new deposit to go on.',
    ru: 'Ваш канал закрывается и больше ничего не тратит. Внесите новый депозит, чтобы продолжить.',
  },
  voucher_signature: {
    status: 400,
    type: 'invalid_request_error',
    en: 'This voucher is not signed by the session key of your channel. Sign it on the device that made the deposit.',
    ru: 'Ваучер подписан не сессионным ключом канала. Подпишите его на устройстве, с которого вносили депозит.',
  },
  voucher_stale: {
    status: 409,
    type: 'invalid_request_error',
    en: 'This voucher is not above the one that you signed before ({signed}). Sign a greater total.',
    ru: 'Ваучер не больше подписанного ранее ({signed}). Подпишите большую сумму.',
  },
  voucher_over_deposit: {
    status: 409,
    type: 'invalid_request_error',
    en: 'This voucher is above your deposit ({deposited}). Sign at most the deposit, or put more on deposit.',
    ru: 'Ваучер больше вашего депозита ({deposited}). Подпишите не больше депозита или пополните его.',
  },
  voucher_wrong_channel: {
    status: 400,
    type: 'invalid_request_error',
    en: 'This voucher is for another channel or network. Sign it for your own channel.',
    ru: 'Ваучер выписан для другого канала или сети. Подпишите его для своего канала.',
  },
  voucher_exceeded: {
    status: 409,
    type: 'invalid_request_error',
    en: 'The claim asks for more than the voucher promises. Claim at most the voucher’s total.',
    ru: 'Запрошено больше, чем обещает ваучер. Запросите не больше суммы ваучера.',
  },
  channel_not_yours: {
    status: 403,
    type: 'permission_error',
    en: 'Only the wallets that this channel was made for may do this. Send it from the wallet that made the deposit.',
    ru: 'Это могут делать только кошельки, для которых создан канал. Отправьте с кошелька, с которого вносили депозит.',
  },
  channel_closed: {
    status: 409,
    type: 'invalid_request_error',
    en: 'This channel is closed for good and its rest has gone back to its owner. Make a new deposit to go on.',
    ru: 'Канал закрыт окончательно, остаток вернулся владельцу. Чтобы продолжить, внесите новый депозит.',
  },
  channel_not_closing: {
    status: 409,
    type: 'invalid_request_error',
    en: 'This channel is not closing. Ask to close it first: Wallet → Withdraw.',
    ru: 'Канал не закрывается. Сначала запросите закрытие: Кошелёк → Вывести.',
  },
  channel_close_early: {
    status: 409,
    type: 'invalid_request_error',
    en: 'The waiting time of the closing is not over. Finish it after the time that Wallet shows.',
    ru: 'Срок ожидания закрытия ещё не прошёл. Завершите его после времени, указанного в «Кошельке».',
  },
  deposit_not_covered: {
    status: 400,
    type: 'invalid_request_error',
    en: 'The transfer brought less than the deposit and its network fee, so it was sent back. Deposit again from this page.',
    ru: 'Перевод меньше суммы депозита и комиссии сети, поэтому он возвращён. Внесите депозит заново с этой страницы.',
  },
  transfer_too_small: {
    status: 400,
    type: 'invalid_request_error',
    en: 'The transfer did not bring enough for the network’s fee, so it was sent back. Attach more; what is left over comes back.',
    ru: 'Перевода не хватило на комиссию сети, поэтому он возвращён. Приложите больше; лишнее вернётся.',
  },
  channel_refused: {
    status: 502,
    type: 'server_error',
    en: 'The channel did not understand the message (exit {exitCode}), so nothing moved. Try again; if it stays, write to support.',
    ru: 'Канал не понял сообщение (код {exitCode}), ничего не списано. Попробуйте ещё раз; если не поможет, напишите в поддержку.',
  },
  chain_unreachable: {
    status: 503,
    type: 'server_error',
    en: 'The TON network does not answer us just now. Your money is where it was. We keep trying; try again in a minute.',
    ru: 'Сеть TON сейчас не отвечает. Ваши деньги там же, где были. Мы продолжаем попытки; повторите через минуту.',
  },
  buying_paused: {
    status: 503,
    type: 'permission_error',
    en: 'Buying is switched off on this platform just now. Your deposit is safe and can be withdrawn.',
    ru: 'Покупки на этой платформе сейчас выключены. Депозит в сохранности, его можно вывести.',
  },
});
