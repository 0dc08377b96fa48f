import { unwrap } from '@spindle/shared';
import { afterAll, describe, expect, it } from 'vitest';
import type { Actor } from '../accounts/index.ts';
import { actorOf, codeOf, openDisputeScene } from '../moderation/disputes/testing/dispute-scene.ts';
import {
  answerReview,
  hideReview,
  removeReview,
  reviewRights,
  reviewsForAdmin,
  reviewsForProvider,
  reviewsOf,
  showReview,
  writeReview,
} from './index.ts';
import { CHANGE_PAUSE_MS, DAY_MS, LEAST_ANSWERS, LOOK_BACK_MS, MOST_A_DAY, MOST_CHARS } from './limits.ts';

const { world, provider, admin, buyer, answered } = await openDisputeScene();
const sql = world.db.pool;
afterAll(() => world.close());

const WHY = 'It names another person.';
const later = (ms: number) => world.clock.set(world.clock.nowMs() + ms);
const listing = () => world.listing(provider.accountId);
const person = async () => actorOf(await world.person());

/** Answers of the listing that this person has paid. */
async function pay(actor: Actor, listingId: string, answers = LEAST_ANSWERS, costNano = 10n): Promise<void> {
  for (let at = 0; at < answers; at++) {
    // The rows of the scene's own buyer are copied: they are as the relay writes them.
    const { jobId } = (await answered()).hold;
    await sql.query(
      `UPDATE usage SET account_id = $2, listing_id = $3, cost_nano = $4, fee_nano = 0, created_at = $5 WHERE job_id = $1`,
      [jobId, actor.accountId, listingId, costNano, new Date(world.clock.nowMs())],
    );
  }
}

async function payer(listingId: string): Promise<Actor> {
  const actor = await person();
  await pay(actor, listingId);
  return actor;
}

/** What the trigger has counted, beside what the rows add up to. */
async function sums(listingId: string) {
  const { rows } = await sql.query<{ counted: string; added: string }>(
    `SELECT l.review_count || '/' || l.review_stars AS counted,
       (SELECT count(*) || '/' || COALESCE(sum(stars), 0) FROM review r WHERE r.listing_id = l.id AND r.hidden_at IS NULL) AS added
     FROM listing l WHERE l.id = $1`,
    [listingId],
  );
  expect(rows[0]?.counted).toBe(rows[0]?.added);
  return rows[0]?.counted;
}

const audited = async (reviewId: string) =>
  (await sql.query('SELECT action, reason FROM audit_entry WHERE subject = $1 ORDER BY seq', [`review:${reviewId}`]))
    .rows;
const told = async (listingId: string) =>
  (
    await sql.query(
      `SELECT kind, account_id FROM outbox_event WHERE subject = $1 AND kind LIKE 'review%' ORDER BY id`,
      [`listing:${listingId}`],
    )
  ).rows.map(({ kind, account_id }) => [kind, account_id]);

