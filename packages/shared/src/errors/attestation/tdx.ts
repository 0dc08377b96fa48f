import { entries } from '../entry.ts';
import { refused } from './refused.ts';

/** Intel TDX: the quote, Intel's statements about the platform (collateral), and the trust domain (TD) itself. */
export const ATTESTATION_TDX_ERRORS = entries({
  tdx_quote_malformed: refused(
    'The machine’s quote is cut, too long or not a quote ({what}). Ask for the evidence again.',
    'Отчёт машины обрезан, слишком длинен или это не отчёт ({what}). Запросите доказательство снова.',
  ),
  tdx_quote_version_unknown: refused(
    'The quote has version {version}; this verifier knows 4 and 5. Update this program, or choose another machine.',
    'У отчёта версия {version}; проверка знает 4 и 5. Обновите программу или выберите другую машину.',
  ),
  tdx_quote_not_tdx: refused(
    'The quote is not of Intel TDX (kind {tee}), which alone keeps a whole machine closed. Choose another machine.',
    'Отчёт не от Intel TDX (вид {tee}), а лишь TDX закрывает машину целиком. Выберите другую машину.',
  ),
  tdx_quote_algorithm_unknown: refused(
    'The quote is signed in a way that this verifier does not know ({what}). Choose another machine.',
    'Отчёт подписан способом, которого проверка не знает ({what}). Выберите другую машину.',
  ),
  tdx_quote_vendor_unknown: refused(
    'The quote was made by a program that is not Intel’s. Choose another machine and report this one.',
    'Отчёт сделан программой не от Intel. Выберите другую машину и сообщите об этой.',
  ),
  tdx_quote_signature_wrong: refused(
    'The quote was changed after it was signed. Choose another machine and report this one.',
    'Отчёт изменён после подписи. Выберите другую машину и сообщите об этой.',
  ),
  collateral_malformed: refused(
    'Intel’s statement ({part}) is not in the form that Intel publishes ({field}). Ask for the evidence again.',
    'Заявление Intel ({part}) не в том виде, в каком его публикует Intel ({field}). Запросите доказательство снова.',
  ),
  collateral_signature_wrong: refused(
    'Intel’s statement ({part}) was changed: its signature is wrong. Choose another machine and report this one.',
    'Заявление Intel ({part}) изменено: подпись неверна. Выберите другую машину и сообщите об этой.',
  ),
  collateral_kind_wrong: refused(
    'Where Intel’s statement ({part}) should stand is another one ({kind}). Choose another machine and report this one.',
    'На месте заявления Intel ({part}) стоит другое ({kind}). Выберите другую машину и сообщите об этой.',
  ),
  collateral_not_yet_valid: refused(
    'Intel’s statement ({part}) is from the future ({from}). Check this device’s clock.',
    'Заявление Intel ({part}) из будущего ({from}). Проверьте часы устройства.',
  ),
  collateral_expired: refused(
    'Intel’s statement ({part}) was good until {until}. Ask for fresh evidence.',
    'Заявление Intel ({part}) годилось до {until}. Запросите свежее доказательство.',
  ),
  qe_report_signature_wrong: refused(
    'The program that signs quotes is not vouched for by this processor’s key. Choose another machine and report this one.',
    'За программу, подписывающую отчёт, не ручается ключ этого процессора. Выберите другую машину и сообщите об этой.',
  ),
  qe_report_key_not_bound: refused(
    'The key that signed the quote does not belong to Intel’s signing program. Choose another machine and report this one.',
    'Ключ, подписавший отчёт, не принадлежит подписывающей программе Intel. Выберите другую машину и сообщите об этой.',
  ),
  qe_debug: refused(
    'Intel’s signing program runs in debug mode there, so its signatures mean nothing. Choose another machine.',
    'Подписывающая программа Intel там отлаживается, её подписи ничего не значат. Выберите другую машину.',
  ),
  qe_identity_mismatch: refused(
    'The program that signs quotes is not the one that Intel names ({field}). Choose another machine and report this one.',
    'Отчёт подписывает не та программа, которую называет Intel ({field}). Выберите другую машину и сообщите об этой.',
  ),
  qe_too_old: refused(
    'Intel’s signing program there (version {version}) is older than any that Intel still names. Choose another machine.',
    'Подписывающая программа Intel там (версия {version}) старее всех, что ещё называет Intel. Выберите другую машину.',
  ),
  pck_extension_malformed: refused(
    'The processor’s certificate does not say which processor it is ({field}). Choose another machine.',
    'Сертификат процессора не говорит, какой это процессор ({field}). Выберите другую машину.',
  ),
  platform_mismatch: refused(
    'Intel’s statement is about another processor: {field} {expected}, here {actual}. Ask for the evidence again.',
    'Заявление Intel о другом процессоре: {field} {expected}, здесь {actual}. Запросите доказательство снова.',
  ),
  tcb_level_missing: refused(
    'This machine’s firmware is older than anything that Intel still rates. Choose another machine.',
    'Прошивка машины старее всего, что ещё оценивает Intel. Выберите другую машину.',
  ),
  tcb_status_unknown: refused(
    'Intel rates this machine in a word that this verifier does not know ({status}). Update this program.',
    'Intel оценивает машину словом, которого проверка не знает ({status}). Обновите программу.',
  ),
  tcb_revoked: refused(
    'Intel has revoked this machine’s firmware: it can be broken into. Choose another machine.',
    'Intel отозвал прошивку этой машины: её можно взломать. Выберите другую машину.',
  ),
  tdx_module_unknown: refused(
    'Intel does not name the TDX module that this machine runs ({module}). Choose another machine.',
    'Intel не называет модуль TDX, который работает на машине ({module}). Выберите другую машину.',
  ),
  tdx_module_mismatch: refused(
    'The TDX module is not the one that Intel signed ({field}). Choose another machine and report this one.',
    'Модуль TDX не тот, что подписал Intel ({field}). Выберите другую машину и сообщите об этой.',
  ),
  tdx_module_too_old: refused(
    'The TDX module (version {version}) is older than any that Intel still names. Choose another machine.',
    'Модуль TDX (версия {version}) старее всех, что ещё называет Intel. Выберите другую машину.',
  ),
  td_debug: refused(
    'The enclave runs in debug mode: its owner can read everything in it. Choose another machine and report this one.',
    'Анклав работает в режиме отладки: владелец видит в нём всё. Выберите другую машину и сообщите об этой.',
  ),
  td_attributes_unknown: refused(
    'The enclave was started with switches that this verifier does not know ({attributes}). Choose another machine.',
    'Анклав запущен с переключателями, которых проверка не знает ({attributes}). Выберите другую машину.',
  ),
  td_exceptions_on: refused(
    'The enclave lets its host take memory away unnoticed (SEPT_VE_DISABLE is off). Choose another machine.',
    'Анклав позволяет хозяину незаметно подменять память (SEPT_VE_DISABLE выключен). Выберите другую машину.',
  ),
  td_migratable: refused(
    'The enclave may be moved to another machine by a service of its owner. Choose another machine.',
    'Служба владельца может перенести анклав на другую машину. Выберите другую машину.',
  ),
});
