import { existsSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import type { BrowserContext } from 'playwright-core';

const DIST = fileURLToPath(new URL('../../../apps/miniapp/dist', import.meta.url));

/** Gives this browser the Mini App that is built for production, with the same market behind it. */
export async function useProductionApp(context: BrowserContext): Promise<void> {
  await context.route(
    () => true,
    (route) => {
      const request = route.request();
      const { pathname } = new URL(request.url());
      const file = path.join(DIST, request.isNavigationRequest() ? 'index.html' : pathname);
      return request.method() === 'GET' && file.startsWith(`${DIST}/`) && existsSync(file)
        ? route.fulfill({ path: file })
        : route.fallback();
    },
  );
}
