import * as z from 'zod';
import { whole } from './values.ts';

/** What the market asks machines itself. */
export interface ChecksConfig {
  checks: {
    /** How often it is looked which machines are due for a measurement or a canary; 0 asks none. */
    everyMs: number;
  };
}

export const checksVariables = z.object({
  CHECK_SECONDS: whole(0, 3_600).default(5),
});

export const toChecksConfig = (env: z.output<typeof checksVariables>): ChecksConfig => ({
  checks: { everyMs: env.CHECK_SECONDS * 1000 },
});
