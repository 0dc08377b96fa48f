import { api } from '../lib/api/index.ts';
import { readStartParam } from '../lib/links/index.ts';
import type { LogInOutcome } from './log-in.ts';

/** Goes where the link leads that opened the app, and remembers whose it was once we know who came. */
export function openLink(param: string, login: Promise<LogInOutcome>): void {
  const { path, referrerId } = readStartParam(param);
  if (path !== null) history.replaceState(null, '', path);
  if (referrerId !== null) void login.then((outcome) => noteReferrer(outcome, referrerId));
}

/** Nothing for the person to hear of, whatever becomes of it. */
async function noteReferrer({ kind }: LogInOutcome, referrerId: string): Promise<void> {
  if (kind === 'in') await api.promotions.cameBy.mutate({ referrerId }).catch(() => undefined);
}
