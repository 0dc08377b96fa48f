import { entries } from '../entry.ts';
import { refused } from './refused.ts';

/** Evidence that is genuine, and still not what this device asked for; and files that are no evidence. */
export const ATTESTATION_POLICY_ERRORS = entries({
  evidence_malformed: refused(
    'This is not evidence in a form that this verifier reads ({what}). Ask for the evidence again.',
    'Это не доказательство в понятном проверке виде ({what}). Запросите доказательство снова.',
  ),
  evidence_missing: refused(
    'The evidence is without what is needed to judge it ({what}). Ask for the evidence again.',
    'В доказательстве нет нужного для проверки ({what}). Запросите доказательство снова.',
  ),
  manifest_not_bound: refused(
    'The enclave vouches for other keys than those shown. Nothing was sent. Choose another machine and report this one.',
    'Анклав ручается не за показанные ключи. Ничего не отправлено. Выберите другую машину и сообщите об этой.',
  ),
  manifest_unreadable: refused(
    'The machine’s statement about its keys is not well formed. Ask for the evidence again.',
    'Заявление машины о её ключах повреждено. Запросите доказательство снова.',
  ),
  evidence_environment_wrong: refused(
    'The machine belongs to another environment ({made}) than this one ({here}). Choose another machine.',
    'Машина из другой среды ({made}), а не из этой ({here}). Выберите другую машину.',
  ),
  evidence_not_yet_valid: refused(
    'The machine’s keys are valid only from {from}. Check this device’s clock.',
    'Ключи машины действуют только с {from}. Проверьте часы устройства.',
  ),
  evidence_expired: refused(
    'The machine’s keys were valid until {until}. Ask for fresh evidence.',
    'Ключи машины действовали до {until}. Запросите свежее доказательство.',
  ),
  evidence_life_too_long: refused(
    'The machine’s keys are meant to live {hours} hours, and 24 are allowed. Choose another machine.',
    'Ключи машины рассчитаны на {hours} часов, а допустимо 24. Выберите другую машину.',
  ),
  evidence_nonce_wrong: refused(
    'The evidence does not answer this device’s question: it may be old. Ask for it again.',
    'Доказательство не отвечает на вопрос этого устройства: оно может быть старым. Запросите его снова.',
  ),
  evidence_block_unknown: refused(
    'The evidence names a TON block that this device does not know as a recent one. Ask for fresh evidence.',
    'Доказательство называет блок TON, который устройство не знает среди недавних. Запросите свежее доказательство.',
  ),
  evidence_block_old: refused(
    'The evidence was made after a TON block of {made}, which is longer ago than allowed. Ask for fresh evidence.',
    'Доказательство сделано после блока TON от {made}, а это давнее, чем допустимо. Запросите свежее доказательство.',
  ),
  tcb_status_refused: refused(
    'Intel rates this machine «{status}», which this device does not accept ({advisories}). Choose another machine.',
    'Intel оценивает машину как «{status}», а это устройство такого не принимает ({advisories}). Выберите другую машину.',
  ),
  advisory_refused: refused(
    'Known weaknesses of this machine are not among those that this device accepts ({advisories}). Choose another machine.',
    'Известные слабости машины не среди тех, что принимает это устройство ({advisories}). Выберите другую машину.',
  ),
  collateral_too_old: refused(
    'Intel’s statement is number {number}, and this device asks for {minimum} or newer. Ask for fresh evidence.',
    'Заявление Intel имеет номер {number}, а устройству нужен {minimum} или новее. Запросите свежее доказательство.',
  ),
  measurement_refused: refused(
    'The machine runs an image that is not on the list of allowed ones. Nothing was sent. Choose another machine.',
    'Машина запустила образ, которого нет в списке допущенных. Ничего не отправлено. Выберите другую машину.',
  ),
  receipt_manifest_wrong: refused(
    'The machine’s keys are not signed by the identity that the receipt’s file names. This receipt proves nothing; ask for it again.',
    'Ключи машины не подписаны личностью, названной в файле квитанции. Квитанция ничего не доказывает; запросите её снова.',
  ),
  receipt_signature_wrong: refused(
    'The receipt is not signed by the machine’s key, or was changed. It proves nothing; ask for it again.',
    'Квитанция не подписана ключом машины или изменена. Она ничего не доказывает; запросите её снова.',
  ),
  receipt_unreadable: refused(
    'The receipt is signed, but not in the form of a receipt. Ask for it again.',
    'Квитанция подписана, но она не того вида. Запросите её снова.',
  ),
  receipt_mismatch: refused(
    'The receipt does not fit what stands beside it ({field}). Report this answer.',
    'Квитанция не подходит к тому, что стоит рядом ({field}). Сообщите об этом ответе.',
  ),
});
