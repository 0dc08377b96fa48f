import type { Frame } from '@spindle/sealed';
import { FrameType } from '@spindle/shared';
import { expect, it } from 'vitest';
import { readTogether } from './read-together.ts';

const { Text, Last, Receipt } = FrameType;
const frame = (type: FrameType, at: number): Frame => ({ type, bytes: Uint8Array.of(at), raw: Uint8Array.of(at) });
const framesOf = (...types: FrameType[]) => types.map(frame);

it('begins text that came together at once, and every other frame in its turn', async () => {
  const told: string[] = [];
  const read = async ({ type, bytes }: Frame) => {
    told.push(`begins ${bytes[0]}`);
    await Promise.resolve();
    return `${type} ${bytes[0]}`;
  };
  for (const events of readTogether(framesOf(Receipt, Text, Text, Last, Receipt), read)) {
    told.push(`reads ${await events}`);
  }
  expect(told).toEqual([
    ...['begins 0', `reads ${Receipt} 0`],
    ...['begins 1', 'begins 2', `reads ${Text} 1`, `reads ${Text} 2`],
    ...['begins 3', `reads ${Last} 3`, 'begins 4', `reads ${Receipt} 4`],
  ]);
});

it.each([
  [
    'a value that is thrown',
    () => {
      throw new TypeError('damaged');
    },
  ],
  ['a promise that fails', () => Promise.reject(new TypeError('damaged'))],
])('tells a failure in its turn, when the text before it was read: %s', async (_, fail) => {
  const read: string[] = [];
  const readAll = async () => {
    for (const events of readTogether(framesOf(Text, Text, Text), ({ bytes }) =>
      bytes[0] === 1 ? fail() : `${bytes[0]}`,
    )) {
      read.push(await events);
    }
  };
  await expect(readAll()).rejects.toThrow('damaged');
  expect(read).toEqual(['0']);
});

it('does not trouble anybody with the failure of text that nobody waits for any more', async () => {
  const started = readTogether(framesOf(Text, Text), ({ bytes }) =>
    bytes[0] === 1 ? Promise.reject(new TypeError('damaged')) : 'first',
  );
  for (const events of started) {
    expect(await events).toBe('first');
    break;
  }
  await new Promise((resolve) => setImmediate(resolve));
});
