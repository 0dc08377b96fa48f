import { type ChainReader, createChainReader } from '../chain/chain-reader.ts';
import { ToncenterOverSandbox } from './toncenter-over-sandbox.ts';
import { makeWorld, type World } from './world.ts';

export interface ServedWorld {
  world: World;
  server: ToncenterOverSandbox;
  baseUrl: string;
  reader: ChainReader;
}

/** A world, a server in front of its chain, and a reader that asks it. */
export async function serveWorld(): Promise<ServedWorld> {
  const world = await makeWorld({ onTransactions: (transactions) => server.record(transactions) });
  const server = new ToncenterOverSandbox(world.chain);
  const baseUrl = await server.listen();
  return { world, server, baseUrl, reader: createChainReader({ baseUrl }) };
}
