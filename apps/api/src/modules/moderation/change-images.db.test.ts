import { leafText } from '@spindle/sealed/allow-list';
import { unwrap } from '@spindle/shared';
import { afterAll, expect, it } from 'vitest';
import { openTestDatabase, testClock } from '../../platform/testing/open-test-database.ts';
import { makeAccount } from '../accounts/testing/make-account.ts';
import { createAllowList } from '../attestation/index.ts';
import { proposeImage, reviewImage, revokeImage, verifyAuditLog } from './index.ts';

const { db, close } = await openTestDatabase();
afterAll(close);

const clock = testClock();
const log = { info: () => undefined, warn: () => undefined, error: () => undefined };
const reader = { accountStates: () => Promise.reject(new Error('no chain is read here')) };
const deps = { db, clock, allowList: createAllowList({ db, clock, log, reader, networkId: -239, terms: null }) };
const [anna, boris] = [await makeAccount(db, { roles: ['admin'] }), await makeAccount(db, { roles: ['admin'] })];
const why = 'Built again by both of us, the same bytes.';
const leaf = leafText({
  measurements: { platform: 'snp', measurement: '1'.repeat(96) },
  image: { name: 'spindle-node', version: '1', digest: `sha256:${'1'.repeat(64)}` },
  gpu: 'none',
});

it('every act on an image is an entry of the chained log, and what is refused is none', async () => {
  const { images } = unwrap(await proposeImage(deps, anna, { leaf, note: why }));
  const leafHash = images[0]?.leafHash ?? '';
  expect(await reviewImage(deps, anna, { leafHash, decision: 'approve', reason: why })).toMatchObject({ ok: false });
  unwrap(await reviewImage(deps, boris, { leafHash, decision: 'approve', reason: why }));
  expect(await revokeImage(deps, anna, { leafHash, reason: 'short' })).toMatchObject({ ok: false });
  const view = unwrap(await revokeImage(deps, anna, { leafHash, reason: why }));
  expect(view.images).toMatchObject([{ state: 'revoked', place: 0, isInForce: null }]);
  const entries = await db.prisma.auditEntry.findMany({ orderBy: { seq: 'asc' } });
  expect(entries.map(({ action, actorId, subject, reason }) => [action, actorId, subject, reason])).toEqual([
    ['image.propose', anna.accountId, `image:${leafHash}`, why],
    ['image.approve', boris.accountId, `image:${leafHash}`, why],
    ['image.revoke', anna.accountId, `image:${leafHash}`, why],
  ]);
  expect(await verifyAuditLog(db.pool)).toMatchObject({ entries: 3, findings: [] });
});
