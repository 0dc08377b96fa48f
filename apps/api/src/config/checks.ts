import * as z from 'zod';
import { whole } from './values.ts';

/** What the market asks machines itself. */
export interface ChecksConfig {
  checks: {
    /** How often it is looked which machines are due for a measurement or a canary; 0 asks none. */
    everyMs: number;
  };
  /** What the verified tier asks for besides identity and measured hardware. */
  verified: { days: number; answers: number; successPercent: number };
}

export const checksVariables = z.object({
  CHECK_SECONDS: whole(0, 3_600).default(5),
  VERIFIED_DAYS: whole(0, 30).default(7),
  VERIFIED_ANSWERS: whole(0, 1_000_000).default(200),
  VERIFIED_SUCCESS_PERCENT: whole(50, 100).default(97),
});

export const toChecksConfig = (env: z.output<typeof checksVariables>): ChecksConfig => ({
  checks: { everyMs: env.CHECK_SECONDS * 1000 },
  verified: {
    days: env.VERIFIED_DAYS,
    answers: env.VERIFIED_ANSWERS,
    successPercent: env.VERIFIED_SUCCESS_PERCENT,
  },
});
