import { entries } from '../entry.ts';
import { local } from './local.ts';

/** Which step is missing before a machine can be a confidential one: for whoever has it, or wants to buy it. */
export const ENCLAVE_ELIGIBLE_ERRORS = entries({
  eligible_not_linux: local(
    'This is {system}: confidential machines run Linux. Install Linux on the server that is meant, and ask there.',
    'Это {system}, а конфиденциальные машины работают на Linux. Установите Linux на нужный сервер и проверьте там.',
  ),
  eligible_virtual: local(
    'This is a virtual machine, and no confidential one: what its host can do is not to be seen from here. Ask on the host itself, or start a confidential guest.',
    'Это виртуальная машина, и не конфиденциальная: возможности хоста отсюда не видны. Проверьте на самом хосте или запустите конфиденциального гостя.',
  ),
  eligible_cpu: local(
    'The processor ({cpu}) has neither Intel TDX nor AMD SEV-SNP. Take a server with a 5th-generation Xeon or Xeon 6, or an EPYC 9004 or 9005.',
    'У процессора ({cpu}) нет ни Intel TDX, ни AMD SEV-SNP. Возьмите сервер с Xeon 5-го поколения или Xeon 6 либо EPYC 9004 или 9005.',
  ),
  eligible_amd_unnamed: local(
    'The market accepts no evidence of this processor ({cpu}): software alone takes the signing keys out of an EPYC 7003, and for the 8004, the 97x4, the 9xx4X and the dense 9005 it names no least firmware yet. Take another EPYC 9004 or 9005, or a 5th-generation Xeon or Xeon 6.',
    'Рынок не принимает доказательств этого процессора ({cpu}): у EPYC 7003 ключи подписи извлекаются одной программой, а для 8004, 97x4, 9xx4X и плотных 9005 пока не назван минимум прошивки. Возьмите другой EPYC 9004 или 9005 либо Xeon 5-го поколения или Xeon 6.',
  ),
  eligible_tdx_rare: local(
    'The processor ({cpu}) is a 4th-generation Xeon: only those made for clouds have TDX. Ask the maker for this very model, or take the 5th generation.',
    'Процессор ({cpu}) — Xeon 4-го поколения: TDX есть лишь у выпущенных для облаков. Уточните у производителя именно эту модель или возьмите 5-е поколение.',
  ),
  eligible_tdx_bios: local(
    'The firmware has not switched TDX on. In the BIOS: memory encryption (TME, TME-MT), TDX, its key ids above 0, the SEAM loader, and SGX; then start anew.',
    'TDX не включён в прошивке. В BIOS включите шифрование памяти (TME, TME-MT), TDX с числом ключей больше 0, SEAM loader и SGX; затем перезагрузитесь.',
  ),
  eligible_sgx_bios: local(
    'SGX is off, and TDX signs its quotes with it. In the BIOS switch on SGX and its automatic registration (Auto MP Registration); then start anew.',
    'SGX выключен, а TDX подписывает quote с его помощью. В BIOS включите SGX и автоматическую регистрацию (Auto MP Registration); затем перезагрузитесь.',
  ),
  eligible_kernel_old: local(
    'The kernel is {kernel}; {needed} is needed. Install Ubuntu 25.10 or another system with such a kernel.',
    'Ядро {kernel}, а нужно {needed}. Установите Ubuntu 25.10 или другую систему с таким ядром.',
  ),
  eligible_kvm_off: local(
    'KVM does not start confidential guests ({parameter} is {value}). Set {parameter} to Y for its module (/etc/modprobe.d) and start anew.',
    'KVM не запускает конфиденциальных гостей ({parameter} = {value}). Задайте модулю {parameter}=Y (/etc/modprobe.d) и перезагрузитесь.',
  ),
  eligible_snp_bios: local(
    'The firmware has not switched SEV-SNP on. In the BIOS: SME, SNP memory coverage (RMP), SEV-ES ASID limit above 1, and IOMMU; then start anew.',
    'SEV-SNP не включён в прошивке. В BIOS включите SME, SNP Memory Coverage (RMP), предел SEV-ES ASID больше 1 и IOMMU; затем перезагрузитесь.',
  ),
  eligible_gpu_unfit: local(
    'The GPU ({gpu}) has no confidential mode, so what it works on could be read. Take H100, H200 or newer, or serve on the processor.',
    'У GPU ({gpu}) нет конфиденциального режима, её данные можно прочесть. Возьмите H100, H200 или новее либо работайте на процессоре.',
  ),
  eligible_gpu_unchecked: local(
    'The GPU ({gpu}) has a confidential mode, but this version checks the evidence of Hopper GPUs alone (H100, H200). Take one of those, or wait for an update.',
    'У GPU ({gpu}) есть конфиденциальный режим, но эта версия проверяет доказательства только Hopper (H100, H200). Возьмите такую или дождитесь обновления.',
  ),
  eligible_vbios_old: local(
    'The firmware of the GPU ({gpu}) is {vbios}; confidential mode needs {needed} or newer. Get the update from the server’s maker.',
    'Прошивка GPU ({gpu}) версии {vbios}, а режиму нужна {needed} или новее. Возьмите обновление у производителя сервера.',
  ),
  eligible_driver_old: local(
    'NVIDIA’s driver is {driver}; confidential mode needs {needed} or newer. Update the driver.',
    'Драйвер NVIDIA версии {driver}, а режиму нужна {needed} или новее. Обновите драйвер.',
  ),
  eligible_mig: local(
    'The GPU ({gpu}) is shared out in parts (MIG), which its confidential mode does not allow. Switch it off: nvidia-smi -mig 0.',
    'GPU ({gpu}) поделена на части (MIG), а в конфиденциальном режиме это невозможно. Выключите: nvidia-smi -mig 0.',
  ),
  eligible_gpu_mode: local(
    'The GPU is not in confidential mode ({mode}). On the host: nvtrust’s gpu_cc_tool --set-cc-mode=on --reset-after-cc-mode-switch, with no machine using the GPU.',
    'GPU не в конфиденциальном режиме ({mode}). На хосте: gpu_cc_tool --set-cc-mode=on --reset-after-cc-mode-switch из nvtrust, пока GPU никем не занята.',
  ),
  eligible_gpu_devtools: local(
    'The GPU is in the mode for developers (DevTools), in which it can be looked into. Set the mode on instead of devtools, on the host.',
    'GPU в режиме разработчика (DevTools), в котором в неё можно заглянуть. Задайте на хосте режим on вместо devtools.',
  ),
  eligible_image_none: local(
    'This machine is a confidential guest, but not one of our image: no agent of dstack and no name of an image (SPINDLE_ENCLAVE_IMAGE). Start the image as docs/enclave.md shows.',
    'Эта машина — конфиденциальный гость, но не из нашего образа: нет агента dstack и имени образа (SPINDLE_ENCLAVE_IMAGE). Запустите образ по docs/enclave.md.',
  ),
  eligible_unreadable: local(
    'It cannot be seen here whether {what} is set: {path} is not readable. Ask again as root on the server itself.',
    'Здесь не видно, включено ли {what}: {path} не читается. Проверьте снова от root на самом сервере.',
  ),
});
