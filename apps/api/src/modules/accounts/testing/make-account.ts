import { randomInt } from 'node:crypto';
import { uuidv7 } from '@spindle/shared';
import type { Database } from '../../../platform/index.ts';
import { actorOfRow } from '../actor.ts';
import type { Actor, Role } from '../shapes.ts';

/** An account for tests of any module, and the actor that it is. */
export async function makeAccount(
  db: Database,
  parts: { firstName?: string; username?: string; roles?: Role[] } = {},
): Promise<Actor> {
  const account = await db.prisma.account.create({
    data: {
      id: uuidv7(Date.now()),
      telegramId: BigInt(randomInt(10_000, 2 ** 47)),
      firstName: parts.firstName ?? 'Anna',
      username: parts.username ?? null,
      roles: parts.roles ?? ['buyer'],
    },
  });
  const actor = actorOfRow({ ...account, banned_reason: null });
  if (!actor.ok) throw new Error(actor.fault.code);
  return actor.value;
}
