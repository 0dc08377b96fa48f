import { fromHex } from '@spindle/shared';
import { Remembered } from '../../remember.ts';
import { must, refuse } from '../refusal.ts';
import { type Crl, readCrl } from './crl.ts';

/** Lists that were read well: they change once a month, and name thousands. */
const known = new Remembered<Crl>(16);

/** Refusals: `crl_missing`, and those of {@link readCrl}. */
export function readHexCrl(text: string, part: string): Crl {
  must(text !== '', 'crl_missing', { part });
  const name = `${part} ${text}`;
  const found = known.get(name) ?? readCrl(fromHex(text) ?? refuse('certificate_malformed', { part }), part);
  known.set(name, found);
  return found;
}
