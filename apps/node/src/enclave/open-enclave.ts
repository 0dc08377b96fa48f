import type { TdxCollateral } from '@spindle/sealed/attestation';
import type { QuotedPlatform } from '@spindle/sealed/evidence-parts';
import type { Manifest } from '@spindle/shared';
import { type EnclaveFault, type EnclaveResult, enclaveFail } from '@spindle/shared/enclave';
import type { ChainReader } from '@spindle/ton/chain';
import { EvidenceKeeper } from './evidence-keeper.ts';
import { latestBlock } from './latest-block.ts';
import type { QuoteSource } from './machine-proof.ts';

/** What an enclave is made of. Each of them is the world's: tests bring their own. */
export interface EnclaveParts {
  source: QuoteSource;
  collateral: {
    of(platform: QuotedPlatform): Promise<EnclaveResult<{ collateral: TdxCollateral; untilMs: number }>>;
  };
  chain: { reader: Pick<ChainReader, 'head' | 'block'>; url: string };
  /** The hash of the GPU evidence for a new seal key; null without GPUs. */
  gpuHash: (sealKey: string) => Promise<EnclaveResult<string | null>>;
  image: string;
  payoutAddress: string | null;
  /** What keeps it from being believed just now; null once nothing does. For the owner. */
  onFault: (fault: EnclaveFault | null) => void;
}

/** What the node does with its enclave. */
export interface Enclave {
  /** What the manifest says of it, for a new seal key; null while it can't vouch for it: the node is then an ordinary one. */
  vouch(sealKey: string): Promise<NonNullable<Manifest['enclave']> | null>;
  /** @param manifest the one in force, as canonical JSON; null while it names no enclave. */
  keep(manifest: () => Promise<string | null>, nowMs: () => number, onRenewed: () => void): EvidenceKeeper;
}

export function openEnclave(parts: EnclaveParts): Enclave {
  const { source, collateral, chain, image, payoutAddress, onFault } = parts;
  return {
    vouch: async (sealKey) => {
      const gpu = payoutAddress === null ? enclaveFail('payout_address_missing') : await parts.gpuHash(sealKey);
      onFault(gpu.ok ? null : gpu.fault);
      return gpu.ok && payoutAddress !== null ? { image, payoutAddress, gpuEvidenceHash: gpu.value } : null;
    },
    keep: (manifest, nowMs, onRenewed) =>
      new EvidenceKeeper({
        ...{ source, collateral, nowMs, manifest, onRenewed, onFault },
        latestBlock: () => latestBlock(chain.reader, chain.url),
      }),
  };
}
