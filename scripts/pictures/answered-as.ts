import type { Page } from 'playwright-core';

/** From then on the page is answered to this question as if the world stood so. */
export async function answeredAs<View>(page: Page, procedure: string, change: (data: View) => void): Promise<void> {
  await page.unrouteAll({ behavior: 'ignoreErrors' });
  await page.route(new RegExp(`/trpc/[^?]*${procedure}\\b`), async (route) => {
    const names = new URL(route.request().url()).pathname.split('/').at(-1)?.split(',') ?? [];
    const response = await route.fetch();
    const answers: { result: { data: { json: View } } }[] = await response.json();
    const told = answers[names.indexOf(procedure)];
    if (told) change(told.result.data.json);
    await route.fulfill({ response, json: answers }).catch(() => {});
  });
}
