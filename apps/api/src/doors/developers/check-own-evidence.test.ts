import { makeCandidate, makeNode, NOW_MS } from '@spindle/sealed/testing';
import { canonicalJson } from '@spindle/shared';
import { expect, it } from 'vitest';
import { checkOwnEvidence } from './check-own-evidence.ts';

const node = makeNode('a');
const hash = 'ab'.repeat(32);
const bundleOf = (manifest: string) => canonicalJson({ v: 1, kind: 'spindle-evidence', manifest });

async function codeOf(text: string | null, evidenceHash?: string) {
  const candidate = await makeCandidate(node, { tier: 'confidential' });
  const check = checkOwnEvidence({ bundle: async (asked) => (asked === hash ? text : null) });
  const checked = await check(evidenceHash ? { ...candidate, evidenceHash } : candidate, NOW_MS);
  return checked.ok ? 'ok' : checked.fault.facts?.why;
}

it('takes the keys that the named bundle vouches for, and no others', async () => {
  const { manifest } = await makeCandidate(node);
  expect(await codeOf(bundleOf(manifest), hash)).toBe('ok');
  expect(await codeOf(bundleOf(canonicalJson({ ...makeNode('b').manifest })), hash)).toBe('evidence_manifest_other');
  expect(await codeOf(bundleOf(manifest))).toBe('evidence_not_shown');
  expect(await codeOf(null, hash)).toBe('evidence_not_shown');
  expect(await codeOf('{}', hash)).toBe('evidence_not_shown');
});
