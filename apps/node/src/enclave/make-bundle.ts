import type { TdxCollateral } from '@spindle/sealed/attestation';
import { platformOfQuote, type QuotedPlatform, reportDataOf } from '@spindle/sealed/evidence-parts';
import { canonicalJson, MAX_EVIDENCE_BYTES } from '@spindle/shared';
import { type EnclaveResult, enclaveFail } from '@spindle/shared/enclave';
import type { MachineProof, QuoteSource } from './machine-proof.ts';

export interface BundleParts {
  source: QuoteSource;
  collateral: {
    of(platform: QuotedPlatform): Promise<EnclaveResult<{ collateral: TdxCollateral; untilMs: number }>>;
  };
}

/** What shows that a bundle is not old. */
export interface Fresh {
  /** A device's nonce or a block's root hash: 32 bytes, hex. */
  half: string;
  /** The block's number, where it is one. */
  seqno?: number;
}

export interface Bundle {
  /** Canonical JSON: exactly these bytes travel, and are named by their hash. */
  text: string;
  /** Until when its statements count; null where the proof has none. */
  untilMs: number | null;
}

/** Asks the processor, and puts everything together that a device needs to check the answer by itself. */
export async function makeBundle(parts: BundleParts, manifest: string, fresh: Fresh): Promise<EnclaveResult<Bundle>> {
  const reportData = await reportDataOf(manifest, fresh.half);
  const proof = await parts.source.prove(reportData);
  if (!proof.ok) return proof;
  const platform = await partsOf(parts, proof.value);
  if (!platform.ok) return platform;
  const block = fresh.seqno === undefined ? {} : { block: { seqno: fresh.seqno } };
  const text = canonicalJson({ v: 1, kind: 'spindle-evidence', manifest, ...platform.value.proof, ...block });
  if (text.length > MAX_EVIDENCE_BYTES) {
    return enclaveFail('evidence_too_large', { kb: Math.ceil(text.length / 1024) });
  }
  return { ok: true, value: { text, untilMs: platform.value.untilMs } };
}

type Shown = Parameters<typeof canonicalJson>[0] & object;

async function partsOf(
  { collateral }: BundleParts,
  proof: MachineProof,
): Promise<EnclaveResult<{ proof: Record<string, Shown>; untilMs: number | null }>> {
  if (proof.platform === 'snp') {
    const snp = { report: base64(proof.report), certificates: proof.certificates };
    return { ok: true, value: { proof: { snp }, untilMs: null } };
  }
  const { quote, eventLog, appCompose } = proof;
  const platform = platformOfQuote(quote);
  if (!platform) return enclaveFail('quote_strange', { what: 'the processor’s certificate' });
  const statements = await collateral.of(platform);
  if (!statements.ok) return statements;
  const tdx = {
    quote: base64(quote),
    collateral: { ...statements.value.collateral },
    ...(eventLog && { eventLog: eventLog.map((event) => ({ ...event })) }),
    ...(appCompose !== null && { appCompose }),
  };
  return { ok: true, value: { proof: { tdx }, untilMs: statements.value.untilMs } };
}

const base64 = (bytes: Uint8Array): string => Buffer.from(bytes).toString('base64');
