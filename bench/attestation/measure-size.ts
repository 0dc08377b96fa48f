import { measurePackage } from '../../packages/sealed/size.mjs';
import type { Figure } from '../money/figure.ts';

/** What the package weighs, gzipped: our own code, and what is loaded only when it is met. */
export async function measureSize(): Promise<Figure[]> {
  const { sealed, both, later } = await measurePackage();
  const figure = (what: string, bytes: number, must: Figure['must'], beside: string): Figure => ({
    ...{ what, value: bytes / 1_000, unit: 'kB', digits: 1, must, beside },
  });
  return [
    figure(
      'sealing and checking TDX evidence, own code, gzip',
      both,
      { atMost: 15 },
      `sealing alone ${(sealed / 1_000).toFixed(1)}`,
    ),
    ...Object.entries(later).map(([name, bytes]) => figure(`${name}, loaded when it is met`, bytes, null, '')),
  ];
}
