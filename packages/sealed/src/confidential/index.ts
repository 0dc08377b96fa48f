import { verifyEvidence } from '../attestation/index.ts';
import { createCheckerWith } from './create-checker.ts';
import type { EvidenceChecker, EvidenceCheckerOptions } from './shapes.ts';

/*
 * What a device asks of a confidential machine before it seals to its keys: evidence, freshness, the list of allowed
 * images. An entry of its own, loaded when such a machine is met.
 */

/**
 * Looks at evidence, and remembers by key what it found until that expires.
 * @example const client = createClient({ …, evidence: createEvidenceChecker({ source, environment, seen }).check });
 */
export const createEvidenceChecker: (options: EvidenceCheckerOptions) => EvidenceChecker =
  createCheckerWith(verifyEvidence);

export type {
  CheckedEvidence,
  EvidenceChecker,
  EvidenceCheckerOptions,
  EvidenceSource,
  ListStanding,
  SeenVersion,
} from './shapes.ts';
