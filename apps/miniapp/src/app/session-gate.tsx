import { lazy, type ReactNode, use } from 'react';
import { useLocation } from 'wouter';
import type { LogInOutcome } from './log-in.ts';

const WelcomePage = lazy(() => import('./welcome-page.tsx'));

/** What needs no account. */
const OPEN = ['/policy', '/receipt', '/earn/estimate'];

/** Lets in who is logged in, and everybody to what is open; tells everyone else what to do. */
export function SessionGate({ login, children }: { login: Promise<LogInOutcome>; children: ReactNode }) {
  const outcome = use(login);
  const [path] = useLocation();
  return outcome.kind === 'in' || OPEN.includes(path) ? (
    children
  ) : (
    <WelcomePage error={outcome.kind === 'failed' ? outcome.error : null} />
  );
}
