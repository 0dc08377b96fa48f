import type { ShownEvent } from '@spindle/sealed/evidence-parts';
import type { EnclaveResult } from '@spindle/shared/enclave';

/** What a machine's processor says, as it came from whoever asked it. */
export type MachineProof =
  | {
      platform: 'tdx';
      quote: Uint8Array;
      /** What was started, in order; null where nobody tells. */
      eventLog: readonly ShownEvent[] | null;
      /** dstack's program list, exactly as it was measured. */
      appCompose: string | null;
    }
  | {
      platform: 'snp';
      report: Uint8Array;
      /** PEM: leaf, issuer, root. */
      certificates: string;
    };

/** Who asks the processor: the kernel, or dstack's agent. */
export interface QuoteSource {
  readonly name: 'configfs-tsm' | 'dstack';
  /** @param reportData 64 bytes that the proof must hold. */
  prove(reportData: Uint8Array): Promise<EnclaveResult<MachineProof>>;
}
