import { hex } from '@spindle/shared';

/** 32 bytes that nobody could know before, hex. */
export const randomNonce = (): string => hex(crypto.getRandomValues(new Uint8Array(32)));
