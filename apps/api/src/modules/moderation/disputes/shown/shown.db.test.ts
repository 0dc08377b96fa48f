import { unwrap } from '@spindle/shared';
import { afterAll, describe, expect, it } from 'vitest';
import { DAY_MS } from '../clock-times.ts';
import {
  askProvider,
  decideDispute,
  disputeDetails,
  disputesOfProvider,
  dropOldShown,
  lookAtDispute,
  myDisputes,
  openDispute,
  withdrawShown,
} from '../index.ts';
import { actorOf, codeOf, openDisputeScene } from '../testing/dispute-scene.ts';
import { KEPT_AFTER_DECISION_MS, MOST_KEPT_MS, MOST_SHOWN_BYTES } from './shown-times.ts';

const WHY = 'The answer ends in the middle of a word.';
/** A word that no other text holds. */
const CANARY = 'narwhal-bassoon-3391';
const FILE = JSON.stringify({ opening: { pieces: [CANARY] } });

const { world, buyer, provider, admin, answered, disputed } = await openDisputeScene();
afterAll(() => world.close());

const look = (who: typeof admin, disputeId: string) => lookAtDispute(world, who, { disputeId });
const lookCode = (who: typeof admin, disputeId: string) => codeOf(look(who, disputeId));
const refuse = (disputeId: string) => decideDispute(world, admin, { disputeId, decision: 'refuse', reason: WHY });
const shownOf = async (disputeId: string) =>
  unwrap(await myDisputes(world, buyer)).find((it) => it.disputeId === disputeId)?.shown;
const rowsOf = async (disputeId: string) =>
  (await world.db.pool.query('SELECT 1 FROM dispute_shown WHERE dispute_id = $1', [disputeId])).rowCount;
/** Every row of every table as text. */
async function everyRow(): Promise<string> {
  const { rows } = await world.db.pool.query<{ name: string }>(
    `SELECT table_name AS name FROM information_schema.tables WHERE table_schema = 'public'`,
  );
  const found = await Promise.all(
    rows.map(({ name }) => world.db.pool.query<{ row: string }>(`SELECT t::text AS row FROM "${name}" t`)),
  );
  return found.flatMap((table) => table.rows.map(({ row }) => row)).join('\n');
}

describe('what a buyer shows of an answer', () => {
  it('is nothing unless they choose to', async () => {
    const { disputeId } = await disputed();
    expect([await shownOf(disputeId), await lookCode(admin, disputeId)]).toEqual([null, 'dispute_nothing_shown']);
  });

  it('is read by an admin, who leaves an entry in the log that the buyer sees counted', async () => {
    const { disputeId } = await disputed(FILE);
    expect(await shownOf(disputeId)).toEqual({
      untilMs: world.clock.nowMs() + MOST_KEPT_MS,
      looks: 0,
      lookedAtMs: null,
    });
    expect(unwrap(await look(admin, disputeId))).toEqual({ file: FILE });
    expect(await shownOf(disputeId)).toMatchObject({ looks: 1, lookedAtMs: world.clock.nowMs() });
    const { rows } = await world.db.pool.query('SELECT action, facts FROM audit_entry WHERE subject = $1', [
      `dispute:${disputeId}`,
    ]);
    expect(rows).toEqual([{ action: 'dispute.look', facts: null }]);
  });

  it('is never text in the database, its log of acts or what is told', async () => {
    const { disputeId } = await disputed(FILE);
    unwrap(await askProvider(world, admin, disputeId));
    unwrap(await look(admin, disputeId));
    unwrap(await refuse(disputeId));
    const rows = await everyRow();
    expect(rows).toContain(disputeId);
    const hex = Buffer.from(CANARY).toString('hex');
    for (const form of [CANARY, hex, Buffer.from(CANARY).toString('base64').slice(0, 20)]) {
      expect(rows.includes(form)).toBe(false);
    }
  });

  it('is no matter of its provider, nor of an admin who is a side of it', async () => {
    const { disputeId } = await disputed(FILE);
    unwrap(await askProvider(world, admin, disputeId));
    const theirs = unwrap(await disputesOfProvider(world, provider)).find((it) => it.disputeId === disputeId);
    expect(theirs?.shown).toBeNull();
    expect(await Promise.all([lookCode(provider, disputeId), lookCode(buyer, disputeId)])).toEqual([
      'dispute_own',
      'dispute_own',
    ]);
    expect((await shownOf(disputeId))?.looks).toBe(0);
  });

  it('is taken back by its buyer at any time, and by nobody else', async () => {
    const { disputeId } = await disputed(FILE);
    expect(await codeOf(withdrawShown(world, provider, { disputeId }))).toBe('not_found');
    expect(unwrap(await withdrawShown(world, buyer, { disputeId })).shown).toBeNull();
    expect(unwrap(await withdrawShown(world, buyer, { disputeId })).shown).toBeNull();
    expect([await lookCode(admin, disputeId), await rowsOf(disputeId)]).toEqual(['dispute_nothing_shown', 0]);
  });

  it('is for whoever decided once it is decided, and gone two weeks later', async () => {
    const { disputeId } = await disputed(FILE);
    unwrap(await refuse(disputeId));
    const another = actorOf(await world.person());
    const mayLook = async (who: typeof admin) =>
      unwrap(await disputeDetails(world, who, { disputeId })).dispute.mayLook;
    expect([await mayLook(admin), await mayLook(another)]).toEqual([true, false]);
    expect([await lookCode(admin, disputeId), await lookCode(another, disputeId)]).toEqual(['ok', 'dispute_state']);
    const [before, nowMs] = [await dropOldShown(world), world.clock.nowMs()];
    world.clock.set(nowMs + KEPT_AFTER_DECISION_MS);
    expect(await lookCode(admin, disputeId)).toBe('dispute_nothing_shown');
    expect([before, await dropOldShown(world), await rowsOf(disputeId)]).toEqual([0, expect.any(Number), 0]);
    world.clock.set(nowMs);
  });

  it('is gone after 90 days though nobody decided', async () => {
    const { disputeId } = await disputed(FILE);
    const nowMs = world.clock.nowMs();
    world.clock.set(nowMs + 90 * DAY_MS);
    expect(await lookCode(admin, disputeId)).toBe('dispute_nothing_shown');
    await dropOldShown(world);
    expect(await rowsOf(disputeId)).toBe(0);
    world.clock.set(nowMs);
  });

  it('is bounded, and too much of it opens no dispute', async () => {
    const { jobId } = (await answered()).hold;
    const shown = 'x'.repeat(MOST_SHOWN_BYTES + 1);
    const open = (file: string) => openDispute(world, buyer, { jobId, code: 'broken', shown: file });
    expect(await open(shown)).toMatchObject({
      fault: { code: 'dispute_shown_too_large', facts: { limitKb: 512 } },
    });
    expect(await codeOf(open(shown.slice(1)))).toBe('ok');
  });

  it('cannot be opened with the database alone', async () => {
    const { disputeId } = await disputed(FILE);
    const other = { ...world, shownSecret: Buffer.alloc(32) };
    expect(await codeOf(lookAtDispute(other, admin, { disputeId }))).toBe('dispute_nothing_shown');
  });
});
