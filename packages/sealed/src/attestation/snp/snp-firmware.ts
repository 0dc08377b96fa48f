import type { SnpProduct } from '../trust.ts';

/** Versions of the processor's firmware, each of one byte. Turin has one more part. */
export interface SnpFirmware {
  bootLoader: number;
  tee: number;
  snp: number;
  microcode: number;
  fmc: number;
}

/** Where each stands in the 8 bytes of a TCB version, and in AMD's extensions (AMD 57230, tables 8 to 11). */
const PLACES = {
  bootLoader: { byte: 0, turinByte: 1, extension: '01' },
  tee: { byte: 1, turinByte: 2, extension: '02' },
  snp: { byte: 6, turinByte: 3, extension: '03' },
  microcode: { byte: 7, turinByte: 7, extension: '08' },
  fmc: { byte: null, turinByte: 0, extension: '09' },
} as const;

export const FIRMWARE_PARTS = ['bootLoader', 'tee', 'snp', 'microcode', 'fmc'] as const satisfies (keyof SnpFirmware)[];

/** Of the parts that this processor has. */
export function firmwarePartsOf(product: SnpProduct): { part: keyof SnpFirmware; byte: number; extension: string }[] {
  return FIRMWARE_PARTS.flatMap((part) => {
    const { byte, turinByte, extension } = PLACES[part];
    const place = product === 'Turin' ? turinByte : byte;
    return place === null ? [] : [{ part, byte: place, extension }];
  });
}

export function readFirmware(tcb: Uint8Array, product: SnpProduct): SnpFirmware {
  const firmware: SnpFirmware = { bootLoader: 0, tee: 0, snp: 0, microcode: 0, fmc: 0 };
  for (const { part, byte } of firmwarePartsOf(product)) firmware[part] = tcb[byte] ?? 0;
  return firmware;
}
