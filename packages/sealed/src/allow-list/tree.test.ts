import { hex } from '@spindle/shared';
import { describe, expect, it } from 'vitest';
import { inclusionPath, leafHash, rootOfPath, treeRoot } from './tree.ts';

/** The leaves and hashes by which implementations of RFC 6962 are compared (Certificate Transparency's own tests). */
const LEAVES = ['', '00', '10', '2021', '3031', '40414243', '5051525354555657', '606162636465666768696a6b6c6d6e6f'].map(
  (digits) => Uint8Array.from(Buffer.from(digits, 'hex')),
);
const ROOTS = [
  'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855',
  '6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d',
  'fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125',
  'aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77',
  'd37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7',
  '4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4',
  '76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef',
  'ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c',
  '5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328',
];
const treeOf = (size: number) => LEAVES.slice(0, size);
const leafAt = (index: number) => leafHash(LEAVES[index] ?? new Uint8Array());

describe('the tree', () => {
  it.each(ROOTS.map((root, size) => [size, root]))('of %i leaves has the root of RFC 6962', async (size, root) => {
    expect(hex(await treeRoot(treeOf(Number(size))))).toBe(root);
  });

  it.each<[index: number, size: number, path: string[]]>([
    [0, 1, []],
    [2, 3, ['fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125']],
    [
      1,
      5,
      [
        '6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d',
        '5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e',
        'bc1a0643b12e4d2d7c77918f44e0f4f79a838b6cf9ec5b5c283e1f4d88599e6b',
      ],
    ],
    [
      5,
      8,
      [
        'bc1a0643b12e4d2d7c77918f44e0f4f79a838b6cf9ec5b5c283e1f4d88599e6b',
        'ca854ea128ed050b41b35ffc1b87b8eb2bde461e9e3b5596ece6b9d5975a0ae0',
        'd37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7',
      ],
    ],
  ])('proves leaf %i of %i by the path of RFC 6962', async (index, size, path) => {
    expect((await inclusionPath(treeOf(size), index)).map(hex)).toEqual(path);
  });

  it('has no leaf beyond its last', async () => {
    await expect(inclusionPath(treeOf(3), 3)).rejects.toThrow(RangeError);
    await expect(inclusionPath([], 0)).rejects.toThrow(RangeError);
  });
});

describe.each([1, 2, 3, 4, 5, 6, 7, 8])('a path in a tree of %i', (size) => {
  it('leads each leaf to the root, and no other leaf, nor from another place', async () => {
    for (let index = 0; index < size; index++) {
      const path = await inclusionPath(treeOf(size), index);
      for (let place = 0; place < size; place++) {
        const [here, there] = [await rootOfPath(await leafAt(index), place, size, path), await leafAt(place)];
        expect(here !== null && hex(here) === ROOTS[size]).toBe(place === index);
        const other = await rootOfPath(there, index, size, path);
        expect(other !== null && hex(other) === ROOTS[size]).toBe(place === index);
      }
    }
  });

  it('is refused when it is too long, too short, changed, or of a place outside', async () => {
    for (let index = 0; index < size; index++) {
      const [leaf, path] = [await leafAt(index), await inclusionPath(treeOf(size), index)];
      expect(await rootOfPath(leaf, index, size, [...path, leaf])).toBeNull();
      if (path.length > 0) expect(await rootOfPath(leaf, index, size, path.slice(1))).toBeNull();
      for (const [at, hash] of path.entries()) {
        const changed = path.with(at, hash.with(31, (hash[31] ?? 0) ^ 1));
        expect(hex((await rootOfPath(leaf, index, size, changed)) ?? leaf)).not.toBe(ROOTS[size]);
      }
      for (const outside of [size, -1, 0.5 - size]) expect(await rootOfPath(leaf, outside, size, path)).toBeNull();
    }
  });
});

it('an inner node cannot pass for a leaf', async () => {
  const [left, right] = [await leafAt(0), await leafAt(1)];
  const pair = new Uint8Array([...left, ...right]);
  expect(hex(await leafHash(pair))).not.toBe(ROOTS[2]);
});