describe('a review', () => {
  it('is by those who paid, in answers or in coins, and not with gifts', async () => {
    const listingId = await listing();
    const nobody = await person();
    const write = (actor: Actor) => codeOf(writeReview(world, actor, { listingId, stars: 5 }));
    expect(await write(nobody)).toBe('review_not_paid');
    await pay(nobody, listingId, LEAST_ANSWERS - 1);
    expect(unwrap(await reviewRights(world, nobody, { listingId }))).toEqual({
      mine: null,
      refusal: { code: 'review_not_paid', facts: { answers: LEAST_ANSWERS - 1, least: LEAST_ANSWERS } },
      isProvider: false,
    });
    const other = await listing();
    await pay(nobody, other, 1);
    expect(await write(nobody)).toBe('review_not_paid');
    await pay(nobody, listingId, 1);
    expect(await write(nobody)).toBe('ok');
    const rich = await person();
    await pay(rich, listingId, 1, 1_000_000n);
    expect(await write(rich)).toBe('ok');

    const guest = await payer(listingId);
    await sql.query(
      `INSERT INTO gift (job_id, account_id, address_hash, state, hold_nano, created_at)
       SELECT job_id, account_id, '', 'settled', 1, now() FROM usage WHERE account_id = $1 LIMIT 1`,
      [guest.accountId],
    );
    expect(await write(guest)).toBe('review_not_paid');
    const free = await payer(listingId);
    await sql.query('UPDATE usage SET cost_nano = 0 WHERE account_id = $1', [free.accountId]);
    expect(await write(free)).toBe('review_not_paid');
    const unsettled = await payer(listingId);
    await sql.query('UPDATE usage SET receipt = NULL, receipt_signature = NULL WHERE account_id = $1', [
      unsettled.accountId,
    ]);
    expect(await write(unsettled)).toBe('review_not_paid');
    expect(await sums(listingId)).toBe('2/10');
  });

  it('is one for each buyer, changes, goes, and says neither who wrote it nor at which hour', async () => {
    const listingId = await listing();
    const actor = await payer(listingId);
    const first = unwrap(
      await writeReview(world, actor, { listingId, stars: 2, words: '  Slow in the\n\n\n\nevening. ' }),
    );
    expect(first).toMatchObject({ stars: 2, words: 'Slow in the\n\nevening.', changedDayMs: null, hidden: null });
    expect(await codeOf(writeReview(world, actor, { listingId, stars: 4 }))).toBe('review_too_soon');
    // What was paid lies too far back to be found by then.
    later(LOOK_BACK_MS + CHANGE_PAUSE_MS);
    const second = unwrap(await writeReview(world, actor, { listingId, stars: 4, words: '' }));
    expect(second).toMatchObject({ reviewId: first.reviewId, stars: 4, words: null });
    const page = unwrap(await reviewsOf(world, { listingId }));
    expect(page).toMatchObject({ count: 1, stars: 4, spread: [0, 0, 0, 1, 0], next: null });
    const [shown] = page.items;
    expect(shown).toEqual({
      ...{ reviewId: first.reviewId, stars: 4, words: null, answer: null },
      ...{ dayMs: first.dayMs, changedDayMs: expect.any(Number) },
    });
    for (const ms of [shown?.dayMs, shown?.changedDayMs]) expect((ms ?? 1) % DAY_MS).toBe(0);
    expect(await codeOf(removeReview(world, provider, { reviewId: first.reviewId }))).toBe('not_found');
    unwrap(await removeReview(world, actor, { reviewId: first.reviewId }));
    expect(await sums(listingId)).toBe('0/0');
    expect(await told(listingId)).toEqual([['review_written', provider.accountId]]);
  });

  it('is one though it is sent twice at once, and five a day', async () => {
    const actor = await person();
    const listings = await Promise.all(Array.from({ length: MOST_A_DAY + 1 }, listing));
    for (const listingId of listings) await pay(actor, listingId);
    const [firstId = '', ...others] = listings;
    const codes = await Promise.all(
      [1, 2].map((stars) => codeOf(writeReview(world, actor, { listingId: firstId, stars }))),
    );
    expect(codes.toSorted()).toEqual(['ok', 'review_too_soon']);
    for (const [at, listingId] of others.entries()) {
      const code = await codeOf(writeReview(world, actor, { listingId, stars: 1 }));
      expect(code).toBe(at + 1 < MOST_A_DAY ? 'ok' : 'review_limit');
    }
    later(DAY_MS);
    expect(await codeOf(writeReview(world, actor, { listingId: others.at(-1) ?? '', stars: 1 }))).toBe('ok');
  });

  it('is not by the provider, nor by who shares a wallet or a machine with them', async () => {
    const listingId = await listing();
    await pay(provider, listingId);
    expect(await codeOf(writeReview(world, provider, { listingId, stars: 5 }))).toBe('review_own');
    expect(unwrap(await reviewRights(world, provider, { listingId }))).toMatchObject({ isProvider: true });
    const [friend, twin, stranger] = [await payer(listingId), await payer(listingId), await payer(listingId)];
    await world.addChannel(provider.accountId, 1n);
    await sql.query(`UPDATE channel SET payer = '0:77' WHERE account_id IN ($1, $2)`, [
      provider.accountId,
      friend.accountId,
    ]);
    await world.addChannel(friend.accountId, 1n);
    await sql.query(`UPDATE channel SET payer = '0:77' WHERE account_id = $1`, [friend.accountId]);
    await world.addChannel(stranger.accountId, 1n);
    await sql.query(`UPDATE channel SET payer = '0:78' WHERE account_id = $1`, [stranger.accountId]);
    const own = await world.listing(twin.accountId);
    for (const [at, id] of [listingId, own].entries())
      await sql.query(
        `INSERT INTO node (id, listing_id, identity_key, program, hardware, report)
         VALUES (gen_random_uuid(), $1, $2, 'x', '{}', '{"fingerprints": ["one-card"]}')`,
        [id, `${listingId}-${at}`],
      );
    const write = (actor: Actor) => codeOf(writeReview(world, actor, { listingId, stars: 5 }));
    expect([await write(friend), await write(twin), await write(stranger)]).toEqual([
      'review_tied',
      'review_tied',
      'ok',
    ]);
  });

  it('is refused for too many letters, links, and listings that nobody may see', async () => {
    const listingId = await listing();
    const actor = await payer(listingId);
    const write = (words: string) => codeOf(writeReview(world, actor, { listingId, stars: 3, words }));
    expect(await write('я'.repeat(MOST_CHARS + 1))).toBe('review_words');
    expect(await write('cheaper at t.me/other')).toBe('review_link');
    await sql.query(`UPDATE listing SET state = 'in_review' WHERE id = $1`, [listingId]);
    expect(await write('Good.')).toBe('not_found');
    expect(await codeOf(reviewsOf(world, { listingId }))).toBe('not_found');
  });

  it('comes by pages, newest first', async () => {
    const listingId = await listing();
    for (const stars of [1, 2, 3]) {
      later(1_000);
      unwrap(await writeReview(world, await payer(listingId), { listingId, stars }));
    }
    const first = unwrap(await reviewsOf(world, { listingId, limit: 2 }));
    expect(first.items.map(({ stars }) => stars)).toEqual([3, 2]);
    const second = unwrap(await reviewsOf(world, { listingId, limit: 2, cursor: first.next ?? '' }));
    expect(second).toMatchObject({ items: [{ stars: 1 }], next: null });
    expect(await codeOf(reviewsOf(world, { listingId, cursor: 'x' }))).toBe('invalid_input');
  });
});

