import { entries } from '../entry.ts';
import { refused } from './refused.ts';

/** AMD SEV-SNP. */
export const ATTESTATION_SNP_ERRORS = entries({
  snp_report_malformed: refused(
    'The machine’s report is cut or not a report of SEV-SNP ({what}). Ask for the evidence again.',
    'Отчёт машины обрезан или это не отчёт SEV-SNP ({what}). Запросите доказательство снова.',
  ),
  snp_version_unknown: refused(
    'The report has version {version}; this verifier knows 2 to 5. Update this program, or choose another machine.',
    'У отчёта версия {version}; проверка знает 2–5. Обновите программу или выберите другую машину.',
  ),
  snp_algorithm_unknown: refused(
    'The report is signed in a way that this verifier does not know ({algorithm}). Choose another machine.',
    'Отчёт подписан способом, которого проверка не знает ({algorithm}). Выберите другую машину.',
  ),
  snp_signature_wrong: refused(
    'The report was changed after the processor signed it. Choose another machine and report this one.',
    'Отчёт изменён после подписи процессора. Выберите другую машину и сообщите об этой.',
  ),
  snp_key_kind_wrong: refused(
    'The report says that another kind of key signed it ({signed}) than the certificate is for ({certified}). Choose another machine.',
    'По отчёту его подписал ключ иного вида ({signed}), чем в сертификате ({certified}). Выберите другую машину.',
  ),
  snp_product_mismatch: refused(
    'Report and certificates are of different processors ({report}, {certificate}). Choose another machine and report this one.',
    'Отчёт и сертификаты от разных процессоров ({report}, {certificate}). Выберите другую машину и сообщите об этой.',
  ),
  snp_tcb_mismatch: refused(
    'The report claims another firmware ({field} {reported}) than AMD certified ({certified}). Choose another machine and report this one.',
    'Отчёт называет иную прошивку ({field} {reported}), чем заверил AMD ({certified}). Выберите другую машину и сообщите об этой.',
  ),
  snp_chip_mismatch: refused(
    'The report is of another chip than its certificate. Choose another machine and report this one.',
    'Отчёт не с того чипа, на который выдан сертификат. Выберите другую машину и сообщите об этой.',
  ),
  snp_debug: refused(
    'The enclave may be debugged: its owner can read everything in it. Choose another machine and report this one.',
    'Анклав можно отлаживать: владелец видит в нём всё. Выберите другую машину и сообщите об этой.',
  ),
  snp_migratable: refused(
    'The enclave may be moved to another machine by a helper of its owner. Choose another machine.',
    'Помощник владельца может перенести анклав на другую машину. Выберите другую машину.',
  ),
  snp_policy_unknown: refused(
    'The enclave’s policy has switches that this verifier does not know ({policy}). Choose another machine.',
    'В политике анклава переключатели, которых проверка не знает ({policy}). Выберите другую машину.',
  ),
  snp_level_wrong: refused(
    'The report was not asked for by the enclave’s own kernel (level {level}). Choose another machine.',
    'Отчёт запросило не ядро анклава (уровень {level}). Выберите другую машину.',
  ),
  snp_firmware_too_old: refused(
    'The firmware ({field} {reported}) is older than this device accepts ({minimum}). Choose another machine.',
    'Прошивка ({field} {reported}) старее, чем принимает это устройство ({minimum}). Выберите другую машину.',
  ),
});
