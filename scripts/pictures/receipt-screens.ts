import { readReceiptLink, receiptLink } from '../../apps/miniapp/src/features/receipt/receipt-link.ts';
import { chat as en } from '../../apps/miniapp/src/i18n/en/chat.ts';
import { chat as ru } from '../../apps/miniapp/src/i18n/ru/chat.ts';
import type { DemoWorld } from '../world/demo.ts';
import { downTheScreen } from './admin-screens.ts';
import { type Look, openAddress, type PhoneOf } from './phone.ts';

const TEXTS = { en, ru };
const QUESTION = { en: 'Who can read my prompt?', ru: 'Кто может прочитать мой запрос?' };

/** Receipts that somebody was sent, who has no app: as it was sent, with the answer in it, changed on the way, and cut. */
export async function receiptScreens(phoneOf: PhoneOf, dev: DemoWorld, look: Look): Promise<void> {
  const links = await linksOfAnswer(phoneOf, look);
  const changed = JSON.parse(JSON.stringify(await readReceiptLink(new URL(links.plain).hash)));
  changed.terms.outputNanoPerMTok = `${changed.terms.outputNanoPerMTok}0`;
  const shown = {
    'receipt-shared': links.plain,
    'receipt-opened': links.opened,
    'receipt-changed': await receiptLink(changed, dev.miniapp),
    'receipt-cut': links.plain.slice(0, 120),
  };
  for (const [name, link] of Object.entries(shown)) {
    const phone = await phoneOf('stranger', look);
    await phone.page.goto('about:blank');
    await phone.page.goto(link);
    await phone.page.locator('main h1').waitFor();
    await phone.page.waitForTimeout(1_500);
    await downTheScreen(phone, name, 3);
    await phone.close();
  }
}

async function linksOfAnswer(phoneOf: PhoneOf, look: Look): Promise<{ plain: string; opened: string }> {
  const { receipt: texts } = TEXTS[look.locale];
  const { page, shot, close } = await phoneOf('buyer', look);
  await page.context().grantPermissions(['clipboard-read', 'clipboard-write']);
  await openAddress(page, '/chat');
  await page.locator('textarea').fill(QUESTION[look.locale]);
  await page.locator('textarea').press('Enter');
  const receipt = page.locator('.seal-button').last();
  await receipt.waitFor({ timeout: 20_000 });
  await receipt.click();
  const copied = async (label: string): Promise<string> => {
    await page.getByRole('button', { name: label, exact: true }).click();
    return page.evaluate(() => navigator.clipboard.readText());
  };
  const plain = await copied(texts.copyLink);
  const opened = await copied(texts.copyOpened);
  await shot('receipt-keep');
  await close('keep');
  return { plain, opened };
}
