import { type AccountId, unwrap } from '@spindle/shared';
import type { Actor } from '../../../accounts/index.ts';
import { findDifferencesOfBooks } from '../../../audit/books.repo.ts';
import { movements } from '../../../escrow/index.ts';
import { createLedgerWorld } from '../../../ledger/testing/index.ts';
import { createUsage } from '../../../usage/index.ts';
import { type Job, type Jobs, makeJobs } from '../../../usage/testing/index.ts';
import { DAY_MS } from '../clock-times.ts';
import { openDispute, shownSecretOf } from '../index.ts';

export const DISPUTE_DAYS = 30;
/** What each answer costs. */
export const COST = 9_667n;

export const actorOf = (accountId: AccountId) =>
  ({ accountId, roles: ['buyer'], via: { kind: 'session' } }) as unknown as Actor;
export const codeOf = async (answer: Promise<{ ok: boolean; fault?: { code: string } }>) =>
  (await answer).fault?.code ?? 'ok';

/** A buyer with money, a provider who answers, an admin, and what the books say of them. */
export async function openDisputeScene() {
  const ledgerWorld = await createLedgerWorld();
  const shownSecret = shownSecretOf('5e'.repeat(32));
  const rules = { disputeMs: () => DISPUTE_DAYS * DAY_MS, offerMemory: { clear: () => {} }, shownSecret };
  const world = { ...ledgerWorld, ...rules };
  const usage = createUsage({ ...world, log: { warn: () => {}, error: () => {} } });
  const buyer = actorOf(await world.buyer({ depositedNano: 10n ** 9n }));
  const [provider, admin] = [actorOf(await world.person()), actorOf(await world.person())];
  const jobs = makeJobs(world, { buyer: buyer.accountId, provider: provider.accountId });
  const answered = async (more: Parameters<Jobs['open']>[0] = {}): Promise<Job> => {
    const job = await jobs.open(more);
    await usage.record(await jobs.recordFor(job));
    return job;
  };
  return {
    ...{ world, usage, buyer, provider, admin, jobs, answered },
    /** An answer that its buyer disputes. */
    disputed: async (shown?: string): Promise<{ jobId: string; disputeId: string }> => {
      const { jobId } = (await answered()).hold;
      const { disputeId } = unwrap(await openDispute(world, buyer, { jobId, code: 'cut_short', shown }));
      return { jobId, disputeId };
    },
    /** Every difference in the books. */
    clean: async () => [...(await world.ledger.audit()), ...(await findDifferencesOfBooks(world.db.pool))],
    balance: (of: Actor) => world.ledger.balancesOf(of.accountId),
    moved: async (of: Actor, kind: string) =>
      unwrap(await movements(world, of, {})).items.filter((it) => it.kind === kind),
  };
}
