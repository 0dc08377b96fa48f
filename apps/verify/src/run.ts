import { auditEvidence, type ServiceKeys, type TcbStatus, type Verdict } from '@spindle/sealed/attestation';
import { auditReceipt, type ReceiptVerdict } from '@spindle/sealed/audit-receipt';
import type { Language, Manifest } from '@spindle/shared';
import { type AttestationFault, attestationText, checkText } from '@spindle/shared/attestation';
import type { Command } from './read-command-line.ts';
import { readEvidenceFile } from './read-evidence-file.ts';
import { jsonOf, readFile } from './read-file.ts';
import { verdictText } from './say.ts';

/** What the program says: facts for machines, words for people. */
export interface Said {
  /** 0: every check that could be made passed. 1: refused. 2: nothing could be checked. */
  exitCode: 0 | 1 | 2;
  facts: Record<string, unknown>;
  words: string;
}

type Outcome = { verdict: Verdict | ReceiptVerdict; atMs: number | null } | { fault: AttestationFault };

/** Checks the file that the command names. */
export async function run(command: Command | AttestationFault, language: Language): Promise<Said> {
  const outcome = 'code' in command ? { fault: command } : await check(command);
  if ('fault' in outcome) return sayFault(outcome.fault, language);
  const { verdict, atMs } = outcome;
  const lines = verdict.lines.map((line) => ({ ...line, words: checkText(line.check, language) }));
  const refusal = verdict.refusal && { ...verdict.refusal, words: attestationText(verdict.refusal, language) };
  const at = atMs === null ? null : new Date(atMs).toISOString();
  return {
    exitCode: verdict.ok ? 0 : 1,
    facts: { event: 'verdict', at, ...verdict, lines, refusal },
    words: verdictText(verdict, provenBy(verdict), atMs, language),
  };
}

/** What a machine runs, and what it vouches for, as facts to read. */
function provenBy(verdict: Verdict | ReceiptVerdict): Record<string, string> {
  if (!('machine' in verdict) || !verdict.machine) return {};
  const { measurements, reportData, manifest } = verdict.machine;
  return { ...measurements, reportData, ...(manifest && vouchedBy(manifest)) };
}

const vouchedBy = ({ env, nodeId, program, engine, models, sealKey, receiptKey, enclave, notAfter }: Manifest) => ({
  ...{ env, nodeId, program, engine, models: models.map(({ model, revision }) => `${model} (${revision})`).join(', ') },
  ...{ sealKey, receiptKey, payoutAddress: enclave?.payoutAddress ?? '', gpuEvidence: enclave?.gpuEvidenceHash ?? '' },
  keysUntil: new Date(notAfter).toISOString(),
});

function sayFault(fault: AttestationFault, language: Language): Said {
  const { code, facts = {} } = fault;
  const words = attestationText(fault, language);
  return { exitCode: 2, facts: { event: 'fault', code, facts, words }, words };
}

async function check(command: Command): Promise<Outcome> {
  const file = readFile(command.file);
  if ('fault' in file) return file;
  return command.name === 'receipt' ? checkReceipt(command, file.value) : checkEvidence(command, file.value);
}

async function checkReceipt({ file, atMs }: Command, bytes: Uint8Array): Promise<Outcome> {
  const json = jsonOf(bytes);
  if (json === undefined) return { fault: { code: 'verify_unknown_file', facts: { file } } };
  return { verdict: await auditReceipt(json, atMs), atMs };
}

async function checkEvidence(command: Command, bytes: Uint8Array): Promise<Outcome> {
  const collateral = command.collateral === null ? { value: null } : readFile(command.collateral);
  if ('fault' in collateral) return collateral;
  const keys = command.keys === null ? { value: null } : readFile(command.keys);
  if ('fault' in keys) return keys;
  const bundle = readEvidenceFile(command.file, bytes, collateral.value);
  if ('fault' in bundle) return bundle;
  const serviceKeys = keys.value && readKeys(keys.value);
  if (command.keys !== null && !serviceKeys) {
    return { fault: { code: 'verify_unknown_file', facts: { file: command.keys } } };
  }
  const atMs = command.atMs ?? command.nowMs;
  const verdict = await auditEvidence(bundle.value, atMs, serviceKeys ? { serviceKeys } : {});
  return { verdict: judgeRating(verdict, command.accepted), atMs };
}

/** A genuine machine may have firmware with known weaknesses: unless its rating was accepted by name, that is a refusal. */
function judgeRating(verdict: Verdict, accepted: readonly TcbStatus[]): Verdict {
  const rating = verdict.machine?.rating;
  if (!verdict.ok || !rating) return verdict;
  const facts = { status: rating.status, advisories: rating.advisories.join(', ') };
  if (accepted.includes(rating.status)) {
    return { ...verdict, lines: [...verdict.lines, { check: 'tcb_status', ok: true, facts }] };
  }
  const refusal = { code: 'tcb_status_refused', facts } as const;
  return { ...verdict, ok: false, refusal, lines: [...verdict.lines, { check: 'tcb_status', ok: false, ...refusal }] };
}

/** A set of public keys (JWKS); those of other kinds are passed over. */
function readKeys(bytes: Uint8Array): ServiceKeys | null {
  const json = jsonOf(bytes);
  if (typeof json !== 'object' || json === null || !('keys' in json) || !Array.isArray(json.keys)) return null;
  return { keys: json.keys.filter(isKey) };
}

const isKey = (key: unknown): key is ServiceKeys['keys'][number] =>
  typeof key === 'object' &&
  key !== null &&
  ['kid', 'kty', 'crv', 'x', 'y'].every(
    (name) => typeof Object.getOwnPropertyDescriptor(key, name)?.value === 'string',
  );
