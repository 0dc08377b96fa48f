import { QueryClientProvider } from '@tanstack/react-query';
import { Suspense } from 'react';
import { queryClient } from '../lib/api/index.ts';
import { CrashScreen } from './crash-screen.tsx';
import type { LogInOutcome } from './log-in.ts';
import { PageSkeleton } from './page-skeleton.tsx';
import { SessionGate } from './session-gate.tsx';
import { Shell } from './shell.tsx';

export function App({ login }: { login: Promise<LogInOutcome> }) {
  return (
    <CrashScreen>
      <QueryClientProvider client={queryClient}>
        <Suspense fallback={<PageSkeleton />}>
          <SessionGate login={login}>
            <Shell />
          </SessionGate>
        </Suspense>
      </QueryClientProvider>
    </CrashScreen>
  );
}
