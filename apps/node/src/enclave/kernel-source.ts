import { bootEventsOf } from '@spindle/sealed/evidence-parts';
import { type EnclaveResult, enclaveFail } from '@spindle/shared/enclave';
import { askTsm, type TsmParts } from './configfs-tsm.ts';
import type { MachineProof, QuoteSource } from './machine-proof.ts';
import { readCertificateTable } from './snp-certificates.ts';
import { systemTsmFiles } from './tsm-files.ts';

/** What firmware and boot loader have measured, as the kernel shows it (TCG log of TDX machines). */
export const CCEL = '/sys/firmware/acpi/tables/data/CCEL';

/** Asks the kernel itself. */
export function kernelSource(parts: TsmParts = {}): QuoteSource {
  const files = parts.files ?? systemTsmFiles;
  return {
    name: 'configfs-tsm',
    prove: async (reportData): Promise<EnclaveResult<MachineProof>> => {
      const report = await askTsm(reportData, parts);
      if (!report.ok) return report;
      const { provider, outblob, auxblob } = report.value;
      if (provider === 'sev_guest') {
        const certificates = readCertificateTable(auxblob);
        return certificates
          ? { ok: true, value: { platform: 'snp', report: outblob, certificates } }
          : enclaveFail('snp_certificates_missing');
      }
      const table = await files.read(CCEL).catch(() => null);
      const eventLog = table && bootEventsOf(table);
      return { ok: true, value: { platform: 'tdx', quote: outblob, eventLog, appCompose: null } };
    },
  };
}
