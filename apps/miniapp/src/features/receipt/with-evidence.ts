import { sha256Hex } from '@spindle/sealed';
import { readEvidenceText, utf8 } from '@spindle/shared';

/**
 * A shared receipt with the evidence that it names, where the market still has it: a bundle is too long for a link. Whoever
 * gives it learns which bundle is looked at, and can give no other: it must have this hash.
 */
export async function withEvidence(file: unknown, baseUrl: string, ask: typeof fetch = fetch): Promise<unknown> {
  const hash = typeof file === 'object' && file !== null && 'evidenceHash' in file ? file.evidenceHash : null;
  if (typeof hash !== 'string' || !/^[0-9a-f]{64}$/.test(hash)) return file;
  const response = await ask(new URL(`/v1/evidence/${hash}`, baseUrl));
  const text = response.ok ? await response.text() : '';
  const evidence = (await sha256Hex(utf8(text))) === hash ? readEvidenceText(text) : null;
  return evidence ? Object.assign({}, file, { evidence }) : file;
}
