import type { ListedModel } from '../http/list-models.ts';
import { listIn, numberIn, objectOf, sizeIn } from '../told.ts';

/** A machine that would answer. Its coefficient is its price: 1000 is the network's own. */
export interface Worker {
  coefficient: number;
  /** Answers at a time that it takes. */
  places: number;
}

/** The workers that a model's entry names; one without a price is none. */
export function workersOf(listed: readonly ListedModel[], name: string): Worker[] {
  const told = listed.find(({ id }) => id === name)?.told.workers;
  return listIn(told).flatMap((raw) => {
    const { coefficient, max_running_requests: places } = objectOf(raw);
    const price = sizeIn(coefficient);
    return price === null ? [] : [{ coefficient: price, places: numberIn(places) ?? 0 }];
  });
}

/**
 * The dearest: the network takes whichever is free, whatever it asks. So much is shown as the cost, and no more is paid,
 * since it is sent along as the limit.
 */
export const coefficientOf = (workers: readonly Worker[]): number | null =>
  workers.length === 0 ? null : Math.max(...workers.map(({ coefficient }) => coefficient));