describe('the provider', () => {
  it('answers once, in words that others can read', async () => {
    const listingId = await listing();
    const actor = await payer(listingId);
    const { reviewId } = unwrap(await writeReview(world, actor, { listingId, stars: 1, words: 'It stopped twice.' }));
    expect(unwrap(await reviewsForProvider(world, provider, { listingId }))).toMatchObject([{ canAnswer: true }]);
    expect(await codeOf(reviewsForProvider(world, actor, { listingId }))).toBe('not_found');
    const answer = (by: Actor, words: string) => codeOf(answerReview(world, by, { reviewId, words }));
    expect(await answer(actor, 'I answer myself.')).toBe('not_found');
    expect(await answer(provider, 'No.')).toBe('review_words_needed');
    expect(await answer(provider, 'Write to @my_channel please')).toBe('review_link');
    const both = await Promise.all([answer(provider, 'A driver was bad, sorry.'), answer(provider, 'And once more.')]);
    expect(both.toSorted()).toEqual(['ok', 'review_answered']);
    expect(unwrap(await reviewsOf(world, { listingId })).items[0]?.answer).toMatchObject({ dayMs: expect.any(Number) });
    expect(await told(listingId)).toEqual([
      ['review_written', provider.accountId],
      ['review_answered', actor.accountId],
    ]);
  });
});

