import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  type Home,
  joinMarket,
  type Membership,
  type NodeParts,
  openHome,
  openIdentity,
  type RunningNode,
  startNode,
} from '@spindle/node';
import type { Signer } from '@spindle/sealed/node';
import { unwrap } from '@spindle/shared';
import type { Actor } from '../../accounts/index.ts';
import { makeScriptedEngine, type ScriptedEngine } from './scripted-engine.ts';
import type { TestListing } from './test-listing.ts';
import type { TestMarket } from './test-market.ts';

export interface TestMachine {
  home: Home;
  identity: Signer;
  membership: Membership;
  engine: ScriptedEngine;
  listing: TestListing;
  node: RunningNode;
  stop(): Promise<void>;
}

interface MachineParts {
  market: Pick<TestMarket, 'url' | 'nodes'>;
  provider: Actor;
  listing: TestListing;
  engine?: ScriptedEngine;
  slots?: number;
  /** What the owner decides of the money. */
  earnings?: NonNullable<NodeParts['earnings']>;
  /** What makes it a confidential one. */
  enclave?: NonNullable<NodeParts['enclave']>;
  ca?: string;
}

/** A machine that joins by a code and runs, in this process but over real sockets and files. */
export async function startTestMachine(parts: MachineParts): Promise<TestMachine> {
  const home = unwrap(await openHome(await mkdtemp(join(tmpdir(), 'spindle-node-'))));
  const identity = unwrap(await openIdentity(home));
  const { code } = unwrap(await parts.market.nodes.makeJoinCode(parts.provider, parts.listing.listingId));
  const broker = { url: parts.market.url, ca: parts.ca };
  const membership = unwrap(await joinMarket({ home, identity, broker, code }));
  const engine = parts.engine ?? makeScriptedEngine();
  const machine = { home, identity, membership, engine, listing: parts.listing };
  const node = await runTestMachine(machine, parts);
  const stop = async () => {
    await node.stop(2_000);
    await rm(home.path, { recursive: true, force: true });
  };
  return { ...machine, node, stop };
}

export function runTestMachine(
  machine: Pick<TestMachine, 'home' | 'identity' | 'membership' | 'engine' | 'listing'>,
  parts: Pick<MachineParts, 'slots' | 'earnings' | 'enclave' | 'ca'> = {},
): Promise<RunningNode> {
  return startNode({
    ...machine,
    served: [{ model: machine.listing.modelId, engine: machine.engine }],
    slots: parts.slots ?? 4,
    log: { info: () => {}, warn: () => {}, error: () => {} },
    nowMs: () => Date.now(),
    onChange: () => {},
    ca: parts.ca,
    ...(parts.earnings && { earnings: parts.earnings }),
    ...(parts.enclave && { enclave: parts.enclave }),
  });
}
