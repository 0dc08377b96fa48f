import { createHash } from 'node:crypto';

/** What is told of a unique id instead of the id: enough to see the same hardware twice. */
export const fingerprintOf = (kind: 'gpu' | 'installation', id: string): string =>
  createHash('sha256').update(`spindle-hardware/1\0${kind}\0${id.trim().toLowerCase()}`).digest('hex');
