import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { processIdentity } from './process-identity.ts';

/** Everything that a local world keeps. `owner` names the program that uses the folder now. */
export interface DataFolder {
  genesisFile: string;
  blocksFile: string;
  walletsDir: string;
  /** Gives the folder back. */
  release(): void;
}

const OURS = ['genesis.json', 'blocks.ndjson', 'wallets', 'owner'];

/**
 * Takes a folder for one world, making it when it is not there.
 * @throws Error with a sentence for the reader: in use by a living program, closed, full, or full of other things.
 */
export function openDataFolder(path: string): DataFolder {
  const folder = resolve(path);
  const ownerFile = join(folder, 'owner');
  try {
    mkdirSync(join(folder, 'wallets'), { recursive: true, mode: 0o700 });
    refuseForeignFolder(folder);
    refuseOtherOwner(folder, ownerFile);
    writeFileSync(ownerFile, processIdentity(process.pid) ?? '');
  } catch (error) {
    throw explainFolder(error, folder);
  }
  return {
    genesisFile: join(folder, 'genesis.json'),
    blocksFile: join(folder, 'blocks.ndjson'),
    walletsDir: join(folder, 'wallets'),
    release: () => rmSync(ownerFile, { force: true }),
  };
}

/** A world is only ever begun in an empty folder: a wrong path must not be filled, nor a lost file be made anew. */
function refuseForeignFolder(folder: string): void {
  const found = readdirSync(folder);
  if (found.includes('genesis.json')) return;
  if (found.includes('blocks.ndjson'))
    throw new Error(
      `${join(folder, 'genesis.json')} is missing, though blocks.ndjson is there. Put it back from a backup, or move ` +
        'the folder away to begin with a new chain.',
    );
  const foreign = found.find((name) => !OURS.includes(name));
  if (foreign)
    throw new Error(
      `The folder ${folder} holds other things (${foreign}). Choose an empty folder for the local chain.`,
    );
}

function refuseOtherOwner(folder: string, ownerFile: string): void {
  const owner = readOwner(ownerFile);
  const pid = Number(owner.split('@')[0]);
  if (owner && processIdentity(pid) === owner)
    throw new Error(`The folder ${folder} is in use by process ${pid}. Stop that one, or choose another folder.`);
}

function readOwner(ownerFile: string): string {
  try {
    return readFileSync(ownerFile, 'utf8').trim();
  } catch {
    return '';
  }
}

/** Turns an error of the file system into a sentence that says what to do; others pass as they are. */
export function explainFolder(error: unknown, folder: string): Error {
  const code = error instanceof Error && 'code' in error ? error.code : '';
  if (code === 'ENOSPC' || code === 'EDQUOT')
    return new Error(`The disk that holds ${folder} is full. Free some space and try again.`);
  if (code === 'EACCES' || code === 'EPERM')
    return new Error(
      `${folder} cannot be read or written by this user. Give it to yourself, or choose another folder.`,
    );
  if (code === 'EROFS') return new Error(`${folder} lies on a read-only disk. Choose another folder.`);
  if (code === 'ENOTDIR' || code === 'EEXIST') return new Error(`${folder} is not a folder. Choose another one.`);
  return error instanceof Error ? error : new Error(String(error));
}
