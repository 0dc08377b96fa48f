import { equalBytes } from '@spindle/shared';
import { mustBeInTime } from '../in-time.ts';
import { must, refuse } from '../refusal.ts';
import { isKnownAlgorithm, isSignedBy } from '../signature.ts';
import { type Certificate, fingerprint } from './certificate.ts';
import { DIGITAL_SIGNATURE, SIGNS_CERTIFICATES } from './extensions.ts';

export interface ChainRule {
  /** Names the chain in refusals. */
  part: string;
  /** The common names allowed at each depth, leaf first; the chain has just so many certificates. */
  names: readonly RegExp[];
  /** SHA-256 of the root certificates that it may end in. */
  roots: readonly string[];
}

/**
 * Checks a chain from its leaf to a pinned root: length and names, the root's bytes, dates, who may issue, who issued
 * whom, every signature. Refusals: `certificate_…`.
 */
export async function checkChain(chain: readonly Certificate[], rule: ChainRule, nowMs: number): Promise<void> {
  const { part, names, roots } = rule;
  const hasNames = names.every((name, depth) => name.test(chain[depth]?.commonName ?? ''));
  const root = chain.at(-1);
  if (!root || chain.length !== names.length || !hasNames) return refuse('certificate_chain_wrong', { part });
  must(roots.includes(await fingerprint(root)), 'certificate_root_unknown', { part });
  for (const { notBefore, notAfter } of chain) mustBeInTime('certificate', notBefore, notAfter, nowMs, part);
  for (const [depth, certificate] of chain.entries()) checkUse(certificate, depth, part);
  // The root is known by its bytes; its own signature would prove nothing.
  const pairs = chain.slice(0, -1).map((certificate, depth) => ({ certificate, issuer: chain[depth + 1] ?? root }));
  for (const { certificate, issuer } of pairs) {
    must(equalBytes(certificate.issuer, issuer.subject), 'certificate_chain_wrong', { part });
    must(isKnownAlgorithm(certificate.algorithm), 'certificate_algorithm_unknown', { part });
  }
  const isSigned = await Promise.all(pairs.map(({ certificate, issuer }) => isSignedBy(certificate, issuer.key)));
  must(!isSigned.includes(false), 'certificate_signature_wrong', { part });
}

/** A leaf signs data, what stands above it signs certificates, and so many may stand between as each allows. */
function checkUse({ isAuthority, keyUsage, pathLength }: Certificate, depth: number, part: string): void {
  const isFit =
    depth === 0
      ? !isAuthority && (keyUsage === null || (keyUsage & DIGITAL_SIGNATURE) !== 0)
      : isAuthority && ((keyUsage ?? 0) & SIGNS_CERTIFICATES) !== 0 && (pathLength ?? depth) >= depth - 1;
  must(isFit, 'certificate_not_authority', { part });
}
