import { describe, expect, it } from 'vitest';
import { hrefOf, KIND_RULES } from '../../../../api/src/modules/notices/kinds.ts';
import { type MarketEvent, MarketEventSchema } from '../../../../api/src/platform/outbox/market-event.ts';
import { routes } from '../../app/routes.tsx';

const ID = '0190a5d4-7e2b-7c1a-9b3e-0123456789ab';
const FACTS = {
  ...{
    listingId: ID,
    nodeId: ID,
    windowId: ID,
    disputeId: ID,
    jobId: ID,
    appealId: ID,
    reviewId: ID,
    modelId: 'm',
    payoutId: 'p',
  },
  ...{ code: 'c', badge: 'verified', setting: 'fee_basis_points', decision: 'approved', side: 'buyer' },
  ...{ sinceMs: 1, offlineMs: 1, startMs: 1, endMs: 1, effectiveFromMs: 1, before: 1, value: 1, percentOfMedian: 250 },
  ...{ stars: 5, part: 'review' },
  ...{ amountNano: '1', refundNano: '1', spendableNano: '1', thresholdNano: '1' },
};

const VARIANTS = [
  {},
  { side: 'provider' },
  { decision: 'granted' },
  { decision: 'hidden' },
  { decision: 'granted', listingId: null },
];

/** Each kind of event with the facts that it takes, and with others where they lead somewhere else. */
const events = MarketEventSchema.options.flatMap((option) =>
  VARIANTS.flatMap((variant) => {
    const all = Object.entries({ ...FACTS, ...variant });
    const facts = Object.fromEntries(all.filter(([name]) => name in option.shape.facts.shape));
    const kind = option.shape.kind.value;
    const read = MarketEventSchema.safeParse({ kind, accountId: ID, subject: `account:${ID}`, facts });
    return read.success ? [read.data] : [];
  }),
);

const isAddress = (href: string): boolean =>
  routes.some(({ path }) => {
    const pattern = path.replace(/\/:\w+\?/g, '(/[^/]+)?').replace(/:\w+/g, '[^/]+');
    return new RegExp(`^${pattern}$`).test(href);
  });

describe('where a notice leads', () => {
  it('is looked at for every kind', () => {
    expect([...new Set(events.map(({ kind }) => kind))].sort()).toEqual(Object.keys(KIND_RULES).sort());
  });

  it.each<[string, MarketEvent]>(events.map((event) => [`${event.kind} ${hrefOf(event)}`, event]))('%s', (_, event) => {
    const href = hrefOf(event);
    if (href !== null) expect(isAddress(href.split('?')[0] ?? '')).toBe(true);
    else expect(event.kind).toBe('account_banned');
  });

  it('is told from what leads nowhere', () => {
    expect(['/earn/nodes/x', '/nowhere', '/earn/'].map(isAddress)).toEqual([false, false, false]);
  });
});
