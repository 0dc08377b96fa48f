import { fail } from '@spindle/shared';
import type { Dialect } from '../http/dialect.ts';
import { goOnWhenTold } from '../http/go-on.ts';
import { costOf } from './cost.ts';
import { faultOfCocoon } from './errors.ts';
import { shapeFor } from './shape.ts';
import { checkBalance, isBalanceLow, Stats } from './stats.ts';
import { coefficientOf, workersOf } from './workers.ts';

const MOST_SLOTS = 64;

/**
 * A Cocoon client-runner (github.com/TelegramMessenger/cocoon, `runners/client`), whose owner sells on what it buys there.
 * Its faults that matter here: requests that hang for ever when a worker refuses them, so the deadlines are ours; a crash
 * when its statistics are read before it is ready, so they are read one at a time and late; a counter of successes that
 * counts failures, so it is not looked at.
 */
export const cocoon: Dialect = {
  kind: 'cocoon',
  name: 'Cocoon',
  ports: [10000],
  isIts: (listed) => listed.some(({ told }) => Array.isArray(told.workers)),
  attach: (server) => {
    const stats = new Stats(server);
    let maxCoefficient: number | null = null;
    return {
      health: async (listed, name) => {
        const workers = workersOf(listed, name);
        maxCoefficient = coefficientOf(workers);
        if (workers.length === 0) return fail('cocoon_no_workers', { model: name });
        return checkBalance((await stats.read())?.balanceNano ?? null);
      },
      describe: async (listed, name) => {
        const workers = name === null ? [] : workersOf(listed, name);
        const places = workers.reduce((all, { places }) => all + places, 0);
        const told = workers.length > 0 ? await stats.read() : null;
        const cost = told?.prices && costOf(told.prices, coefficientOf(workers) ?? 0);
        const low = isBalanceLow(told?.balanceNano ?? null);
        return {
          version: told?.version ?? null,
          // It tells neither what its workers run exactly nor for how long a context.
          models: listed.map(({ id }) => ({ name: id, revision: null, quantisation: null, contextLength: null })),
          slots: places > 0 ? Math.min(places, MOST_SLOTS) : null,
          ...(cost && { cost }),
          warnings: [...(low ? [low] : []), ...(workers.length > 0 && !told ? [fail('cocoon_stats').fault] : [])],
        };
      },
      readLoad: async () => null,
      shape: (body, ask) => shapeFor(body, ask, maxCoefficient),
      faultOf: faultOfCocoon,
    };
  },
  slots: 4,
  patience: { firstMs: 60_000, idleMs: 20_000 },
  presumed: ['json', 'json_schema', 'n'],
  trials: [],
  goOn: goOnWhenTold,
  isKeptAlive: false,
};
