import { readListState } from '../allow-list/check-allowed.ts';
import { checkMachineAllowed, type ListedImage, leafHashHex } from '../allow-list/index.ts';
import type { Measurements } from '../attestation/index.ts';
import { must, Refusal, refuse } from '../attestation/refusal.ts';
import type { EvidenceSource, ListedVerdict, ListStanding, SeenVersion } from './shapes.ts';

type Standing = NonNullable<EvidenceSource['standing']>;

/**
 * Checks a listed image by what the contract says to this device itself, where a list is pinned. Who cannot be asked has
 * allowed nothing: `allow_list_unknown`. Then the market is held against it: `allow_list_rolled_back` where it tells an
 * older list, `allow_list_contradicted` where it tells anything else. What counts in itself goes first.
 * @param told what the market tells of the contract.
 */
export function createListStanding(standing: Standing, told: unknown, seen: SeenVersion) {
  const asked = new Map<string, Promise<ListStanding>>();
  /** Once for each leaf; who gave no answer is asked again. */
  const ask = (leaf: string): Promise<ListStanding> => {
    const asking = asked.get(leaf) ?? standing(leaf).then((it) => it ?? refuse('allow_list_unknown'));
    asked.set(leaf, asking);
    asking.catch(() => asked.delete(leaf));
    return asking;
  };
  return async (measurements: Measurements, image: ListedImage): Promise<ListedVerdict> => {
    try {
      const leaf = await leafHashHex(image.leaf);
      const read = await ask(leaf);
      const state = { ...read, revoked: read.isRevoked ? [leaf] : [] };
      const verdict = await checkMachineAllowed(measurements, [image], state, seen.get());
      if (verdict.ok || verdict.fault.code === 'proof_wrong') mustAgree(told, read, leaf);
      return { verdict, by: 'chain', version: read.version };
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
      const by = error.fault.code === 'allow_list_unknown' ? null : 'chain';
      return { verdict: { ok: false, fault: error.fault }, by, version: 0 };
    }
  };
}

function mustAgree(told: unknown, read: ListStanding, leaf: string): void {
  const { version, root, size, revoked } = readListState(told);
  must(version >= read.version, 'allow_list_rolled_back', { version, seen: read.version });
  const isSame = version === read.version && root === read.root && size === read.size && !revoked.includes(leaf);
  must(isSame, 'allow_list_contradicted', { told: version, version: read.version });
}
