import { entries } from '../entry.ts';
import { refused } from './refused.ts';

/** Certificates and lists of revoked ones, of Intel, AMD and NVIDIA alike. `part` names which. */
export const ATTESTATION_CERTIFICATE_ERRORS = entries({
  certificate_malformed: refused(
    'A certificate or list of the evidence ({part}) is not well formed. Ask for the evidence again; if it stays, choose another machine.',
    'Сертификат или список в доказательстве ({part}) повреждён. Запросите доказательство снова; если не поможет, выберите другую машину.',
  ),
  certificate_extension_unknown: refused(
    'A certificate ({part}) demands something that this verifier does not know ({extension}). Test machines do so on purpose. Choose another machine.',
    'Сертификат ({part}) требует того, чего проверка не знает ({extension}). Так намеренно делают тестовые машины. Выберите другую машину.',
  ),
  certificate_algorithm_unknown: refused(
    'A certificate or list ({part}) is signed in a way that is not allowed here. Choose another machine.',
    'Сертификат или список ({part}) подписан недопустимым здесь способом. Выберите другую машину.',
  ),
  certificate_chain_wrong: refused(
    'The certificates ({part}) are not the chain that the vendor issues. Choose another machine and report this one.',
    'Сертификаты ({part}) не образуют цепочку, которую выпускает производитель. Выберите другую машину и сообщите об этой.',
  ),
  certificate_root_unknown: refused(
    'The certificates ({part}) do not end in the vendor’s root. This is no genuine hardware. Choose another machine and report this one.',
    'Сертификаты ({part}) не ведут к корню производителя. Это не подлинное железо. Выберите другую машину и сообщите об этой.',
  ),
  certificate_not_yet_valid: refused(
    'A certificate ({part}) is valid only from {from}. Check this device’s clock, then try again.',
    'Сертификат ({part}) действует только с {from}. Проверьте часы устройства и повторите.',
  ),
  certificate_expired: refused(
    'A certificate ({part}) was valid until {until}. Check this device’s clock; if it is right, choose another machine.',
    'Сертификат ({part}) действовал до {until}. Проверьте часы устройства; если они верны, выберите другую машину.',
  ),
  certificate_not_authority: refused(
    'A certificate ({part}) was issued by one that may not issue any. Choose another machine and report this one.',
    'Сертификат ({part}) выпущен тем, кто не вправе выпускать. Выберите другую машину и сообщите об этой.',
  ),
  certificate_signature_wrong: refused(
    'A signature among the certificates ({part}) is wrong: something was changed. Choose another machine and report this one.',
    'Подпись среди сертификатов ({part}) неверна: что-то изменено. Выберите другую машину и сообщите об этой.',
  ),
  certificate_revoked: refused(
    'The vendor has revoked a certificate of this machine ({part}, number {serial}). Choose another machine.',
    'Производитель отозвал сертификат этой машины ({part}, номер {serial}). Выберите другую машину.',
  ),
  crl_missing: refused(
    'The list of revoked certificates is missing ({part}), so nobody can tell whether this machine’s are. Ask for the evidence again.',
    'Нет списка отозванных сертификатов ({part}), и неизвестно, не отозваны ли сертификаты машины. Запросите доказательство снова.',
  ),
  crl_issuer_wrong: refused(
    'The list of revoked certificates ({part}) is of another issuer. Ask for the evidence again.',
    'Список отозванных сертификатов ({part}) от другого издателя. Запросите доказательство снова.',
  ),
  crl_signature_wrong: refused(
    'The list of revoked certificates ({part}) is not signed by its issuer. Choose another machine and report this one.',
    'Список отозванных сертификатов ({part}) не подписан издателем. Выберите другую машину и сообщите об этой.',
  ),
  crl_not_yet_valid: refused(
    'The list of revoked certificates ({part}) is from the future ({from}). Check this device’s clock.',
    'Список отозванных сертификатов ({part}) из будущего ({from}). Проверьте часы устройства.',
  ),
  crl_expired: refused(
    'The list of revoked certificates ({part}) was good until {until}. Ask for fresh evidence.',
    'Список отозванных сертификатов ({part}) годился до {until}. Запросите свежее доказательство.',
  ),
});
