import { lazy, type ReactNode, use } from 'react';
import type { LogInOutcome } from './log-in.ts';

const WelcomePage = lazy(() => import('./welcome-page.tsx'));

/** Pages for everybody. */
const OPEN = ['/policy', '/receipt'];

/** Lets in who is logged in, and everybody to the open pages; tells everyone else what to do. */
export function SessionGate({ login, children }: { login: Promise<LogInOutcome>; children: ReactNode }) {
  const outcome = use(login);
  return outcome.kind === 'in' || OPEN.includes(location.pathname) ? (
    children
  ) : (
    <WelcomePage error={outcome.kind === 'failed' ? outcome.error : null} />
  );
}
