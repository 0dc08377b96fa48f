import { type ListedImage, proveList, readLeafJson, rootOfList } from '@spindle/sealed/allow-list';
import type { AllowedMeasurements } from '@spindle/sealed/attestation';
import { type AccountReader, allowListAddress, type ListTerms } from '@spindle/ton';
import type { Clock, Database, ModuleLog } from '../../../platform/index.ts';
import { type ImageRow, readImages } from './images.repo.ts';
import { listMessages } from './list-messages.ts';
import type { AllowListView, ContractView, ImageView } from './shapes.ts';
import { watchContract } from './watch-contract.ts';

export interface AllowListDeps {
  db: Database;
  clock: Clock;
  log: ModuleLog;
  reader: AccountReader;
  networkId: number;
  /** Null where this deployment has no list: then nothing is allowed. */
  terms: ListTerms | null;
}

/** What everybody may read: the list with its proofs, and the contract that it is proven by. */
export interface PublishedList {
  address: string | null;
  networkId: number;
  contract: (ContractView & { atMs: number }) | null;
  /** Leaves of the contract's tree, each with its proof; empty while our leaves are not its tree. */
  images: ListedImage[];
  /** Leaves that wait to be in it, in the order of the tree that is proposed. */
  coming: string[];
}

export interface AllowList {
  /** Clockwork. */
  look(): Promise<void>;
  view(): Promise<AllowListView>;
  published(): Promise<PublishedList>;
  /**
   * What machines may run; null while that cannot be known. An image that an admin has revoked is not in it, even before
   * the contract says so.
   */
  allowed(): Promise<{ version: string; measurements: AllowedMeasurements[] } | null>;
}

/** The list of images that confidential machines may run: kept here, decided by the contract. */
export function createAllowList(deps: AllowListDeps): AllowList {
  const { db, clock, terms, networkId } = deps;
  const address = terms && allowListAddress(terms);
  const watch = terms && watchContract({ ...deps, terms });

  async function read() {
    const [images, known] = await Promise.all([readImages(db.pool), watch?.known() ?? null]);
    const leaves = images.filter(({ place }) => place !== null);
    const contract = known && { ...known.state, atMs: known.atMs };
    const inTree = contract ? leaves.slice(0, contract.size) : [];
    const tree = await rootOfList(inTree.map(({ leaf }) => leaf));
    const isOurTree = contract && tree.root === contract.root && tree.size === contract.size;
    return { images, leaves, contract, inTree: isOurTree ? inTree : [], isOurTree };
  }

  async function isOurs(leaves: readonly ImageRow[], proposal: ContractView['proposal']): Promise<boolean> {
    const tree = await rootOfList(leaves.slice(0, proposal?.size).map(({ leaf }) => leaf));
    return tree.root === proposal?.root && tree.size === proposal.size;
  }

  async function view(): Promise<AllowListView> {
    const { images, leaves, contract, inTree, isOurTree } = await read();
    const isInForce = ({ leafHash }: ImageRow) =>
      contract && isOurTree
        ? inTree.some((it) => it.leafHash === leafHash) && !contract.revoked.includes(leafHash)
        : null;
    return {
      ...{ address, networkId, contract, isOurTree, troubleSinceMs: watch?.troubleSinceMs() ?? null },
      isOurProposal: contract?.proposal ? await isOurs(leaves, contract.proposal) : null,
      images: images.map((image): ImageView => ({ ...image, isInForce: isInForce(image) })),
      messages: terms && contract ? await listMessages(terms, contract, images, clock.nowMs()) : [],
    };
  }

  async function published(): Promise<PublishedList> {
    const { leaves, contract, inTree } = await read();
    const coming = leaves.slice(inTree.length).map(({ leaf }) => leaf);
    return { address, networkId, contract, images: await proveList(inTree.map(({ leaf }) => leaf)), coming };
  }

  async function allowed() {
    if (!terms) return { version: 'none', measurements: [] };
    const { images, contract, inTree, isOurTree } = await read();
    if (!contract || !isOurTree) return null;
    const good = inTree.filter(({ leafHash, state }) => state === 'listed' && !contract.revoked.includes(leafHash));
    const revoked = images.filter(({ state }) => state === 'revoked').length;
    return { version: `${contract.version}.${revoked}`, measurements: good.flatMap(measurementsOf) };
  }

  return { look: async () => watch?.look(), view, published, allowed };
}

function measurementsOf({ leaf }: ImageRow): AllowedMeasurements[] {
  const image = readLeafJson(leaf);
  return image.ok ? [image.value.measurements] : [];
}
