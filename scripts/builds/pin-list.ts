// Decides which list of allowed images the Mini App's devices read from TON by themselves, before it is built:
// `npm run pin-list -- --owner ADDRESS [--guardian ADDRESS] [--network ID] [--chain URL,URL]`. Commit what it writes.
import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { allowListAddress, LIST_DELAY_SECONDS, readAddress } from '@spindle/ton';
import { readPinnedList } from '@spindle/ton/pinned-list';
import { commandLine } from './command-line.ts';
import { PINNED_LIST_FILE, pinnedListText } from './pinned-list-file.ts';

const FILE = fileURLToPath(new URL(`../../apps/miniapp/public/${PINNED_LIST_FILE}`, import.meta.url));
const { values } = parseArgs({
  args: commandLine(),
  options: {
    ...{ owner: { type: 'string' }, guardian: { type: 'string' }, network: { type: 'string', default: '-239' } },
    chain: { type: 'string', default: 'https://toncenter.com' },
    file: { type: 'string', default: FILE },
  },
});

function main(): number {
  const owner = readAddress(values.owner ?? '');
  const guardian = values.guardian ? readAddress(values.guardian) : owner;
  if (!owner || !guardian) {
    console.error(
      'Give --owner (and --guardian, if there is one): the same as the market’s ALLOW_LIST_OWNER and _GUARDIAN.',
    );
    return 2;
  }
  const address = allowListAddress({
    ...{ networkId: Number(values.network), purpose: 'images', delaySeconds: LIST_DELAY_SECONDS, salt: 0n },
    ...{ owner: owner.address, guardian: guardian.address },
  });
  const pinned = `${address}@${values.network}@${values.chain}`;
  if (!readPinnedList(pinned)) {
    console.error(
      '--network is -239 or -3, and --chain one to four addresses that begin with https://, with commas between.',
    );
    return 2;
  }
  writeFileSync(values.file, pinnedListText(pinned));
  console.log(
    `${path.relative(process.cwd(), values.file)}: ${pinned}\nBuild the Mini App now, and commit the file with the release.`,
  );
  return 0;
}

process.exitCode = main();
