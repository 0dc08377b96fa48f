import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import pixelmatch from 'pixelmatch';
import { PNG } from 'pngjs';
import { isForPeople, isKeptSmall } from './looks.ts';

const DATA = path.resolve(import.meta.dirname, '../../.data');
/** What the screens look like as long as nobody changes them on purpose. */
const KEPT = path.join(import.meta.dirname, 'kept');
/** Where the pictures of a failed comparison go, for people to open. */
const FAILED = path.join(DATA, 'pictures-failed');
/** Every look of every screen, as large as a plain screen shows it; to be opened, not compared. */
const EVERY = path.join(DATA, 'pictures');
const isRenewal = process.env.RENEW_PICTURES === '1';

/** How far a dot's colour may be off, 0 to 1; machines smooth letters differently. */
const DOT_TOLERANCE = 0.2;
/** Which share of the dots may be off. */
const MOST_OFF = 0.004;

/** @returns what is wrong with this picture, or null when it is the one that we keep. */
export function compare(name: string, taken: Buffer): string | null {
  if (isForPeople) return put(EVERY, name, taken);
  const whole = PNG.sync.read(taken);
  const now = coarse(isKeptSmall(name) ? halved(whole) : whole);
  if (isRenewal) return put(KEPT, name, PNG.sync.write(now, { colorType: 2, deflateLevel: 9 }));
  const file = path.join(KEPT, `${name}.png`);
  if (!existsSync(file)) return `${name}: there is no picture of it yet: npm run pictures`;
  const kept = PNG.sync.read(readFileSync(file));
  const isSameSize = kept.width === now.width && kept.height === now.height;
  const drawing = new PNG({ width: now.width, height: now.height });
  const off = isSameSize ? differences(kept, now, drawing) : now.width * now.height;
  const share = off / (now.width * now.height);
  if (share <= MOST_OFF) return null;
  put(FAILED, name, taken);
  if (isSameSize) put(FAILED, `${name}-off`, PNG.sync.write(drawing));
  const why = isSameSize ? `${(share * 100).toFixed(2)} % of it` : sizes(kept, now);
  return `${name}: ${why} is not as it was (.data/pictures-failed)`;
}

/** Half as wide and high, each dot the mean of four. */
function halved(picture: PNG): PNG {
  const half = new PNG({ width: Math.floor(picture.width / 2), height: Math.floor(picture.height / 2) });
  const row = picture.width * 4;
  for (let y = 0; y < half.height; y++) {
    for (let x = 0; x < half.width; x++) {
      for (let part = 0; part < 4; part++) {
        const at = y * 2 * row + x * 8 + part;
        const sum = [at, at + 4, at + row, at + row + 4].reduce((all, it) => all + (picture.data[it] ?? 0), 0);
        half.data[(y * half.width + x) * 4 + part] = sum / 4;
      }
    }
  }
  return half;
}

/** Sixteen shades of each colour: enough to compare, and a third of the bytes. */
function coarse(picture: PNG): PNG {
  for (let at = 0; at < picture.data.length; at++) picture.data[at] = ((picture.data[at] ?? 0) & 0xf0) | 0x08;
  for (let at = 3; at < picture.data.length; at += 4) picture.data[at] = 0xff;
  return picture;
}

const differences = (kept: PNG, now: PNG, drawing: PNG): number =>
  pixelmatch(kept.data, now.data, drawing.data, now.width, now.height, { threshold: DOT_TOLERANCE });

const sizes = (kept: PNG, now: PNG): string => `${now.width}×${now.height} for ${kept.width}×${kept.height}`;

function put(folder: string, name: string, picture: Buffer): null {
  mkdirSync(folder, { recursive: true });
  writeFileSync(path.join(folder, `${name}.png`), picture);
  return null;
}
