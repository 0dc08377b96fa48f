import type { AppRouter } from '@spindle/api/router';
import { TRPCClientError, type TRPCLink } from '@trpc/client';
import { observable } from '@trpc/server/observable';
import { UnreadableAnswer, wire } from './wire.ts';

/*
 * tRPC throws away what a transformer throws, and says the same of every answer that it makes nothing of. So what this page
 * cannot read passes it as a value, and the link makes an error of it again: its `cause` is the `UnreadableAnswer`.
 */

/** The wire format, with what cannot be read as a value. */
export const readableOrNot = {
  serialize: wire.serialize,
  // biome-ignore lint/suspicious/noExplicitAny: what a transformer gives; the router's types say what it is
  deserialize: (sent: Parameters<typeof wire.deserialize>[0]): any => {
    try {
      return wire.deserialize(sent);
    } catch (error) {
      if (error instanceof UnreadableAnswer) return error;
      throw error;
    }
  },
};

/** Stands before the link that uses {@link readableOrNot}. */
export const refuseUnreadable: TRPCLink<AppRouter> =
  () =>
  ({ next, op }) =>
    observable((observer) =>
      next(op).subscribe({
        next: (answer) => {
          const data = 'data' in answer.result ? answer.result.data : undefined;
          if (data instanceof UnreadableAnswer) observer.error(TRPCClientError.from(data));
          else observer.next(answer);
        },
        error: (error) => observer.error(error),
        complete: () => observer.complete(),
      }),
    );
