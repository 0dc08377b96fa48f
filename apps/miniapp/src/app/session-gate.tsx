import { lazy, type ReactNode, use } from 'react';
import type { LogInOutcome } from './log-in.ts';

const WelcomePage = lazy(() => import('./welcome-page.tsx'));

/** Lets in who is logged in, and everybody to the policy; tells everyone else what to do. */
export function SessionGate({ login, children }: { login: Promise<LogInOutcome>; children: ReactNode }) {
  const outcome = use(login);
  return outcome.kind === 'in' || location.pathname === '/policy' ? (
    children
  ) : (
    <WelcomePage error={outcome.kind === 'failed' ? outcome.error : null} />
  );
}
