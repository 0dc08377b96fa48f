import { entries } from './entry.ts';

/** The program spindle-leave. */
export const LEAVE_ERRORS = entries({
  leave_setting: {
    status: 400,
    type: 'invalid_request_error',
    en: '«{name}» is not right here: {hint}. Run spindle-leave --help to see what there is.',
    ru: '«{name}» здесь не подходит: {hint}. Что есть: spindle-leave --help.',
  },
  leave_address: {
    status: 400,
    type: 'invalid_request_error',
    en: '«{address}» is no address on TON, or a digit of it is wrong. Copy it again: Wallet → Your escrow, or the receiver of your deposit in your wallet’s history.',
    ru: '«{address}» не адрес в TON, или в нём ошибка. Скопируйте ещё раз: Кошелёк → Ваш эскроу, или получатель депозита в истории вашего кошелька.',
  },
  leave_absent: {
    status: 404,
    type: 'not_found_error',
    en: 'Nothing stands at this address on {network}. Compare it with the receiver of your deposit; for the other network, see --testnet.',
    ru: 'По этому адресу в {network} ничего нет. Сверьте его с получателем вашего депозита; для другой сети есть --testnet.',
  },
  leave_foreign: {
    status: 409,
    type: 'invalid_request_error',
    en: 'What stands at this address is no Spindle escrow of this version. Send it nothing. Compare the address with the receiver of your deposit.',
    ru: 'По этому адресу не эскроу Spindle этой версии. Ничего туда не отправляйте. Сверьте адрес с получателем вашего депозита.',
  },
  leave_unreachable: {
    status: 503,
    type: 'server_error',
    en: '{api} does not tell us about the escrow ({why}). Your money is where it was. Try again in a minute, or name another API of TON with --api.',
    ru: '{api} не рассказывает об эскроу ({why}). Ваши деньги там же, где были. Повторите через минуту или назовите другой API сети TON: --api.',
  },
});