describe('an admin', () => {
  it('hides with a reason that its writer reads, and shows again; each is an entry of the log', async () => {
    const listingId = await listing();
    const actor = await payer(listingId);
    const { reviewId } = unwrap(await writeReview(world, actor, { listingId, stars: 1, words: 'Ivan is a thief.' }));
    const hide = { reviewId, part: 'review', reason: WHY } as const;
    expect(await codeOf(hideReview(world, admin, { ...hide, reason: 'short' }))).toBe('reason_required');
    expect(await codeOf(hideReview(world, actor, hide))).toBe('review_side');
    expect(await codeOf(hideReview(world, provider, hide))).toBe('review_side');
    unwrap(await hideReview(world, admin, hide));
    // A second click is told what the first did; a second admin, that it is done.
    unwrap(await hideReview(world, admin, hide));
    expect(await codeOf(hideReview(world, buyer, hide))).toBe('review_state');
    expect(await sums(listingId)).toBe('0/0');
    expect(unwrap(await reviewsOf(world, { listingId }))).toMatchObject({
      count: 0,
      spread: [0, 0, 0, 0, 0],
      items: [],
    });
    expect(unwrap(await reviewRights(world, actor, { listingId })).mine?.hidden).toMatchObject({ reason: WHY });
    expect(await codeOf(removeReview(world, actor, { reviewId }))).toBe('review_hidden');
    expect(await codeOf(answerReview(world, provider, { reviewId, words: 'I am no thief.' }))).toBe('review_hidden');

    later(CHANGE_PAUSE_MS);
    unwrap(await writeReview(world, actor, { listingId, stars: 2, words: 'Half of it was missing.' }));
    expect(await sums(listingId)).toBe('0/0');
    const hidden = unwrap(await reviewsForAdmin(world, admin, { isHidden: true }));
    expect(hidden.items.find((it) => it.reviewId === reviewId)).toMatchObject({
      isChangedSince: true,
      words: 'Half of it was missing.',
      writer: { accountId: actor.accountId, paidAnswers: LEAST_ANSWERS },
      whoDecides: { barred: null },
    });
    // A side of it is told beforehand, and the provider not whose it is.
    const seenBy = async (who: typeof admin) =>
      unwrap(await reviewsForAdmin(world, who, { isHidden: true })).items.find((it) => it.reviewId === reviewId);
    expect(await seenBy(actor)).toMatchObject({ whoDecides: { barred: 'review_side' } });
    expect(await seenBy(provider)).toMatchObject({ whoDecides: { barred: 'review_side' }, writer: null });
    unwrap(await showReview(world, admin, { ...hide, reason: 'It was changed.' }));
    expect(await sums(listingId)).toBe('1/2');
    expect((await audited(reviewId)).map(({ action }) => action)).toEqual(['review.hide', 'review.show']);
    expect(await told(listingId)).toEqual([
      ['review_written', provider.accountId],
      ['review_decided', actor.accountId],
      ['review_decided', actor.accountId],
    ]);
  });

  it('hides what a provider answered, and the review stays', async () => {
    const listingId = await listing();
    const actor = await payer(listingId);
    const { reviewId } = unwrap(await writeReview(world, actor, { listingId, stars: 3 }));
    const hide = { reviewId, part: 'answer', reason: WHY } as const;
    expect(await codeOf(hideReview(world, admin, hide))).toBe('review_state');
    unwrap(await answerReview(world, provider, { reviewId, words: 'You are a fool, buyer.' }));
    unwrap(await hideReview(world, admin, hide));
    expect(unwrap(await reviewsOf(world, { listingId })).items).toMatchObject([{ stars: 3, answer: null }]);
    expect(unwrap(await reviewsForProvider(world, provider, { listingId }))).toMatchObject([
      { canAnswer: false, answerHiddenReason: WHY },
    ]);
    expect((await told(listingId)).at(-1)).toEqual(['review_decided', provider.accountId]);
    unwrap(await showReview(world, admin, hide));
    expect(unwrap(await reviewsOf(world, { listingId })).items[0]?.answer?.words).toBe('You are a fool, buyer.');
  });

  it('reads all of them by pages', async () => {
    const first = unwrap(await reviewsForAdmin(world, admin, { isHidden: false, limit: 2 }));
    const second = unwrap(await reviewsForAdmin(world, admin, { isHidden: false, limit: 2, cursor: first.next ?? '' }));
    const ids = [...first.items, ...second.items].map(({ reviewId }) => reviewId);
    expect(new Set(ids).size).toBe(4);
    expect(await codeOf(reviewsForAdmin(world, admin, { isHidden: false, cursor: '1_x' }))).toBe('invalid_input');
  });
});
