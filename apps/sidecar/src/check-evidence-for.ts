import { httpEvidence } from '@spindle/client/node';
import type { CheckEvidence } from '@spindle/sealed';
import type { EvidenceChecker } from '@spindle/sealed/confidential';
import { standingOf } from '@spindle/ton/pinned-list';
import type { Settings } from './settings.ts';

/**
 * How this program checks confidential machines before it seals to them; the verifier is loaded with the first one.
 * Machines are asked under the program's own key: where each request brings its own, there is nobody to ask for, and such
 * machines are refused.
 */
export function checkEvidenceFor(settings: Settings): CheckEvidence | undefined {
  const { apiKey } = settings;
  if (apiKey === null) return undefined;
  let loading: Promise<EvidenceChecker> | null = null;
  return async (candidate, nowMs) => {
    loading ??= load(settings, apiKey);
    return (await loading).check(candidate, nowMs);
  };
}

async function load({ brokerUrl, env, allowList }: Settings, apiKey: string): Promise<EvidenceChecker> {
  const { createEvidenceChecker } = await import('@spindle/sealed/confidential');
  const market = httpEvidence({ baseUrl: brokerUrl, token: apiKey });
  const source = { ...market, standing: (allowList && standingOf(allowList)) || undefined };
  let highest = 0;
  const keep = (version: number): void => {
    highest = Math.max(highest, version);
  };
  const seen = { get: () => highest, set: keep };
  return createEvidenceChecker({ source, environment: env ?? 'production', seen });
}
