import type { JsonReader } from '../json.ts';
import { must } from '../refusal.ts';
import { readVersionLevels, type VersionLevel } from './tcb-info.ts';

/** Which quoting enclave (QE) may sign quotes (PCS API v4: QE identity v2). */
export interface QeIdentity {
  evaluationNumber: number;
  miscSelect: Uint8Array;
  miscSelectMask: Uint8Array;
  attributes: Uint8Array;
  attributesMask: Uint8Array;
  mrSigner: Uint8Array;
  productId: number;
  levels: readonly VersionLevel[];
}

/** @param json whose signature was checked. Refusals: `collateral_malformed`, `collateral_kind_wrong`. */
export function readQeIdentity(json: JsonReader): QeIdentity {
  const kind = `${json.at('id').text()} ${json.at('version').count(1_000)}`;
  must(kind === 'TD_QE 2', 'collateral_kind_wrong', { part: 'qe_identity', kind });
  return {
    evaluationNumber: json.at('tcbEvaluationDataNumber').count(1e6),
    miscSelect: json.at('miscselect').bytes(4),
    miscSelectMask: json.at('miscselectMask').bytes(4),
    attributes: json.at('attributes').bytes(16),
    attributesMask: json.at('attributesMask').bytes(16),
    mrSigner: json.at('mrsigner').bytes(32),
    productId: json.at('isvprodid').count(65_535),
    levels: readVersionLevels(json.at('tcbLevels')),
  };
}
