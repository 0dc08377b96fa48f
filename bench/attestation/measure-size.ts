import { measurePackage } from '../../packages/sealed/size.mjs';
import type { Figure } from '../money/figure.ts';
import { DEVICE_MUSTS } from '../report/musts.ts';

/** What the package weighs on a device, gzipped, with everything that it stands on. */
export async function measureSize(): Promise<Figure[]> {
  const sizes = await measurePackage();
  const figure = (what: string, bytes: number, must: Figure['must'] = null, beside = ''): Figure => ({
    ...{ what, value: bytes / 1_000, unit: 'kB', digits: 1, must, beside },
  });
  const onTop = Object.entries(sizes.entries).map(([name, bytes]) =>
    figure(`${name}, on top of it with the first confidential machine`, bytes),
  );
  const parts = Object.entries(sizes.parts).map(([name, bytes]) => figure(`${name}, loaded when it is met`, bytes));
  return [
    figure(
      'the package: to quote, seal, open and verify a receipt, gzip',
      sizes.package,
      { atMost: DEVICE_MUSTS.packageKb },
      'zod in it',
    ),
    ...onTop,
    ...parts,
  ];
}
