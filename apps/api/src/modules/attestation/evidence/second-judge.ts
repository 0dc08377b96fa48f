import dcapQvl from '@phala/dcap-qvl';
import type { ProvenMachine } from '@spindle/sealed/attestation';
import type { EvidenceBundle } from '@spindle/shared';
import type { AttestationFault } from '@spindle/shared/attestation';
import * as z from 'zod';

const text = z.string();
const Collateral = z.object({
  // Ours does without the issuer's chain, which stands in the quote.
  ...{ root_ca_crl: text, pck_crl: text, pck_crl_issuer_chain: text.default('') },
  ...{ tcb_info: text, tcb_info_signature: text, tcb_info_issuer_chain: text },
  ...{ qe_identity: text, qe_identity_signature: text, qe_identity_issuer_chain: text },
});
const Tdx = z.object({ quote: text, collateral: Collateral });

/**
 * What another implementation says of evidence that ours has accepted: null when it agrees. It can only refuse. AMD's
 * reports have no second judge.
 */
export type SecondJudge = (
  bundle: EvidenceBundle,
  rating: ProvenMachine['rating'],
  nowMs: number,
) => AttestationFault | null;

type Verify = (
  quote: Buffer,
  collateral: z.output<typeof Collateral>,
  nowSeconds: number,
) => { status: string; advisory_ids: string[] };

/**
 * `@phala/dcap-qvl` as the market's second judge of Intel's quotes: code of other people over other libraries, so that a
 * mistake of ours has to be made twice. Both must come to the same rating. Its known gaps are listed in
 * docs/attestation.md; none of them lets anything through that we refuse. Devices do without it. About 25 ms of the main
 * thread for each bundle, once an hour and machine: docs/adr/0051.
 * @param verify with another root in tests of what comes after the judges.
 */
export const createSecondJudge =
  (
    verify: Verify = (quote, collateral, nowSeconds) => dcapQvl.verify(quote, { ...collateral }, nowSeconds),
  ): SecondJudge =>
  ({ tdx }, rating, nowMs) => {
    if (tdx === undefined) return null;
    const found = ask(verify, tdx, nowMs);
    const theirs = found && ratingText(found.status, found.advisory_ids);
    const ours = ratingText(rating?.status ?? '-', rating?.advisories ?? []);
    return theirs === ours ? null : { code: 'second_judge_disagrees', facts: { ours, theirs: theirs ?? 'refused' } };
  };

/** Null where it refuses; whatever it throws is a refusal. */
function ask(verify: Verify, tdx: unknown, nowMs: number) {
  try {
    const { quote, collateral } = Tdx.parse(tdx);
    return verify(Buffer.from(quote, 'base64'), collateral, Math.floor(nowMs / 1_000));
  } catch {
    return null;
  }
}

const ratingText = (status: string, advisories: readonly string[]): string =>
  [status, ...[...advisories].sort()].join(' ');
