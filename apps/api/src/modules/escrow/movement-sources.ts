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

type MovementFact = 'job_id' | 'model_id' | 'hash' | 'channel' | 'besides';

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
    where: 'cost_nano > 0',
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
    where: `state = 'open'`,
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

export const MOVEMENT_SOURCES: readonly MovementSource[] = [...MONEY, ...OF_ESCROWS, ...OF_PROVIDERS];
