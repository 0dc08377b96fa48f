import { httpEvidence } from '@spindle/client';
import type { CheckEvidence } from '@spindle/sealed';
import type { CheckedEvidence, EvidenceChecker } from '@spindle/sealed/confidential';
import type { Candidate, Environment } from '@spindle/shared';
import { BROKER_URL, sessionToken } from '../api/index.ts';
import { localKept } from '../kept/index.ts';
import { seenVersion } from './seen-version.ts';

/** One for each environment: what it remembers of keys holds for the whole visit. */
const checkers = new Map<Environment, Promise<EvidenceChecker>>();

/** The verifier is loaded when the first confidential machine is met. */
function checkerFor(environment: Environment): Promise<EvidenceChecker> {
  const known = checkers.get(environment);
  if (known) return known;
  const loading = load(environment);
  checkers.set(environment, loading);
  loading.catch(() => checkers.delete(environment));
  return loading;
}

async function load(environment: Environment): Promise<EvidenceChecker> {
  const [{ createEvidenceChecker }, standing] = await Promise.all([
    import('@spindle/sealed/confidential'),
    import('./pinned-list.ts').then(({ pinnedStanding }) => pinnedStanding()),
  ]);
  const source = { ...httpEvidence({ baseUrl: BROKER_URL, token: sessionToken() ?? '' }), standing };
  return createEvidenceChecker({ source, environment, seen: seenVersion(localKept) });
}

/** For the client: asked before anything is sealed to a confidential machine. */
export const checkEvidenceIn =
  (environment: Environment): CheckEvidence =>
  async (candidate, nowMs) =>
    (await checkerFor(environment)).check(candidate, nowMs);

/** What was found out about a confidential machine, from memory while it holds. */
export const lookAtEvidence = async (candidate: Candidate): Promise<CheckedEvidence> =>
  (await checkerFor(candidate.terms.env)).look(candidate, Date.now());

/** The same, asked of the machine now. */
export const lookLive = async (candidate: Candidate): Promise<CheckedEvidence> =>
  (await checkerFor(candidate.terms.env)).lookLive(candidate, Date.now());

export { auditKept } from './audit-kept.ts';
