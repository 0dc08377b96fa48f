import * as z from 'zod/mini';

/** What an owner may tell a running program: a line of JSON there, a line back. */
export const CONTROL_WORDS = ['status', 'pause', 'resume', 'drain'] as const;
export type ControlWord = (typeof CONTROL_WORDS)[number];

export const ControlRequestSchema = z.object({ do: z.enum(CONTROL_WORDS) });

export const ControlReplySchema = z.object({
  pid: z.int(),
  isPaused: z.boolean(),
  isDraining: z.boolean(),
  busy: z.int(),
});
export type ControlReply = z.output<typeof ControlReplySchema>;

export const LONGEST_LINE = 4_096;
