import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openBrowser } from '../support/chromium.ts';
import { recordedBroker } from './broker.ts';
import { type Camera, openCamera, showScreen, takePicture } from './camera.ts';
import { accessFaults, COLOURS, EVERY_RULE } from './check-access.ts';
import { compare } from './compare.ts';
import { looks, nameOf } from './looks.ts';
import { PEOPLE, readRecording, type Who } from './recording.ts';
import { screens } from './screens.ts';
import { openStage, type Stage } from './stage.ts';
import { faultsAtDoubleText } from './zoom-text.ts';

const recording = readRecording();
const { broker, missing, answer } = recordedBroker(recording);
let browser: Browser;
let stage: Stage;

beforeAll(async () => {
  [browser, stage] = await Promise.all([openBrowser(), openStage(broker)]);
});

afterAll(async () => {
  await browser?.close();
  await stage?.close();
});

interface Findings {
  pictures: string[];
  access: string[];
  zoom: string[];
  complaints: string[];
}

/** Everything about this person's screens in one look: each is loaded once, and looked at in every way. */
async function inspect(who: Who, { look, widths }: (typeof looks)[number], isFirst: boolean): Promise<Findings> {
  const found: Findings = { pictures: [], access: [], zoom: [], complaints: [] };
  const camera: Camera = await openCamera(browser, stage, who, look, recording.recordedAtMs);
  const { page } = camera;
  for (const screen of screens.filter((one) => one.who === who)) {
    const name = `${screen.name}-${nameOf(look)}`;
    answer(who, screen.otherwise ?? {});
    await showScreen(page, screen, recording);
    for (const width of widths) {
      const fault = compare(`${name}-${width}`, await takePicture(page, width));
      if (fault) found.pictures.push(fault);
    }
    const faults = await accessFaults(page, isFirst ? EVERY_RULE : COLOURS);
    found.access.push(...faults.map((fault) => `${name}: ${fault}`));
    await page.setViewportSize({ width: 390, height: 844 });
    if (!isFirst) {
      const faults = (await faultsAtDoubleText(page)).filter((fault) => fault.startsWith('the page'));
      found.zoom.push(...faults.map((fault) => `${name}: ${fault}`));
    }
  }
  found.complaints = camera.complaints;
  await camera.context.close();
  return found;
}

describe.each(looks.map((one, at) => ({ ...one, at, name: nameOf(one.look) })))('every screen, $name', (one) => {
  const found: Findings = { pictures: [], access: [], zoom: [], complaints: [] };

  beforeAll(async () => {
    const all = await Promise.all(PEOPLE.map((who) => inspect(who, one, one.at === 0)));
    for (const findings of all) {
      found.pictures.push(...findings.pictures);
      found.access.push(...findings.access);
      found.zoom.push(...findings.zoom);
      found.complaints.push(...findings.complaints);
    }
  });

  it('looks as it did', () => expect(found.pictures).toEqual([]));
  it('is open to everyone: WCAG 2.2 AA', () => expect(found.access).toEqual([]));
  it('never scrolls sideways, also when its letters are twice as large', () => expect(found.zoom).toEqual([]));
  it('has nothing to complain of', () => expect(found.complaints).toEqual([]));
});

it('asks nothing that was not recorded', () => expect([...missing]).toEqual([]));
