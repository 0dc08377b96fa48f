import { entries } from '../entry.ts';
import { refused } from './refused.ts';

/** Why an image is not one that may run. The list's root and version stand in a contract on TON. */
export const ALLOW_LIST_ERRORS = entries({
  nothing_allowed: refused(
    'The list of allowed images is empty (version {version}), so no confidential machine may be used. Nothing was sent. Choose another tier, or wait until an image is allowed.',
    'Список допущенных образов пуст (версия {version}), поэтому конфиденциальные машины использовать нельзя. Ничего не отправлено. Выберите другой уровень или дождитесь, пока образ допустят.',
  ),
  not_allowed: refused(
    'The machine runs an image that is not on the list of allowed ones (version {version}). Nothing was sent. Choose another machine.',
    'Образа этой машины нет в списке допущенных (версия {version}). Ничего не отправлено. Выберите другую машину.',
  ),
  measurement_revoked: refused(
    'The image that the machine runs was allowed once and has been revoked (version {version}). Nothing was sent. Choose another machine.',
    'Образ этой машины был допущен, но отозван (версия {version}). Ничего не отправлено. Выберите другую машину.',
  ),
  allow_list_rolled_back: refused(
    'The list of allowed images that was shown has version {version}, and this device knows {seen}: it is an old one. Nothing was sent. Try again; if it stays, report it.',
    'Показан список допущенных образов версии {version}, а устройству известна {seen}: список старый. Ничего не отправлено. Повторите; если не поможет, сообщите.',
  ),
  proof_wrong: refused(
    'What should prove that the image is on the list does not lead to the list’s root (version {version}). Nothing was sent. Load the list again; if it stays, report it.',
    'То, что должно доказать наличие образа в списке, не ведёт к его корню (версия {version}). Ничего не отправлено. Загрузите список снова; если не поможет, сообщите.',
  ),
  allow_list_unknown: refused(
    'This app asks TON itself what the list of allowed images says, and had no answer that it may go by. Nothing was sent. Check your connection and try again, or choose another tier.',
    'Приложение само спрашивает у TON, что говорит список допущенных образов, и не получило ответа, которому можно следовать. Ничего не отправлено. Проверьте связь и повторите или выберите другой уровень.',
  ),
  allow_list_contradicted: refused(
    'Of the list of allowed images the market tells something else (version {told}) than TON does (version {version}). Nothing was sent. Try again in a minute, since a change takes a moment to reach everybody; if it stays, report it.',
    'О списке допущенных образов рынок говорит не то (версия {told}), что TON (версия {version}). Ничего не отправлено. Повторите через минуту: изменение доходит до всех не сразу; если не поможет, сообщите.',
  ),
  allow_list_unreadable: refused(
    'The list of allowed images is not in a form that this device reads ({what}). Nothing was sent. Load it again, or update the app.',
    'Список допущенных образов не в том виде, который читает устройство ({what}). Ничего не отправлено. Загрузите его снова или обновите приложение.',
  ),
});
