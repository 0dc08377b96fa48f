import { randomBytes } from 'node:crypto';
import { keyFromSecret, openAtRest, sealAtRest } from '../../platform/index.ts';

const SALT_BYTES = 32;

export const newSalt = (): Buffer => randomBytes(SALT_BYTES);

/** Encrypts the pieces of one thing. Each opens only at its own place. */
export interface Seal {
  seal(place: string, plain: Uint8Array): Buffer;
  /** Null for another secret, another place, or a changed byte. */
  open(place: string, sealed: Uint8Array): Buffer | null;
}

const sealWith = (key: Uint8Array, prefix: string): Seal => ({
  seal: (place, plain) => sealAtRest(key, plain, `${prefix}\0${place}`),
  open: (place, sealed) => openAtRest(key, sealed, `${prefix}\0${place}`),
});

/** The seal of a file's name and parts, from its owner's API key. */
export const fileSeal = (apiKeyText: string, file: { id: string; salt: Uint8Array }): Seal =>
  sealWith(keyFromSecret(apiKeyText, 'spindle-file/1', file.salt), `spindle-file/1\0${file.id}`);

/** The seal of a batch's metadata and results. */
export const batchSeal = (apiKeyText: string, batch: { id: string; salt: Uint8Array }): Seal =>
  sealWith(keyFromSecret(apiKeyText, 'spindle-batch/1', batch.salt), `spindle-batch/1\0${batch.id}`);

/** That it is the last part is bound in too, so that a file cannot be cut unseen. */
export const partPlace = (part: number, parts: number): string => `part ${part}${part === parts - 1 ? ' last' : ''}`;
export const NAME_PLACE = 'name';
export const METADATA_PLACE = 'metadata';
export const linePlace = (line: number): string => `line ${line}`;
export const customIdPlace = (line: number): string => `custom_id ${line}`;
