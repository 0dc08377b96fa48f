import * as z from 'zod/mini';
import { hex32, hex64, shortText, timeMs } from './fields.ts';
import { JoinReplySchema } from './link.ts';
import { MachineReportSchema } from './machine.ts';

/*
 * How a machine joins without a code: it asks for one, shows it, and waits until a person has said in the Mini App what
 * it shall be. Whoever sees the code may answer; only who holds the secret and the machine's key gets the membership.
 */

/** Long answers come after this at the latest; the machine then asks again. */
export const PAIRING_POLL_MS = 20_000;

/** `POST /nodes/pairings` */
export const PairingOpeningSchema = z.object({
  /** Ed25519 public key of the machine. */
  identityKey: hex32,
  program: shortText,
  report: MachineReportSchema,
});
export type PairingOpening = z.output<typeof PairingOpeningSchema>;

export const OpenedPairingSchema = z.object({
  /** Shown to people. */
  code: shortText,
  /** Never shown: by it the machine asks what became of its code. */
  secret: hex32,
  /** Opens the Mini App at this pairing. */
  link: z.url(),
  expiresAt: timeMs,
});
export type OpenedPairing = z.output<typeof OpenedPairingSchema>;

/** `POST /nodes/pairings/wait`. The signature is over `{ identityKey, secret }`: whoever asks holds the machine's key. */
export const PairingWaitSchema = z.object({ secret: hex32, signature: hex64 });
export type PairingWait = z.output<typeof PairingWaitSchema>;

export const PairingNewsSchema = z.discriminatedUnion('state', [
  z.object({ state: z.literal('waiting'), expiresAt: timeMs }),
  z.object({
    state: z.literal('joined'),
    membership: JoinReplySchema,
    /** Who confirmed, as they call themselves. */
    owner: shortText,
  }),
]);
export type PairingNews = z.output<typeof PairingNewsSchema>;

/** `GET /nodes/program`: which versions of spindle-node the market knows. */
export const ProgramReplySchema = z.object({ minimum: shortText, newest: shortText });
export type ProgramReply = z.output<typeof ProgramReplySchema>;
