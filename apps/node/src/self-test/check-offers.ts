import type { OfferedModel } from '@spindle/shared';
import type { Membership } from '../home/membership.ts';
import type { ServedModel } from '../models.ts';
import { type Finding, failing, fine } from './finding.ts';

/** The listing offers what this node runs. */
export function checkOffers({ offers }: Pick<Membership, 'offers'>, served: readonly ServedModel[]): Finding {
  const names = (list: readonly Pick<OfferedModel, 'model'>[]) => list.map(({ model }) => model).join(', ') || '–';
  const both = served.filter(({ model }) => offers.some((offer) => offer.model === model));
  if (both.length > 0) return fine('offers', `the listing offers ${names(both)}`, { models: names(both) });
  return failing('offers', { code: 'node_offers', facts: { running: names(served), offered: names(offers) } });
}
