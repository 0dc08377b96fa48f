import { keyFromSecret, openAtRest, sealAtRest } from '../../../../platform/index.ts';

/** Whoever has the database alone, or a copy of it, can't read what buyers show. */
export const shownSecretOf = (brokerSeedHex: string): Buffer => keyFromSecret(brokerSeedHex, 'spindle-shown/1');

const placeOf = (disputeId: string): string => `dispute_shown/${disputeId}`;

export const sealShown = (secret: Uint8Array, disputeId: string, file: string): Buffer =>
  sealAtRest(secret, Buffer.from(file), placeOf(disputeId));

/** @returns null when it was sealed by another broker's secret. */
export const openShown = (secret: Uint8Array, disputeId: string, sealed: Uint8Array): string | null =>
  openAtRest(secret, sealed, placeOf(disputeId))?.toString() ?? null;
