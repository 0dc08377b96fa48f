import { type Environment, parseUsd, uuidv7 } from '@spindle/shared';
import type { Clock, Database, Sql } from '../../../platform/index.ts';
import { insertCloudSeeds, readCloudPrices } from './cloud-prices.repo.ts';
import { CLOUD_SEEDS, type CloudSeed } from './seeds.ts';
import type { CloudPrice, CloudPriceRow, ShownCloudPrice } from './shapes.ts';

/** A price that nobody has held against its page for so long is shown to no buyer. */
export const CLOUD_LIFE_MS = 30 * 24 * 3600_000;

type Deps = { db: Database; clock: Clock };

/**
 * What buyers see beside offers: prices that were checked within 30 days. In the local world, where nobody checks any and
 * nobody is misled, the old ones too, each marked as old under its true date.
 */
export async function shownCloudPrices({ db, clock, env }: Deps & { env: Environment }): Promise<ShownCloudPrice[]> {
  const freshFromMs = clock.nowMs() - CLOUD_LIFE_MS;
  const prices = await readCloudPrices(db.pool, env === 'dev' ? 0 : freshFromMs);
  return prices.map((price) => ({ ...price, isOld: price.checkedAtMs <= freshFromMs }));
}

/** All of them, for admins. */
export async function allCloudPrices({ db, clock }: Deps): Promise<CloudPriceRow[]> {
  const prices = await readCloudPrices(db.pool, null);
  return prices.map((price) => {
    const hiddenFromMs = price.checkedAtMs + CLOUD_LIFE_MS;
    return { ...price, hiddenFromMs, isShown: clock.nowMs() < hiddenFromMs };
  });
}

/** Adds the prices that this version knows and that are not there. Safe at every start. */
export const seedCloudPrices = (sql: Sql): Promise<void> => insertCloudSeeds(sql, CLOUD_SEEDS.map(toPrice));

function toPrice({ usd, checkedOn, ...seed }: CloudSeed): CloudPrice {
  const checkedAtMs = Date.parse(`${checkedOn}T00:00:00Z`);
  return {
    ...seed,
    priceId: uuidv7(checkedAtMs),
    inputMicroUsdPerMTok: microUsd(usd.input),
    cachedInputMicroUsdPerMTok: usd.cached === null ? null : microUsd(usd.cached),
    outputMicroUsdPerMTok: microUsd(usd.output),
    checkedAtMs,
  };
}

function microUsd(text: string): bigint {
  const amount = parseUsd(text);
  if (amount === null) throw new Error(`«${text}» is no price`);
  return amount;
}
