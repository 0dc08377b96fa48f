import { hex } from '@spindle/shared';
import type { JsonReader } from '../json.ts';
import { must } from '../refusal.ts';

/** Which signer and switches a TDX module must have. */
export interface ModuleIdentity {
  mrSigner: Uint8Array;
  attributes: Uint8Array;
  attributesMask: Uint8Array;
}

/** From which version on a part has which rating; lists of them begin with the newest. */
export interface VersionLevel {
  version: number;
  status: string;
  advisories: readonly string[];
  date: string;
}

export interface PlatformLevel {
  sgx: readonly number[];
  tdx: readonly number[];
  pceVersion: number;
  status: string;
  advisories: readonly string[];
  date: string;
}

/** Intel's rating of one kind of processor for TDX (PCS API v4: TCB info v3). */
export interface TcbInfo {
  fmspc: string;
  pceId: string;
  evaluationNumber: number;
  module: ModuleIdentity;
  /** By identity, such as TDX_03. */
  modules: ReadonlyMap<string, ModuleIdentity & { levels: readonly VersionLevel[] }>;
  levels: readonly PlatformLevel[];
}

const MAX_LEVELS = 200;

/** @param json whose signature was checked. Refusals: `collateral_malformed`, `collateral_kind_wrong`. */
export function readTcbInfo(json: JsonReader): TcbInfo {
  const kind = `${json.at('id').text()} ${json.at('version').count(1_000)}`;
  must(kind === 'TDX 3', 'collateral_kind_wrong', { part: 'tcb_info', kind });
  const modules = json.at('tdxModuleIdentities');
  return {
    fmspc: hex(json.at('fmspc').bytes(6)),
    pceId: hex(json.at('pceId').bytes(2)),
    evaluationNumber: json.at('tcbEvaluationDataNumber').count(1e6),
    module: readModule(json.at('tdxModule')),
    modules: new Map(
      (modules.isMissing ? [] : modules.list(MAX_LEVELS)).map((it) => [
        it.at('id').text().toUpperCase(),
        { ...readModule(it), levels: readVersionLevels(it.at('tcbLevels')) },
      ]),
    ),
    levels: json.at('tcbLevels').list(MAX_LEVELS).map(readLevel),
  };
}

const readModule = (json: JsonReader): ModuleIdentity => ({
  mrSigner: json.at('mrsigner').bytes(48),
  attributes: json.at('attributes').bytes(8),
  attributesMask: json.at('attributesMask').bytes(8),
});

/** Levels of a part that has one version number (`isvsvn`). */
export const readVersionLevels = (json: JsonReader): VersionLevel[] =>
  json.list(MAX_LEVELS).map((level) => ({ version: level.at('tcb').at('isvsvn').count(65_535), ...readRating(level) }));

function readLevel(json: JsonReader): PlatformLevel {
  const tcb = json.at('tcb');
  return {
    sgx: readComponents(tcb.at('sgxtcbcomponents')),
    tdx: readComponents(tcb.at('tdxtcbcomponents')),
    pceVersion: tcb.at('pcesvn').count(65_535),
    ...readRating(json),
  };
}

/** A component that is not there would pass every comparison. */
const readComponents = (json: JsonReader): number[] =>
  json.list(16, 16).map((component) => component.at('svn').count(255));

function readRating(json: JsonReader): Pick<VersionLevel, 'status' | 'advisories' | 'date'> {
  const advisories = json.at('advisoryIDs');
  return {
    status: json.at('tcbStatus').text(),
    advisories: advisories.isMissing ? [] : advisories.list(MAX_LEVELS).map((it) => it.text(/^[\w-]{1,64}$/)),
    date: json.at('tcbDate').text(),
  };
}
