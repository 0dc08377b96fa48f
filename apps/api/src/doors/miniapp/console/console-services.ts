import type { Result } from '@spindle/shared';
import type { Actor } from '../../../modules/accounts/shapes.ts';
import type * as console from '../../../modules/console/shapes.ts';
import type * as listings from '../../../modules/listings/shapes.ts';
import type * as usage from '../../../modules/usage/shapes.ts';

type Answer<Value> = Promise<Result<Value>>;

/** A provider's console: machines, earnings by time, prices, maintenance. */
export interface ConsoleServices {
  checklist(actor: Actor, input: { listingId: string }): Answer<console.EarningChecklist>;
  chart(actor: Actor, input: usage.EarnChartInput): Answer<usage.EarnChart>;
  /** Where earnings of a period can be downloaded, for ten minutes, by whoever has the address. */
  exportLink(actor: Actor, input: usage.EarnRange): Answer<{ path: string }>;
  prices(actor: Actor, input: { modelId: string; listingId?: string | undefined }): Answer<console.PriceAdvice>;
  windows(actor: Actor, input: { listingId: string }): Answer<listings.WindowView[]>;
  planWindow(actor: Actor, input: listings.PlanWindowInput): Answer<listings.WindowView[]>;
  endWindow(actor: Actor, input: { listingId: string; windowId: string }): Answer<listings.WindowView[]>;
  retireNode(actor: Actor, input: { nodeId: string }): Answer<null>;
  moveNode(actor: Actor, input: { nodeId: string; listingId: string }): Answer<null>;
  estimateCatalog(): Answer<listings.EarnCatalog>;
  estimate(input: console.EstimateInput): Answer<console.EstimateView>;
}
