import { createHash } from 'node:crypto';
import { rootOfList } from '@spindle/sealed/allow-list';
import type { DemoWorld } from '../world/demo.ts';
import { until } from '../world/http.ts';
import type { MarketClient } from '../world/market-client.ts';
import { writeEvidence } from './evidence-rows.ts';
import { listWallet } from './list-wallet.ts';
import { type TwoAdmins, twoAdmins } from './second-admin.ts';

/* An image in each way that it can stand, by the doors that admins use and the contract on the local chain. */

const DAY_SECONDS = 86_400;
/** The market looks at the contract every five seconds. */
const SEEN_WITHIN_MS = 30_000;
const WHY = 'Built again from the tag on two machines; every value is the same.';

/** One whom Ada may review, one of her own, one rejected; in force, revoked, revoked here alone, waiting a day, waiting to be signed. */
export async function fillImageRooms(dev: DemoWorld, databaseUrl: string): Promise<void> {
  const admins = await twoAdmins(dev);
  const { images } = await admins.ada.images.view.query();
  if (!images.some(({ leaf }) => leaf.includes('"1.0.0 '))) await bringAbout(dev, admins);
  await writeEvidence(dev, databaseUrl);
}

async function bringAbout(dev: DemoWorld, { ada, pavel }: TwoAdmins): Promise<void> {
  const wallet = listWallet(dev.chain);
  const letIn = async (version: string) => {
    const leafHash = await propose(pavel, version);
    await ada.images.review.mutate({ leafHash, decision: 'approve', reason: WHY });
    return leafHash;
  };
  const [, revoked, revokedHere] = [await letIn('1.0.0'), await letIn('1.0.1'), await letIn('1.0.2')];
  await proposeList(wallet, ada);
  await wallet.advance(DAY_SECONDS + 60);
  await wallet.activate();
  await seen(ada, ({ contract }) => contract?.size === 3);
  await revoke(ada, revoked);
  const asked = (await ada.images.view.query()).messages.find(({ act }) => act === 'revoke');
  if (asked) await wallet.send(asked.message);
  await seen(ada, ({ contract }) => contract?.revoked.length === 1);
  await revoke(ada, revokedHere);
  await letIn('1.1.0');
  await proposeList(wallet, ada);
  await letIn('1.2.0');
  await propose(pavel, '1.3.0');
  await propose(ada, '1.4.0');
  const leafHash = await propose(ada, '0.9.0');
  const reason = 'The kernel’s value is another one here, three times of three.';
  await pavel.images.review.mutate({ leafHash, decision: 'reject', reason });
}

/** Signs the list of all that was let in until now, and waits until the market has seen it in the contract. */
export async function proposeList(
  wallet: ReturnType<typeof listWallet>,
  admin: MarketClient,
  most = 99,
): Promise<void> {
  const { images } = await admin.images.view.query();
  const leaves = images.filter(({ place }) => place !== null).map(({ leaf }) => leaf);
  const tree = await rootOfList(leaves.slice(0, most));
  await wallet.propose(tree);
  await seen(admin, ({ contract }) => contract?.proposal?.root === tree.root);
}

type View = Awaited<ReturnType<MarketClient['images']['view']['query']>>;

/** Waits until the market has read the contract so. */
export async function seen(admin: MarketClient, isSo: (view: View) => boolean): Promise<void> {
  const isSeen = await until(async () => isSo(await admin.images.view.query()), SEEN_WITHIN_MS);
  if (!isSeen) throw new Error('the market does not see what was sent to the contract');
}

async function revoke(admin: MarketClient, leafHash: string): Promise<void> {
  await admin.images.revoke.mutate({
    leafHash,
    reason: 'Its kernel can be read by whoever runs the server: CVE-2026-31337.',
  });
}

/** @returns the hash of its leaf. */
async function propose(admin: MarketClient, version: string): Promise<string> {
  const note = `Node ${version}: newer kernel. Built twice, on two machines, from the tag of the same name.`;
  const { images } = await admin.images.propose.mutate({ leaf: leafOf(version), note });
  return images.find(({ leaf }) => leaf.includes(`"${version} `))?.leafHash ?? '';
}

/** What the build of an image writes. */
export function leafOf(version: string): string {
  const register = (name: string) => hashOf(`${name} ${version}`).padEnd(96, '0');
  return JSON.stringify({
    v: 1,
    measurements: {
      platform: 'tdx',
      ...{ mrTd: register('firmware'), rtmr0: register('config'), rtmr1: register('kernel'), rtmr2: register('boot') },
      composeHash: hashOf(`programs ${version}`),
    },
    image: { name: 'spindle-node', version: `${version} llama-3.3-70b`, digest: `sha256:${hashOf(version)}` },
    gpu: 'HOPPER',
  });
}

const hashOf = (text: string): string => createHash('sha256').update(text).digest('hex');
