// Types only: see the note in accounts/shapes.ts.

/** How a machine joins a listing: a code that works once, and the command that uses it. */
export interface JoinCommand {
  code: string;
  expiresAt: number;
  command: string;
}
