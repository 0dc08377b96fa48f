import { unwrap } from '@spindle/shared';
import { afterAll, expect, it } from 'vitest';
import { openTestDatabase, testClock } from '../../platform/testing/open-test-database.ts';
import { makeAccount } from '../accounts/testing/make-account.ts';
import { openPolicy } from '../policy/index.ts';
import { announcePolicy, cancelPolicy } from './change-policy.ts';

const { db, close } = await openTestDatabase();
afterAll(close);

const clock = testClock();
const DAY_MS = 24 * 3600_000;
const note = { en: 'Machines are dearer to check now.', ru: 'Проверка машин стала дороже.' };
const open = () => openPolicy({ db, clock, initial: { fee_basis_points: 400 } });
const policy = await open();
const deps = { db, clock, policy };
const admin = await makeAccount(db, { roles: ['admin'] });
const codeOf = (result: { ok: true } | { ok: false; fault: { code: string } }) =>
  result.ok ? 'ok' : result.fault.code;
const fee = (value: number, effectiveFromMs: number | null = null) =>
  announcePolicy(deps, admin, { setting: 'fee_basis_points', value, effectiveFromMs, note });

it('begins with the values of the deployment, written once by however many brokers', async () => {
  await Promise.all([open(), open(), open()]);
  expect(policy.valueOf('fee_basis_points')).toBe(400);
  expect(await db.prisma.policyChange.count({ where: { setting: 'fee_basis_points' } })).toBe(1);
});

it('is announced, recorded and told; in force a week later, in a broker that only looked once in between', async () => {
  const other = await open();
  const view = unwrap(await fee(600));
  expect(view.numbers.find(({ setting }) => setting === 'fee_basis_points')).toMatchObject({
    value: 400,
    planned: [{ value: 600, effectiveFromMs: clock.nowMs() + 7 * DAY_MS }],
  });
  expect(await db.prisma.auditEntry.findMany({ where: { action: 'policy.announce' } })).toMatchObject([
    { actorId: admin.accountId, subject: 'policy:fee_basis_points', reason: note.en },
  ]);
  expect(await db.prisma.outboxEvent.findMany({ where: { kind: 'policy_announced' } })).toMatchObject([
    { accountId: null, facts: { setting: 'fee_basis_points', before: 400, value: 600 } },
  ]);
  await other.refresh();
  clock.pass(7 * DAY_MS - 1);
  expect(other.valueOf('fee_basis_points')).toBe(400);
  clock.pass(1);
  expect(other.valueOf('fee_basis_points')).toBe(600);
  expect(policy.valueOf('fee_basis_points')).toBe(600);
});

it('of two admins, or a double click, one announces', async () => {
  const results = await Promise.all([fee(500), fee(450), fee(500)]);
  // The second click of whoever was first finds it announced.
  const [first, between, last] = results.map(codeOf);
  expect([first, between, last].filter((code) => code === 'ok')).toHaveLength(between === 'ok' ? 1 : 2);
  expect(policy.view().numbers.flatMap(({ planned }) => planned)).toHaveLength(1);
});

it('is taken back before it is in force, never after, and stays in the changelog', async () => {
  const planned = policy.view().numbers.flatMap(({ planned }) => planned);
  const [{ changeId } = { changeId: '' }] = planned;
  unwrap(await cancelPolicy(deps, admin, { changeId }));
  clock.pass(DAY_MS);
  expect(codeOf(await cancelPolicy(deps, admin, { changeId }))).toBe('policy_in_force');
  expect(policy.valueOf('fee_basis_points')).toBe(600);
  const inForce = policy.view().changes.find(({ value }) => value === 600);
  expect(codeOf(await cancelPolicy(deps, admin, { changeId: inForce?.changeId ?? '' }))).toBe('policy_in_force');
  expect(policy.view().changes.find((change) => change.changeId === changeId)).toMatchObject({
    cancelledAtMs: expect.any(Number),
  });
});

it('takes no reason in one language only, and writes nothing then', async () => {
  const before = await db.prisma.auditEntry.count();
  const result = await announcePolicy(deps, admin, {
    ...{ setting: 'fee_basis_points', value: 100, effectiveFromMs: null },
    note: { en: note.en, ru: '' },
  });
  expect(codeOf(result)).toBe('invalid_input');
  expect(await db.prisma.auditEntry.count()).toBe(before);
});

it('cannot be rewritten, by the database itself', async () => {
  const never = 'never changed or deleted';
  await expect(db.pool.query('UPDATE policy_change SET value = 1')).rejects.toThrow(never);
  await expect(db.pool.query('DELETE FROM policy_change')).rejects.toThrow(never);
});
