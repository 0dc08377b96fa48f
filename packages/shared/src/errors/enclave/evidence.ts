import { entries } from '../entry.ts';
import { local } from './local.ts';

/** Why a confidential machine cannot prove itself just now: for its owner. */
export const ENCLAVE_EVIDENCE_ERRORS = entries({
  tsm_unavailable: local(
    'The kernel makes no quotes here ({why}). Start the image as an Intel TDX or AMD SEV-SNP guest, with kernel 6.7 or newer and configfs mounted at /sys/kernel/config.',
    'Ядро здесь не делает quote ({why}). Запустите образ гостем Intel TDX или AMD SEV-SNP, с ядром 6.7 или новее и configfs в /sys/kernel/config.',
  ),
  tsm_busy: local(
    'The quote is not ready ({why}): the host’s quoting service is busy or does not run. It is tried again by itself; if it stays, look at qgsd on the host.',
    'Quote не готов ({why}): служба на хосте занята или не запущена. Повторится само; если не проходит, проверьте qgsd на хосте.',
  ),
  tsm_raced: local(
    'Another program wrote into this report again and again, so none of the quotes is sure to be ours. Let only spindle-node use configfs-tsm in this machine.',
    'Другая программа раз за разом писала в этот отчёт, и ни один quote не точно наш. Пусть configfs-tsm в этой машине использует только spindle-node.',
  ),
  tsm_failed: local(
    'The kernel refused to make a quote ({why}). Look at the kernel’s log of this machine, and at the host’s.',
    'Ядро отказалось сделать quote ({why}). Посмотрите журнал ядра этой машины и хоста.',
  ),
  tsm_provider_unknown: local(
    'The kernel’s quotes come from «{provider}», which this program does not know. It knows tdx_guest and sev_guest. Update spindle-node, or use another machine.',
    'Quote ядра даёт «{provider}», а программа такого не знает. Она знает tdx_guest и sev_guest. Обновите spindle-node или возьмите другую машину.',
  ),
  snp_certificates_missing: local(
    'The host hands AMD’s certificates (VCEK, ASK, ARK) not through, so nobody can check the report. Give them to the host’s QEMU as its certificate table (snphost import).',
    'Хост не передаёт сертификаты AMD (VCEK, ASK, ARK), и отчёт никто не проверит. Дайте их QEMU на хосте таблицей сертификатов (snphost import).',
  ),
  dstack_unreachable: local(
    'dstack’s agent at {socket} does not answer ({why}). Mount that socket into the container, as docs/enclave.md shows.',
    'Агент dstack по адресу {socket} не отвечает ({why}). Подключите этот сокет в контейнер, как в docs/enclave.md.',
  ),
  dstack_refused: local(
    'dstack’s agent gave no quote ({why}). See the agent’s log in the machine.',
    'Агент dstack не дал quote ({why}). Посмотрите журнал агента в машине.',
  ),
  quote_strange: local(
    'The quote does not hold what was asked for ({what}), so it is thrown away. Update the machine’s image.',
    'В quote нет того, что просили ({what}), поэтому он отброшен. Обновите образ машины.',
  ),
  collateral_unreachable: local(
    'Intel’s statements cannot be fetched from {url} ({why}). Let the machine reach that address, or name your own PCCS with --pccs.',
    'Заявления Intel не загружаются с {url} ({why}). Откройте машине доступ к адресу или укажите свой PCCS через --pccs.',
  ),
  collateral_strange: local(
    'What {url} gives is not Intel’s statement ({what}). Correct --pccs: it is the address before /sgx/certification.',
    'По адресу {url} не заявление Intel ({what}). Исправьте --pccs: это адрес до /sgx/certification.',
  ),
  collateral_ended: local(
    'Intel’s statements for this processor ended on {until}, and newer ones cannot be had. Refresh the cache of your PCCS, or use Intel’s address.',
    'Заявления Intel для этого процессора истекли {until}, новее получить не удаётся. Обновите кеш своего PCCS или возьмите адрес Intel.',
  ),
  block_unreachable: local(
    'The newest TON block cannot be read from {url} ({why}), so no evidence can show its age. Let the machine reach it, or name another with --ton-api.',
    'Новейший блок TON не читается с {url} ({why}), и доказательству нечем показать возраст. Откройте доступ или укажите другой адрес через --ton-api.',
  ),
  gpu_tool_missing: local(
    'NVIDIA’s nvattest is not there or gives nothing, so no GPU can prove itself. Use the image’s recipe, which brings it, or serve a model on the processor.',
    'Программы nvattest от NVIDIA нет или она молчит, и GPU нечем доказать себя. Возьмите рецепт образа, где она есть, или запускайте модель на процессоре.',
  ),
  gpu_evidence_refused: local(
    'A GPU’s evidence does not hold ({code}), so this machine sells nothing as confidential. Update the GPU’s firmware and driver, and start again.',
    'Доказательство GPU не выдержало проверки ({code}), и машина ничего не продаёт как конфиденциальное. Обновите прошивку и драйвер GPU и запустите снова.',
  ),
  gpu_not_confidential: local(
    'A GPU of this machine is not in confidential mode, so what it works on could be read. Set it on the host (nvtrust: gpu_cc_tool --set-cc-mode=on) and start the machine again.',
    'GPU этой машины не в конфиденциальном режиме, и его данные можно прочесть. Включите режим на хосте (nvtrust: gpu_cc_tool --set-cc-mode=on) и запустите машину снова.',
  ),
  payout_address_missing: local(
    'A confidential machine names the wallet that it is paid to, so that nobody can change it. Give it with --payout-wallet.',
    'Конфиденциальная машина называет кошелёк, на который ей платят, чтобы его никто не подменил. Укажите его через --payout-wallet.',
  ),
  evidence_too_large: local(
    'The evidence takes {kb} kB, and 64 are carried. Start the machine with fewer programs, or tell us.',
    'Доказательство занимает {kb} кБ, а передаётся до 64. Запустите машину с меньшим числом программ или сообщите нам.',
  ),
});
