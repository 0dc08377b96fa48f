import type { EvidenceSource } from '@spindle/sealed/confidential';
import { standingOf } from '@spindle/ton/pinned-list';

/** A file of the build, named in `build.json` as all others are: who pins another list serves another build. */
const FILE = '/pinned-list.json';

/**
 * How this build asks the chain itself what the list of allowed images says. Undefined where it pins none: then the market
 * is believed about it, and the seal's page says so. A file that cannot be understood pins a list that nobody can read, so
 * nothing is allowed. Throws where the file cannot be fetched.
 */
export async function pinnedStanding(fetchFile: typeof fetch = fetch): Promise<EvidenceSource['standing']> {
  const answer = await fetchFile(FILE);
  if (!answer.ok) throw new TypeError(`${FILE}: HTTP ${answer.status}`);
  const pinned = listIn(await answer.text());
  return pinned === null ? undefined : (standingOf(pinned) ?? (async () => null));
}

/** Empty where the file is of no form that is known. */
function listIn(text: string): string | null {
  try {
    const file: unknown = JSON.parse(text);
    if (typeof file !== 'object' || file === null || !('v' in file) || file.v !== 1 || !('allowList' in file))
      return '';
    return file.allowList === null || typeof file.allowList === 'string' ? file.allowList : '';
  } catch {
    return '';
  }
}
