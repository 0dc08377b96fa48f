import type { AccountId, Earnings, EarningsStatement } from '@spindle/shared';
import type { Database } from '../../platform/index.ts';
import type { EarningsAccount } from './earnings-account.ts';
import { readChangedSince, readMoment, readProvidersOf, readTold, type Told } from './statements.repo.ts';

/** A node that is linked to this broker. */
export interface LinkedNode {
  readonly nodeId: string;
  readonly listingId: string;
}

export interface TellDeps {
  db: Database;
  /** Whether we can promise at all. */
  canPromise: boolean;
  nodes: {
    linked(): readonly LinkedNode[];
    /** @returns false when the node did not take it: it is from before, did not believe it, or is gone. */
    tellEarnings(nodeId: string, earnings: Earnings): Promise<boolean>;
  };
}

/** Changes are looked for so far back: a transaction's mark is older than the moment it can be seen. */
const OVERLAP_MS = 30_000;
/** A node that did not take it is told again after so many rounds, or when something changes. */
const ROUNDS_UNTIL_AGAIN = 30;
const MAX_ACCOUNTS = 50;

/**
 * Brings vouchers to the machines whose provider they are for: to each what has changed since it was told, and all to one
 * that has just linked. @returns what does one round of it.
 */
export function createTeller({ db, canPromise, nodes }: TellDeps): () => Promise<void> {
  const told = new WeakMap<LinkedNode, { text: string; againIn: number }>();
  const providers = new Map<string, AccountId>();
  let since = new Date(0);

  async function providersOf(linked: readonly LinkedNode[]): Promise<void> {
    const unknown = [...new Set(linked.map(({ listingId }) => listingId))].filter((id) => !providers.has(id));
    if (unknown.length === 0) return;
    for (const [listingId, accountId] of await readProvidersOf(db.pool, unknown)) providers.set(listingId, accountId);
  }

  async function tell(node: LinkedNode, earnings: Earnings): Promise<void> {
    const text = JSON.stringify(earnings);
    const before = told.get(node);
    if (before?.text === text && before.againIn !== 0) return;
    const isTaken = await nodes.tellEarnings(node.nodeId, earnings);
    told.set(node, { text, againIn: isTaken ? -1 : ROUNDS_UNTIL_AGAIN });
  }

  /** Nodes that were never told, that did not take it a while ago, or of whose provider something changed. */
  function waiting(linked: readonly LinkedNode[], changed: ReadonlySet<AccountId>): LinkedNode[] {
    return linked.filter((node) => {
      const before = told.get(node);
      if (before && before.againIn > 0) before.againIn -= 1;
      const provider = providers.get(node.listingId);
      return !before || before.againIn === 0 || (provider !== undefined && changed.has(provider));
    });
  }

  return async () => {
    const linked = nodes.linked();
    if (linked.length === 0) return;
    const moment = await readMoment(db.pool);
    const changed = await readChangedSince(db.pool, new Date(since.getTime() - OVERLAP_MS));
    await providersOf(linked);
    const due = waiting(linked, changed);
    const owners = [...new Set(due.flatMap(({ listingId }) => providers.get(listingId) ?? []))];
    const statements = await readTold(db.pool, owners);
    await Promise.all(
      due.map((node) => {
        const provider = providers.get(node.listingId);
        return tell(node, statementOf(provider && statements.get(provider), canPromise));
      }),
    );
    since = moment;
  };
}

function statementOf(known: Told | undefined, canPromise: boolean): Earnings {
  const why = !canPromise ? 'earnings_unpromised' : known?.currentAddress ? null : 'wallet_required';
  return { accounts: (known?.accounts ?? []).slice(0, MAX_ACCOUNTS).map(toStatement), why };
}

function toStatement(account: EarningsAccount): EarningsStatement {
  const { address, networkId, payer, payee, sessionKey, closeDelaySeconds, salt, signature } = account;
  return {
    address,
    terms: { networkId, payer, payee, sessionKey, closeDelaySeconds, salt },
    promisedNano: String(account.promisedNano),
    signature,
    depositedNano: String(account.depositedNano),
    claimedNano: String(account.claimedNano),
  };
}
