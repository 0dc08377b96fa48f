// Writes down what a world that runs answers to every screen, so that tests can show them without one:
//   node --import tsx scripts/record-screens.ts .data/dev.json
import { readFileSync } from 'node:fs';
import { openBrowser } from '../tests/support/chromium.ts';
import { recordingBroker } from '../tests/visual/broker.ts';
import { openCamera, showScreen } from '../tests/visual/camera.ts';
import { emptyRecording, PEOPLE, writeRecording } from '../tests/visual/recording.ts';
import { screens } from '../tests/visual/screens.ts';
import { openStage } from '../tests/visual/stage.ts';
import { fillAdminRooms } from './pictures/admin-data.ts';
import type { DemoWorld } from './world/demo.ts';
import { logIn } from './world/market-client.ts';

const [devFile = '.data/dev.json'] = process.argv.slice(2);
const dev: DemoWorld = JSON.parse(readFileSync(devFile, 'utf8'));
const secret = dev.logins.provider.split('#dev=provider.')[1] ?? '';

/** What stands in the addresses of screens that show one thing. */
async function findIds(): Promise<Record<string, string>> {
  const [developer, provider, admin] = await Promise.all(
    (['developer', 'provider', 'admin'] as const).map((who) => logIn(dev.api, secret, who)),
  );
  if (!developer || !provider || !admin) throw new Error('nobody is there');
  const [requests, listings, queue, people] = await Promise.all([
    developer.usage.recent.query({}),
    provider.earn.listings.query(),
    admin.admin.queue.query(),
    admin.admin.people.query({}),
  ]);
  const ids = {
    model: dev.openai.model,
    listing: listings.find(({ state }) => state === 'live')?.listingId,
    waiting: queue[0]?.listing?.listingId,
    job: requests.items.find(({ costNano }) => costNano > 0n)?.jobId,
    person: people[0]?.accountId,
  };
  return Object.fromEntries(Object.entries(ids).map(([name, id]) => [name, id ?? '']));
}

await fillAdminRooms(dev);
const recording = emptyRecording(Date.now(), await findIds());
const stage = await openStage(recordingBroker(dev.api, secret, recording));
const browser = await openBrowser();
for (const locale of ['en', 'ru'] as const) {
  for (const who of PEOPLE) {
    const { page, context, complaints } = await openCamera(
      browser,
      stage,
      who,
      { scheme: 'light', locale },
      recording.recordedAtMs,
    );
    for (const screen of screens.filter((one) => one.who === who && !one.otherwise)) {
      console.log(`${who} ${locale} ${screen.name}`);
      await showScreen(page, screen, recording).catch((error) =>
        console.error(screen.name, String(error).slice(0, 200)),
      );
    }
    for (const complaint of complaints) console.error(`${who}: ${complaint}`);
    await context.close();
  }
}
writeRecording(recording);
await browser.close();
await stage.close();
