import { entries } from './entry.ts';

/** What admins do with the list of allowed images. Why a device refuses an image stands among the refusals of evidence. */
export const ALLOW_LIST_DESK_ERRORS = entries({
  image_known: {
    status: 409,
    type: 'invalid_request_error',
    en: 'This image is on the list already, as «{state}», and each is decided once. Give another version its own name and propose that.',
    ru: 'Этот образ уже в списке ({state}), и решение о нём принимается один раз. Дайте другой версии своё имя и предложите её.',
  },
  image_state: {
    status: 409,
    type: 'invalid_request_error',
    en: 'This image is «{state}» now, so that is not possible. Open the list again to see how it stands.',
    ru: 'Образ сейчас в состоянии «{state}», так нельзя. Откройте список заново.',
  },
  list_wallet_other: {
    status: 403,
    type: 'permission_error',
    en: 'The contract of the list takes this from {wallet} alone, and another wallet is connected. Switch to it in your wallet app, or copy the message to where it is.',
    ru: 'Контракт списка принимает это только от {wallet}, а подключён другой кошелёк. Переключитесь на него в приложении или скопируйте сообщение туда, где он есть.',
  },
  image_second_admin: {
    status: 403,
    type: 'permission_error',
    en: 'You proposed this image yourself, and another admin must look at it. Ask one of them.',
    ru: 'Этот образ предложили вы, и проверить его должен другой администратор. Попросите кого-нибудь из них.',
  },
});
