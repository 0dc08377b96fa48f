import { type AccountId, fail, ok, type Result } from '@spindle/shared';
import type { Database } from '../../platform/index.ts';
import { DAY_MS } from './days.ts';
import { readEarnLines, readListingTitles } from './earn-chart.repo.ts';
import { foldEarnings, totalEarned } from './fold-earnings.ts';
import type { EarnChart, EarnChartInput, EarnLine, EarnRange } from './shapes.ts';

const BUCKET_MS = { hour: 3_600_000, day: DAY_MS };
/** Hours are kept for 60 days; on a phone 72 columns can be told apart. */
const MOST_BUCKETS = { hour: 72, day: 60 };

type Actor = { accountId: AccountId };

/** What a provider's machines earned by hour or day, told apart by listing or model. Refusal: `invalid_input`. */
export async function earnChart(
  { db }: { db: Database },
  { accountId }: Actor,
  input: EarnChartInput,
): Promise<Result<EarnChart>> {
  const range = alignedRange(input, MOST_BUCKETS[input.bucket]);
  if (!range.ok) return range;
  const { listingId, modelId, ...whole } = range.value;
  const [all, titles] = await Promise.all([
    readEarnLines(db.pool, accountId, whole),
    readListingTitles(db.pool, accountId),
  ]);
  const ofListing = (line: EarnLine) => listingId === undefined || line.listingId === listingId;
  const ofModel = (line: EarnLine) => modelId === undefined || line.modelId === modelId;
  const lines = all.filter((line) => ofListing(line) && ofModel(line));
  const bucketsMs = bucketsOf(whole);
  const titleOf = (id: string) => titles.get(id) ?? null;
  return ok({
    bucketsMs,
    series: foldEarnings(lines, bucketsMs, input.groupBy).map((it) => ({ ...it, name: titleOf(it.id) })),
    total: totalEarned(lines),
    choices: {
      listings: withChosen(
        all.filter(ofModel).map((line) => line.listingId),
        listingId !== undefined && titles.has(listingId) ? listingId : undefined,
      ).map((id) => ({ id, title: titleOf(id) })),
      models: withChosen(
        all.filter(ofListing).map((line) => line.modelId),
        modelId,
      ).sort(),
    },
  });
}

/** Each once, and what is chosen though it earned nothing in this time. */
const withChosen = (ids: readonly string[], chosen: string | undefined): string[] => [
  ...new Set(chosen === undefined ? ids : [...ids, chosen]),
];

/** One line of the download. */
export interface EarnRecord extends EarnLine {
  title: string | null;
}

/** The lines of a period for a download, a day at a time. Refusal: `invalid_input`. */
export async function earnExport(
  { db }: { db: Database },
  { accountId }: Actor,
  input: EarnRange,
): Promise<Result<AsyncIterable<EarnRecord[]>>> {
  const range = alignedRange(input, (MOST_BUCKETS.day * DAY_MS) / BUCKET_MS[input.bucket]);
  if (!range.ok) return range;
  return ok(daysOf(db, accountId, range.value, await readListingTitles(db.pool, accountId)));
}

async function* daysOf(
  db: Database,
  accountId: AccountId,
  range: EarnRange,
  titles: ReadonlyMap<string, string>,
): AsyncGenerator<EarnRecord[]> {
  for (let fromMs = range.fromMs; fromMs < range.toMs; fromMs += DAY_MS) {
    const toMs = Math.min(range.toMs, fromMs + DAY_MS);
    const lines = await readEarnLines(db.pool, accountId, { ...range, fromMs, toMs });
    yield lines.map((line) => ({ ...line, title: titles.get(line.listingId) ?? null }));
  }
}

/** The same with whole buckets, so that a sum never holds half an hour. */
function alignedRange<Range extends EarnRange>(range: Range, most: number): Result<Range> {
  const sizeMs = BUCKET_MS[range.bucket];
  const fromMs = Math.floor(range.fromMs / sizeMs) * sizeMs;
  const toMs = Math.ceil(range.toMs / sizeMs) * sizeMs;
  const count = (toMs - fromMs) / sizeMs;
  if (count >= 1 && count <= most) return ok({ ...range, fromMs, toMs });
  return fail('invalid_input', {
    field: 'period',
    hint: `Give a beginning and an end, up to ${most} ${range.bucket}s.`,
  });
}

function bucketsOf({ fromMs, toMs, bucket }: EarnRange): number[] {
  return Array.from({ length: (toMs - fromMs) / BUCKET_MS[bucket] }, (_, at) => fromMs + at * BUCKET_MS[bucket]);
}
