import { entries } from '../entry.ts';
import { refused } from './refused.ts';

/** NVIDIA: evidence of the GPU itself (SPDM), and tokens of NVIDIA's attestation service (NRAS). */
export const ATTESTATION_GPU_ERRORS = entries({
  gpu_evidence_malformed: refused(
    'The GPU’s evidence is cut or not of the form that NVIDIA describes ({what}). Ask for the evidence again.',
    'Доказательство GPU обрезано или не того вида, что описывает NVIDIA ({what}). Запросите доказательство снова.',
  ),
  gpu_evidence_not_bound: refused(
    'The GPU evidence shown is not the one that the machine vouched for. Ask for the evidence again.',
    'Показанное доказательство GPU не то, за которое ручалась машина. Запросите доказательство снова.',
  ),
  gpu_architecture_unknown: refused(
    'GPUs of this kind ({architecture}) are not known to this verifier. Update this program, or choose another machine.',
    'Таких GPU ({architecture}) проверка не знает. Обновите программу или выберите другую машину.',
  ),
  gpu_nonce_wrong: refused(
    'The GPU’s evidence was made for another question: it may be old or of another machine. Ask for the evidence again.',
    'Доказательство GPU сделано для другого вопроса: оно может быть старым или чужим. Запросите доказательство снова.',
  ),
  gpu_signature_wrong: refused(
    'The GPU’s evidence was changed after the GPU signed it. Choose another machine and report this one.',
    'Доказательство GPU изменено после подписи. Выберите другую машину и сообщите об этой.',
  ),
  gpu_firmware_mismatch: refused(
    'The GPU’s firmware is not the one that its certificate names. Choose another machine and report this one.',
    'Прошивка GPU не та, что названа в сертификате. Выберите другую машину и сообщите об этой.',
  ),
  gpu_measurement_mismatch: refused(
    'The GPU’s measurement {index} is none of those that NVIDIA published. Choose another machine and report this one.',
    'Измерение GPU номер {index} не среди опубликованных NVIDIA. Выберите другую машину и сообщите об этой.',
  ),
  gpu_repeated: refused(
    'The same GPU is shown twice ({device}). Choose another machine and report this one.',
    'Один и тот же GPU показан дважды ({device}). Выберите другую машину и сообщите об этой.',
  ),
  gpu_token_malformed: refused(
    'The token of NVIDIA’s service is not well formed ({what}). Ask for the evidence again.',
    'Токен службы NVIDIA повреждён ({what}). Запросите доказательство снова.',
  ),
  gpu_token_unsigned: refused(
    'The token of NVIDIA’s service is not signed by that service (algorithm «{algorithm}»), so it proves nothing. Choose another machine.',
    'Токен не подписан службой NVIDIA (алгоритм «{algorithm}») и ничего не доказывает. Выберите другую машину.',
  ),
  gpu_token_key_unknown: refused(
    'The key of NVIDIA’s service that signed the token is not among those given ({key}). Give the service’s current keys.',
    'Ключа службы NVIDIA, подписавшего токен, нет среди данных ({key}). Укажите её нынешние ключи.',
  ),
  gpu_token_signature_wrong: refused(
    'The token of NVIDIA’s service was changed after it was signed. Choose another machine and report this one.',
    'Токен службы NVIDIA изменён после подписи. Выберите другую машину и сообщите об этой.',
  ),
  gpu_token_issuer_wrong: refused(
    'The token is not from NVIDIA’s service ({issuer}). Choose another machine and report this one.',
    'Токен не от службы NVIDIA ({issuer}). Выберите другую машину и сообщите об этой.',
  ),
  gpu_token_not_yet_valid: refused(
    'The token of NVIDIA’s service is valid only from {from}. Check this device’s clock.',
    'Токен службы NVIDIA действует только с {from}. Проверьте часы устройства.',
  ),
  gpu_token_expired: refused(
    'The token of NVIDIA’s service was valid until {until}. Ask for fresh evidence.',
    'Токен службы NVIDIA действовал до {until}. Запросите свежее доказательство.',
  ),
  gpu_token_part_swapped: refused(
    'The token’s part about {device} is not the one that NVIDIA’s service signed for. Choose another machine and report this one.',
    'Часть токена о {device} не та, за которую ручалась служба NVIDIA. Выберите другую машину и сообщите об этой.',
  ),
  gpu_claim_refused: refused(
    'NVIDIA’s service does not vouch for {device}: {claim} is {value}. Choose another machine.',
    'Служба NVIDIA не ручается за {device}: {claim} = {value}. Выберите другую машину.',
  ),
});
