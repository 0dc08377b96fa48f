import { Suspense, useLayoutEffect } from 'react';
import { Route, Switch, useLocation } from 'wouter';
import { CrashScreen } from './crash-screen.tsx';
import { keepTab } from './last-tab.ts';
import { PageSkeleton } from './page-skeleton.tsx';
import { corner, pages, routes } from './routes.tsx';
import { TabBar } from './tab-bar.tsx';
import './shell.css';

export function Shell() {
  const [path] = useLocation();
  // Before the page's own effects: a chat goes to its end. Braces on purpose: newer browsers return a promise here,
  // which React would take for the effect's clean-up.
  useLayoutEffect(() => {
    scrollTo(0, 0);
    keepTab(path);
  }, [path]);
  return (
    <div className="shell">
      <Suspense>
        <corner.Page />
      </Suspense>
      <CrashScreen key={path}>
        <Suspense fallback={<PageSkeleton />}>
          <Switch>
            {routes.map(({ path, page: { Page } }) => (
              <Route key={path} path={path}>
                <Page />
              </Route>
            ))}
            <Route>
              <pages.nowhere.Page />
            </Route>
          </Switch>
        </Suspense>
      </CrashScreen>
      <TabBar />
    </div>
  );
}
