import { FaultError } from '@spindle/shared';
import { refuse } from '../attestation/refusal.ts';

/**
 * What a source gave. Who cannot be reached (`fetch`'s TypeError) or says a fault has shown nothing: then nothing is found
 * out, and nothing is sealed. Refusal: `evidence_unavailable`.
 */
export async function reached<Value>(asked: Promise<Value>): Promise<Value> {
  try {
    return await asked;
  } catch (error) {
    if (error instanceof FaultError || error instanceof TypeError) return refuse('evidence_unavailable');
    throw error;
  }
}
