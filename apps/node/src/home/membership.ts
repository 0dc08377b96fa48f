import { fail, JoinReplySchema, ok, type Result } from '@spindle/shared';
import * as z from 'zod/mini';
import { type Home, readIfThere, writeWhole } from './home.ts';

const MembershipSchema = z.extend(JoinReplySchema, { brokerUrl: z.string() });

/** Where this machine belongs: what the market answered when it joined. */
export type Membership = z.output<typeof MembershipSchema>;

/** Refusals: `node_not_joined`, `node_home`. */
export async function readMembership(home: Home): Promise<Result<Membership>> {
  const text = await readIfThere(home.membership);
  if (text === null) return fail('node_not_joined', { home: home.path });
  try {
    const parsed = MembershipSchema.safeParse(JSON.parse(text));
    if (parsed.success) return ok(parsed.data);
  } catch {
    // Not JSON: the same sentence as for JSON of another shape.
  }
  return fail('node_home', { home: home.path, reason: 'node.json is damaged' });
}

export const writeMembership = (home: Home, membership: Membership): Promise<void> =>
  writeWhole(home.membership, `${JSON.stringify(membership, null, 2)}\n`, 0o600);
