/** One kind of movement: where it stands, and its columns, in SQL. */
export interface MovementSource {
  from: string;
  owner: string;
  at: string;
  /** A constant in quotes, or a column. */
  kind: string;
  id: string;
  where?: string;
  columns?: Partial<Record<'amount' | 'moved' | 'state' | 'reason' | 'since' | MovementFact, string>>;
}

type MovementFact = 'job_id' | 'model_id' | 'hash' | 'channel' | 'besides' | 'dispute_id';

/** Money that came, went, or is set aside. */
const MONEY: MovementSource[] = [
  {
    from: 'deposit',
    owner: 'account_id',
    at: 'happened_at',
    kind: `'deposit'`,
    id: `'deposit:' || hash`,
    columns: { amount: 'amount_nano', hash: 'hash', channel: 'channel_address' },
  },
  {
    from: 'refund',
    owner: 'account_id',
    at: 'happened_at',
    kind: `'refund'`,
    id: `'refund:' || hash`,
    columns: {
      ...{ amount: '-amount_nano', hash: 'hash', channel: 'channel_address' },
      besides: 'paid_nano - amount_nano',
    },
  },
  {
    from: 'usage',
    owner: 'account_id',
    at: 'created_at',
    kind: `'spend'`,
    id: `'spend:' || job_id`,
    // What the market paid was never the buyer's.
    where: 'cost_nano > 0 AND NOT EXISTS (SELECT 1 FROM gift g WHERE g.job_id = usage.job_id)',
    columns: { amount: '-cost_nano', job_id: 'job_id', model_id: 'model_id' },
  },
  {
    from: 'usage',
    owner: 'provider_id',
    at: 'created_at',
    kind: `'earn'`,
    id: `'earn:' || job_id`,
    where: 'cost_nano > 0',
    columns: { amount: 'cost_nano - fee_nano', job_id: 'job_id', model_id: 'model_id' },
  },
  {
    from: 'hold',
    owner: 'account_id',
    at: 'created_at',
    kind: `'hold'`,
    id: `'hold:' || job_id`,
    where: `state = 'open' AND channel_address IS NOT NULL`,
    columns: { amount: '-amount_nano', state: `'waiting'`, job_id: 'job_id' },
  },
];

/** What happens to an escrow and changes nothing of what is the buyer's. */
const OF_ESCROWS: MovementSource[] = [
  {
    from: 'channel_event',
    owner: 'account_id',
    at: 'happened_at',
    kind: 'kind',
    id: `kind || ':' || id`,
    columns: {
      moved: `CASE kind WHEN 'claim' THEN -amount_nano WHEN 'allowance' THEN amount_nano END`,
      ...{ hash: 'hash', channel: 'channel_address' },
    },
  },
  {
    // What the market has yet to bring to the chain. Once it is there, it is an event or a refund.
    from: 'outgoing o JOIN channel c ON c.address = o.destination',
    owner: 'c.account_id',
    at: 'o.created_at',
    kind: `CASE o.kind WHEN 'close_now' THEN 'close' ELSE 'claim' END`,
    id: `'outgoing:' || o.id`,
    where: `o.kind IN ('claim', 'close_now') AND o.state IN ('waiting', 'batched', 'refused')`,
    columns: {
      moved: `CASE o.kind WHEN 'claim' THEN c.claimed_nano - substring(o.key FROM '[0-9]+$')::bigint END`,
      state: `CASE o.state WHEN 'batched' THEN 'seen' ELSE o.state END`,
      ...{ reason: 'o.reason', since: 'o.since', hash: 'o.delivered_hash', channel: 'o.destination' },
    },
  },
];

const OF_PROVIDERS: MovementSource[] = [
  {
    from: 'payout',
    owner: 'account_id',
    at: 'created_at',
    kind: `'payout'`,
    id: `'payout:' || id`,
    columns: {
      amount: `CASE state WHEN 'paid' THEN -amount_nano ELSE 0 END`,
      moved: `CASE state WHEN 'paid' THEN NULL ELSE -amount_nano END`,
      state: `CASE state WHEN 'paid' THEN 'final' WHEN 'refused' THEN 'refused' WHEN 'sent' THEN 'seen' ELSE 'waiting' END`,
      ...{ reason: 'reason', since: 'since', hash: 'hash', channel: 'address' },
    },
  },
];

/** What a decided dispute gave back: to the buyer, and out of what the provider had earned. */
const OF_DISPUTES: MovementSource[] = [
  {
    // An escrow that closed before may have given its buyer that money already: nothing more is theirs then.
    from: `dispute d LEFT JOIN LATERAL (SELECT sum(p.amount_nano) AS nano FROM transfer t
      JOIN posting p ON p.transfer_id = t.id JOIN ledger_account la ON la.id = p.ledger_account_id
      WHERE t.key = 'had:' || d.job_id AND la.account_id = d.opener_id AND la.kind = 'deposited') had ON true`,
    owner: 'd.opener_id',
    at: 'd.since',
    kind: `'given_back'`,
    id: `'given_back:' || d.id`,
    where: `d.state = 'refunded'`,
    columns: {
      amount: 'd.refund_nano + COALESCE(had.nano, 0)::bigint',
      moved: 'CASE WHEN had.nano IS NOT NULL THEN d.refund_nano END',
      ...{ job_id: 'd.job_id', dispute_id: 'd.id' },
    },
  },
  {
    from: 'dispute d',
    owner: 'd.provider_id',
    at: 'd.since',
    kind: `'taken_back'`,
    id: `'taken_back:' || d.id`,
    where: `d.state = 'refunded' AND d.provider_nano > 0`,
    columns: { amount: '-d.provider_nano', job_id: 'd.job_id', dispute_id: 'd.id' },
  },
  {
    // What a closed escrow still owed its payer after that, out of the market's wallet into theirs.
    from: `channel c JOIN outgoing o ON o.destination = c.payer AND o.kind = 'credit'
      AND starts_with(o.key, 'credit:' || c.address || ':')`,
    owner: 'c.account_id',
    at: 'o.created_at',
    kind: `'credit'`,
    id: `'credit:' || o.id`,
    columns: {
      amount: '-o.value_nano',
      state: `CASE o.state WHEN 'done' THEN 'final' WHEN 'batched' THEN 'seen' WHEN 'waiting' THEN 'waiting' ELSE 'refused' END`,
      reason: 'o.reason',
      since: `CASE WHEN o.state <> 'done' THEN o.since END`,
      hash: 'o.sent_hash',
      channel: 'c.address',
    },
  },
];

export const MOVEMENT_SOURCES: readonly MovementSource[] = [...MONEY, ...OF_DISPUTES, ...OF_ESCROWS, ...OF_PROVIDERS];
