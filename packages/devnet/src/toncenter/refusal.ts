import { EmulationError, GetMethodError } from '@ton/sandbox';

/** What toncenter answers instead of a result: a status, and its own words. */
export class Refusal extends Error {
  constructor(
    readonly status: number,
    message: string,
  ) {
    super(message);
  }
}

/** Turns whatever a method threw into toncenter's answer. The words are those of its liteserver, which clients match. */
export function toRefusal(error: unknown): Refusal {
  if (error instanceof Refusal) return error;
  if (error instanceof EmulationError)
    return new Refusal(
      500,
      'LITE_SERVER_UNKNOWN: cannot apply external message to current state : External message was not accepted\n' +
        `Cannot run message on account: inbound external message rejected by transaction: exitcode=${error.exitCode ?? 0}`,
    );
  if (error instanceof GetMethodError) return new Refusal(500, `exit code ${error.exitCode}`);
  return new Refusal(500, error instanceof Error ? error.message : String(error));
}
