import { createHash } from 'node:crypto';

/**
 * Eight digits by which a person sees that two screens speak of the same machine, such as `7F3A 91C2`. Not a secret, and
 * too short to prove anything by itself.
 */
export function machineFingerprint(identityKey: string): string {
  const digits = createHash('sha256').update(`spindle-machine/1\0${identityKey}`).digest('hex').slice(-8).toUpperCase();
  return `${digits.slice(0, 4)} ${digits.slice(4)}`;
}
