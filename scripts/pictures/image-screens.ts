import { images as en } from '../../apps/miniapp/src/i18n/en/images.ts';
import { images as ru } from '../../apps/miniapp/src/i18n/ru/images.ts';
import type { DemoWorld } from '../world/demo.ts';
import { downTheScreen } from './admin-screens.ts';
import { answeredAs } from './answered-as.ts';
import { leafOf, proposeList, seen } from './image-data.ts';
import { listWallet } from './list-wallet.ts';
import { type Look, openAddress, type PhoneOf, type PicturePhone } from './phone.ts';
import { twoAdmins } from './second-admin.ts';

const TEXTS = { en, ru };
const MOST_SCREENS = 9;
/** Let in before the last list was proposed. */
const PROPOSED_LEAVES = 4;
/** The room asks every ten seconds. */
const SHOWN_WITHIN_MS = 30_000;
const WORDS = {
  en: 'Built again on two machines: digest and all five values are the same.',
  ru: 'Собран заново на двух машинах: хеш и все пять значений совпали.',
};

/** Allowed images in each of their states, what is decided about them, the contract in trouble; machines’ evidence. */
export async function imageScreens(phoneOf: PhoneOf, dev: DemoWorld, look: Look): Promise<void> {
  const phone = await phoneOf('admin', look);
  await openAddress(phone.page, '/admin/images');
  await downTheScreen(phone, 'images', MOST_SCREENS);
  await imageSheets(phone, look);
  await contractTroubles(phone, dev, look);
  for (const [name, change] of Object.entries(ANSWERS)) {
    await answeredAs<View>(phone.page, 'images.view', change);
    await openAddress(phone.page, '/admin');
    // What is known from before is shown until the answer comes.
    const answered = phone.page.waitForResponse(/images\.view/, { timeout: SHOWN_WITHIN_MS });
    await openAddress(phone.page, '/admin/images');
    await answered;
    await phone.page.waitForTimeout(500);
    await downTheScreen(phone, `images-${name}`, 2);
  }
  await evidenceRoom(phone, look);
  await phone.close();
}

async function imageSheets({ page, shot }: PicturePhone, { locale }: Look): Promise<void> {
  const { decisions, history, measured, propose, leaf, why } = TEXTS[locale];
  await page.getByText(measured, { exact: true }).first().click();
  await page.getByText(measured, { exact: true }).first().scrollIntoViewIfNeeded();
  await shot('images-measured');
  for (const decision of ['approve', 'reject', 'revoke'] as const) {
    await page.getByRole('button', { name: decisions[decision].title, exact: true }).first().click();
    await shot(`images-${decision}`);
    await page.getByLabel(why).fill(WORDS[locale]);
    await shot(`images-${decision}-said`);
    await page.keyboard.press('Escape');
  }
  const decided = page.getByText(history, { exact: true }).last();
  await decided.click();
  await page.locator('.audit').last().waitFor();
  await decided.evaluate((element) => element.scrollIntoView({ block: 'center' }));
  await shot('images-history');
  await page.getByRole('button', { name: propose, exact: true }).click();
  await shot('images-propose');
  await page.getByLabel(leaf).fill(leafOf('1.5.0'));
  await shot('images-propose-read');
  await page.locator('.sheet__body').evaluate((element) => element.scrollTo(0, element.scrollHeight));
  await shot('images-propose-read-1');
  await page.keyboard.press('Escape');
}

/** The chain that does not answer, and a list in the contract that somebody else proposed with the owner's key. */
async function contractTroubles({ page, shot }: PicturePhone, dev: DemoWorld, { locale }: Look): Promise<void> {
  const texts = TEXTS[locale];
  const wallet = listWallet(dev.chain);
  const { ada } = await twoAdmins(dev);
  await openAddress(page, '/admin');
  await openAddress(page, '/admin/images');
  await wallet.switches({ isDown: true });
  await page.getByText(texts.unread, { exact: true }).waitFor({ timeout: SHOWN_WITHIN_MS });
  await page.waitForTimeout(5_000);
  await shot('images-unread');
  await wallet.switches({ isDown: false });
  await seen(ada, ({ troubleSinceMs }) => troubleSinceMs === null);
  await wallet.propose({ root: '5e'.repeat(32), size: 5 });
  await page.getByText(texts.otherProposal, { exact: true }).waitFor({ timeout: SHOWN_WITHIN_MS });
  await downTheScreen({ page, shot, close: async () => {} }, 'images-other-proposal', 2);
  await proposeList(wallet, ada, PROPOSED_LEAVES);
}

/** What takes days on the chain is shown by an answer that says so. */
const ANSWERS: Record<string, (view: View) => void> = {
  ready: (view) => {
    const { contract, messages } = view;
    if (contract.proposal) contract.proposal.readyAtSeconds = Math.floor(Date.now() / 1_000) - 600;
    const [{ message }] = messages;
    messages.splice(1, 0, { act: 'activate', from: [], leafHash: null, message });
  },
  'other-tree': (view) => {
    view.isOurTree = false;
    for (const image of view.images) if (image.isInForce !== null) image.isInForce = null;
  },
  keys: ({ contract }) => {
    contract.offer = {
      ...{ owner: contract.owner, guardian: contract.owner },
      readyAtSeconds: Math.floor(Date.now() / 1_000) + 80_000,
    };
  },
  empty: (view) => {
    Object.assign(view, { images: [], messages: [], isOurProposal: null });
    Object.assign(view.contract, { size: 0, version: 0, revoked: [], proposal: null });
  },
  'no-list': (view) => Object.assign(view, { address: null, contract: null, images: [], messages: [] }),
};

interface View {
  contract: {
    owner: string;
    proposal: { readyAtSeconds: number } | null;
    offer: { owner: string; guardian: string; readyAtSeconds: number } | null;
  };
  isOurTree: boolean | null;
  images: { isInForce: boolean | null }[];
  messages: [{ act: string; from: string[]; leafHash: string | null; message: object }];
}

async function evidenceRoom(phone: PicturePhone, { locale }: Look): Promise<void> {
  const { page, shot } = phone;
  const { board } = TEXTS[locale];
  await answeredAs<object[]>(page, 'images.machines', (machines) => machines.splice(0));
  await openAddress(page, '/admin/evidence');
  await page.getByText(board.empty).waitFor();
  await shot('evidence-empty');
  await page.unrouteAll({ behavior: 'ignoreErrors' });
  await openAddress(page, '/admin');
  await openAddress(page, '/admin/evidence');
  await page.getByRole('button', { name: board.look }).first().waitFor();
  await downTheScreen(phone, 'evidence', MOST_SCREENS);
  for (const at of [1, 0]) {
    await openAddress(page, '/admin');
    await openAddress(page, '/admin/evidence');
    await page.getByRole('button', { name: board.look }).nth(at).click();
    await page.getByText(board.hash).waitFor();
    await page.getByText(board.hash).scrollIntoViewIfNeeded();
    await downTheScreen(phone, `evidence-checked-${at}`, 4);
  }
  await page.getByRole('radio', { name: new RegExp(`^${board.states.expired}`) }).click();
  await shot('evidence-expired');
}
