import type * as z from 'zod';
import { allowListVariables } from './allow-list.ts';
import { brokerVariables } from './broker.ts';
import { chainVariables } from './chain.ts';
import { checksVariables } from './checks.ts';
import { earningsVariables } from './earnings.ts';
import { limitsVariables } from './limits.ts';
import { loginVariables } from './login.ts';
import { pricesVariables } from './prices.ts';
import { reviewVariables } from './review.ts';

/** All variables of the environment that a broker reads. */
export const variables = brokerVariables
  .extend(loginVariables.shape)
  .extend(chainVariables.shape)
  .extend(allowListVariables.shape)
  .extend(earningsVariables.shape)
  .extend(pricesVariables.shape)
  .extend(limitsVariables.shape)
  .extend(checksVariables.shape)
  .extend(reviewVariables.shape);

export type Variables = z.output<typeof variables>;

export type Environ = Record<string, string | undefined>;

/** What is set to nothing is not set. */
export const withoutEmpty = (environ: Environ) =>
  Object.fromEntries(Object.entries(environ).filter(([, value]) => value !== undefined && value !== ''));

/** One sentence for each, which names its variable. */
export const faultsOf = ({ issues }: z.ZodError): string[] =>
  issues.map((issue) => `${issue.path.join('.')}: ${issue.message}`);
