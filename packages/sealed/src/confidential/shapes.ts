import type { Candidate, Environment, Result } from '@spindle/shared';
import type { AttestationFault, CheckLine } from '@spindle/shared/attestation';
import type { AllowedImage, AllowVerdict } from '../allow-list/index.ts';
import type { Measurements } from '../attestation/index.ts';

/** Where a device gets what it checks. Nothing of it is believed for where it came from. */
export interface EvidenceSource {
  /** Canonical text of the bundle with this SHA-256. */
  bundle(hash: string): Promise<string>;
  /** A bundle that answers this nonce (32 bytes, hex), made now. */
  attest(nodeId: string, nonce: string): Promise<string>;
  /** The list of allowed images with proofs, and what the contract says of it. */
  allowList(): Promise<{ images: readonly unknown[]; state: unknown }>;
  /**
   * What the contract at a pinned address says of a leaf, asked of a chain server of the device's own choice
   * (`readStanding` of `@spindle/ton/standing`); null when there is no answer, which allows nothing. Without it the
   * contract is believed to say what the market tells of it.
   */
  standing?: ((leafHash: string) => Promise<ListStanding | null>) | undefined;
  /**
   * When a TON block was made, by its root hash: for who reads the chain without the market. Without it each machine is
   * asked with a nonce when it is first met.
   */
  blocks?: ((seqno: number) => Promise<ReadonlyMap<string, number>>) | undefined;
}

/** Whether an image stands on the list, and by whose word. */
export interface ListedVerdict {
  verdict: AllowVerdict;
  by: 'chain' | 'market' | null;
  version: number;
}

/** What a list's contract says, and of one leaf. Hashes are 32 bytes of hex. */
export interface ListStanding {
  version: number;
  root: string;
  size: number;
  isRevoked: boolean;
}

/** The highest version of the list that this device has met, kept across visits: an older one is refused. */
export interface SeenVersion {
  get(): number;
  set(version: number): void;
}

export interface EvidenceCheckerOptions {
  source: EvidenceSource;
  environment: Environment;
  seen: SeenVersion;
  /** 32 bytes that nobody could know before. */
  nonce?: (() => string) | undefined;
}

/** What came of looking at a machine's evidence, as a screen shows it. */
export interface CheckedEvidence {
  ok: boolean;
  /** The first refusal. */
  refusal: AttestationFault | null;
  lines: readonly CheckLine[];
  /** Of the manifest's text: what is remembered by. */
  keyId: string;
  platform: 'tdx' | 'snp' | null;
  measurements: Measurements | null;
  /** Of the list; null when it is not on it. */
  image: AllowedImage | null;
  /** Whether it answered this device's own nonce, or named a block. */
  freshness: 'nonce' | 'block';
  /** Who told what the list's contract says; null while nobody did. */
  listBy: ListedVerdict['by'];
  /** Of the list that it was judged by; 0 while there was none. */
  listVersion: number;
  checkedAtMs: number;
  expiresAtMs: number;
}

export interface EvidenceChecker {
  /** For `checkCandidate`: whether this confidential candidate may be sealed to. Refusal: `evidence_refused`. */
  check(candidate: Candidate, nowMs: number): Promise<Result<null>>;
  /** The same, with all that was looked at. What is known and has not expired is not asked for again. */
  look(candidate: Candidate, nowMs: number): Promise<CheckedEvidence>;
  /** Asks the machine itself, with a nonce of this device: what comes back cannot have been made before. */
  lookLive(candidate: Candidate, nowMs: number): Promise<CheckedEvidence>;
}
