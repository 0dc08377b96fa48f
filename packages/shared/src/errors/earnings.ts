import { entries } from './entry.ts';

/** Money of providers: promises, payouts, and taking it without us. */
export const EARNINGS_ERRORS = entries({
  earnings_unpromised: {
    status: 503,
    type: 'server_error',
    en: 'This market has no key to sign promises with, so what you earn stands in its books alone. Ask its operator to set VOUCHER_SEED.',
    ru: 'У этого рынка нет ключа для обещаний, поэтому заработанное есть только в его книгах. Попросите оператора задать VOUCHER_SEED.',
  },
  payout_too_small: {
    status: 400,
    type: 'invalid_request_error',
    en: 'A payout needs at least {least} TON, or fees would eat it. Wait until you have earned more.',
    ru: 'Выплата возможна от {least} TON, иначе её съедят комиссии. Подождите, пока заработаете больше.',
  },
  wallet_not_payee: {
    status: 409,
    type: 'permission_error',
    en: 'This earnings account pays {wallet} and no other, and another wallet is connected. Switch to it in your wallet app, or connect that one here.',
    ru: 'Этот счёт платит только на {wallet}, а подключён другой кошелёк. Переключитесь на него в приложении кошелька или подключите тот здесь.',
  },
  nothing_to_claim: {
    status: 409,
    type: 'invalid_request_error',
    en: 'There is nothing to take just now: all that is promised and funded was paid. Come back when you have earned more.',
    ru: 'Сейчас забирать нечего: всё обещанное и внесённое уже выплачено. Вернитесь, когда заработаете больше.',
  },
  payouts_stopped: {
    status: 503,
    type: 'server_error',
    en: 'All payouts stand still while we look into a difference in the books. What is promised to you stays yours, and you can claim it yourself.',
    ru: 'Все выплаты приостановлены: мы разбираем расхождение в книгах. Обещанное остаётся вашим, и вы можете забрать его сами.',
  },
  payouts_uncarried: {
    status: 503,
    type: 'server_error',
    en: 'This market carries no payouts just now. Claim with your own wallet: Earn → Money → Claim yourself.',
    ru: 'Рынок сейчас не проводит выплаты. Заберите своим кошельком: Заработок → Деньги → Забрать самому.',
  },
  account_funding: {
    status: 409,
    type: 'server_error',
    en: 'Your earnings account is being funded on the chain. The payout goes out by itself after that; this takes minutes.',
    ru: 'Ваш счёт в сети пополняется. После этого выплата уйдёт сама, обычно за минуты.',
  },
  payout_claimed_alone: {
    status: 409,
    type: 'invalid_request_error',
    en: 'You claimed this money with your own wallet before the payout was sent, so nothing was left for it to pay.',
    ru: 'Вы забрали эти деньги своим кошельком раньше, чем ушла выплата, поэтому ей нечего было платить.',
  },
  payout_refused: {
    status: 502,
    type: 'server_error',
    en: 'The chain refused the payout, and nothing was paid. Ask for it again, or claim with your own wallet.',
    ru: 'Сеть отклонила выплату, ничего не выплачено. Запросите её снова или заберите своим кошельком.',
  },
  exposure_limit: {
    status: 503,
    type: 'server_error',
    en: 'The machine takes no work: {exposure} TON of what it earned is not promised and funded on the chain yet, more than its owner’s limit of {limit} TON. It goes on by itself when the market has funded your account; prove a wallet if you have not, or raise --exposure-limit.',
    ru: 'Машина не берёт работу: {exposure} TON заработанного ещё не обещано и не внесено в сети, больше лимита владельца в {limit} TON. Она продолжит сама, когда рынок пополнит ваш счёт; подтвердите кошелёк, если ещё нет, или поднимите --exposure-limit.',
  },
  earnings_untrusted: {
    status: 400,
    type: 'invalid_request_error',
    en: 'What the market says of your earnings account is not right ({field}), so it does not count. Check --payout-wallet; if that is right, write to the market.',
    ru: 'Сказанное рынком о вашем счёте неверно ({field}), поэтому не учитывается. Проверьте --payout-wallet; если он верен, напишите рынку.',
  },
  claim_no_voucher: {
    status: 404,
    type: 'not_found_error',
    en: 'There is no voucher in {home} yet: the market has promised nothing to this machine’s owner. Prove a wallet in Spindle → Wallet, and let the machine run; or name the right folder with --home.',
    ru: 'В {home} ещё нет ваучера: рынок ничего не обещал владельцу машины. Подтвердите кошелёк: Spindle → Кошелёк, и дайте машине поработать, или укажите верную папку через --home.',
  },
  swap_off: {
    status: 404,
    type: 'not_found_error',
    en: 'This market changes no coins into other currencies. Payouts come in TON; change them in your wallet.',
    ru: 'Этот рынок не меняет монеты на другие валюты. Выплаты приходят в TON; обменяйте их в своём кошельке.',
  },
  swap_unreachable: {
    status: 503,
    type: 'server_error',
    en: 'The exchange does not tell a price just now ({why}). Your coins are where they were. Try again in a minute.',
    ru: 'Биржа сейчас не называет цену ({why}). Ваши монеты там же, где были. Повторите через минуту.',
  },
  swap_route: {
    status: 502,
    type: 'server_error',
    en: 'The exchange named a way for your coins that this market does not know, so nothing was prepared. Try again later, or change the coins in your wallet.',
    ru: 'Биржа назвала путь для ваших монет, которого этот рынок не знает, поэтому ничего не подготовлено. Повторите позже или обменяйте монеты в своём кошельке.',
  },
  swap_terms: {
    status: 400,
    type: 'invalid_request_error',
    en: 'An exchange needs an amount, a least amount that it brings, and a deadline within 15 minutes ({field}). Ask for a new price.',
    ru: 'Для обмена нужны сумма, наименьший результат и срок не дольше 15 минут ({field}). Запросите новую цену.',
  },
  swap_untrusted: {
    status: 502,
    type: 'server_error',
    en: 'The transfer that the market prepared is not what you were shown ({field}), so your wallet was not asked and nothing was sent. Ask for a new price; if it comes again, change the coins in your wallet and write to us.',
    ru: 'Перевод, подготовленный рынком, не тот, что вам показан ({field}), поэтому кошелёк не спрашивали и ничего не отправлено. Запросите новую цену; если повторится, обменяйте монеты в своём кошельке и напишите нам.',
  },
  account_closing: {
    status: 409,
    type: 'server_error',
    en: 'The market is closing your earnings account {account}. Claim what is on it before {until}: spindle-node claim',
    ru: 'Рынок закрывает ваш счёт {account}. Заберите с него деньги до {until}: spindle-node claim',
  },
});
