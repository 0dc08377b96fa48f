import { chat as en } from '../../apps/miniapp/src/i18n/en/chat.ts';
import { core as coreEn } from '../../apps/miniapp/src/i18n/en/core.ts';
import { chat as ru } from '../../apps/miniapp/src/i18n/ru/chat.ts';
import { core as coreRu } from '../../apps/miniapp/src/i18n/ru/core.ts';
import { startProvider, type TestProvider } from '../../tests/support/engine-provider.ts';
import { type HearingEngine, startHearingEngine } from '../../tests/support/hearing-engine.ts';
import { PLUG_IN_MICROPHONE } from '../../tests/support/microphone.ts';
import type { DemoWorld } from '../world/demo.ts';
import { type Look, openAddress, type PhoneOf } from './phone.ts';

const TEXTS = { en: { ...en, core: coreEn }, ru: { ...ru, core: coreRu } };
const LISTENS = 'google/gemma-4-E4B-it';

/** A machine that hears, for as long as pictures are taken. */
export interface Listener {
  engine: HearingEngine;
  provider: TestProvider;
}

export async function startListener(dev: DemoWorld): Promise<Listener> {
  const engine = await startHearingEngine(LISTENS);
  return {
    engine,
    provider: await startProvider({ dev }, LISTENS, engine.url, 2, 400_000n, ['--abilities', 'chat,audio']),
  };
}

export async function stopListener({ engine, provider }: Listener): Promise<void> {
  await provider.stop();
  await engine.close();
}

/** A question that is spoken: the microphone closed, open, the words on their way, the words in the field. */
export async function voiceScreens(phoneOf: PhoneOf, { engine }: Listener, look: Look): Promise<void> {
  const { voice, core } = TEXTS[look.locale];
  const { page, shot, close } = await phoneOf('buyer', look);
  const press = (name: string) => page.getByRole('button', { name, exact: true }).click();
  await openAddress(page, '/chat');
  await page.evaluate(PLUG_IN_MICROPHONE);
  await page.getByRole('button', { name: voice.speak, exact: true }).waitFor();
  await shot('voice-offered');
  await press(voice.speak);
  await page.locator('.sheet .notice').waitFor();
  await shot('voice-refused');
  await press(core.faults.retry);
  await page.waitForTimeout(3_500);
  await shot('voice-listens');
  engine.waits(3_000);
  await press(voice.done);
  await page.locator('.sheet .spinner').first().waitFor();
  await shot('voice-written');
  await page.locator('.sheet').waitFor({ state: 'detached' });
  engine.waits(0);
  await shot('voice-question');
  await close();
}
