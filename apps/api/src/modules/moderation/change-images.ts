import { ok, type Result } from '@spindle/shared';
import type { Clock, Database } from '../../platform/index.ts';
import type { Actor } from '../accounts/index.ts';
import * as attestation from '../attestation/index.ts';
import { recordAudit } from './audit-log/index.ts';

export interface ChangeImagesDeps {
  db: Database;
  clock: Clock;
  allowList: Pick<attestation.AllowList, 'view'>;
}

type Answer = Promise<Result<attestation.AllowListView>>;

/** Puts an image of confidential machines up for review by another admin. */
export async function proposeImage(
  { db, clock, allowList }: ChangeImagesDeps,
  { accountId: actorId }: Actor,
  input: attestation.ProposeImageInput,
): Answer {
  const atMs = clock.nowMs();
  const proposed = await db.prisma.$transaction(async (tx) => {
    const result = await attestation.proposeImage(tx, actorId, input, atMs);
    if (!result.ok) return result;
    const subject = subjectOf(result.value.leafHash);
    await recordAudit(tx, { actorId, action: 'image.propose', subject, reason: input.note.trim(), atMs });
    return result;
  });
  return proposed.ok ? ok(await allowList.view()) : proposed;
}

/** Lets an image into the tree that the contract's owner is to publish, or never. */
export async function reviewImage(
  { db, clock, allowList }: ChangeImagesDeps,
  { accountId: actorId }: Actor,
  input: attestation.ReviewImageInput,
): Answer {
  const atMs = clock.nowMs();
  const reviewed = await db.prisma.$transaction(async (tx) => {
    const result = await attestation.reviewImage(tx, actorId, input, atMs);
    if (!result.ok) return result;
    const action = input.decision === 'approve' ? 'image.approve' : 'image.reject';
    await recordAudit(tx, { actorId, action, subject: subjectOf(input.leafHash), reason: input.reason.trim(), atMs });
    return result;
  });
  return reviewed.ok ? ok(await allowList.view()) : reviewed;
}

/** Takes an image away: this market refuses it from now on, and the contract as soon as a wallet has sent it. */
export async function revokeImage(
  { db, clock, allowList }: ChangeImagesDeps,
  { accountId: actorId }: Actor,
  input: attestation.RevokeImageInput,
): Answer {
  const atMs = clock.nowMs();
  const revoked = await db.prisma.$transaction(async (tx) => {
    const result = await attestation.revokeImage(tx, actorId, input, atMs);
    if (!result.ok) return result;
    for (const leafHash of result.value.leafHashes) {
      const subject = subjectOf(leafHash);
      await recordAudit(tx, { actorId, action: 'image.revoke', subject, reason: input.reason.trim(), atMs });
    }
    return result;
  });
  return revoked.ok ? ok(await allowList.view()) : revoked;
}

const subjectOf = (leafHash: string): string => `image:${leafHash}`;
