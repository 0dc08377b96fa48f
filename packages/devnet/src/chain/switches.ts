import * as z from 'zod/mini';

/** What a test or a person can make go wrong. All off at the start, and never kept on disk. */
export const SwitchesSchema = z.strictObject({
  /** This many of the next external messages are accepted and never seen again. */
  loseExternals: z.int().check(z.minimum(0)),
  /** Time from accepting a message to its block; 0 includes it before the answer. Mainnet: about 400. */
  blockMs: z.int().check(z.minimum(0), z.maximum(60_000)),
  /** Every request of toncenter's interfaces fails with 503. */
  isDown: z.boolean(),
});
export type Switches = z.output<typeof SwitchesSchema>;

export const SWITCHES_OFF: Switches = { loseExternals: 0, blockMs: 0, isDown: false };
