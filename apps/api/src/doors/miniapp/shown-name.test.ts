import { TRPCError } from '@trpc/server';
import { expect, it } from 'vitest';
import { shownName } from './inputs.ts';
import { faultOfTrpc, toTrpcError } from './to-trpc-error.ts';

/** What a visitor is told when this name comes in; null when it is taken. */
function told(name: string): string | null {
  const read = shownName(3, 80).safeParse(name);
  if (read.success) return null;
  const refused = new TRPCError({ code: 'BAD_REQUEST', cause: read.error });
  return faultOfTrpc(toTrpcError(refused, { log: { error: () => undefined } })).code;
}

it.each([
  ['a plain one', 'Two 4090s in Riga', null],
  ['one that turns the text around', 'Cheap \u202e001H', 'name_deceives'],
  ['a look-alike', 'Sрindle', 'name_deceives'],
  ['one that is too short', 'a', 'invalid_input'],
])('a name that strangers read, %s', (_, name, code) => expect(told(name)).toBe(code));
