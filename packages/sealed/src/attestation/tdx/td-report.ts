import type { ByteReader } from '../byte-reader.ts';

/** What the TDX module says of a trust domain (TD); lengths in bytes are Intel's (TDX DCAP quoting library, appendix 3). */
export interface TdReport {
  teeTcbSvn: Uint8Array;
  mrSeam: Uint8Array;
  mrSignerSeam: Uint8Array;
  seamAttributes: Uint8Array;
  tdAttributes: Uint8Array;
  xfam: Uint8Array;
  mrTd: Uint8Array;
  mrConfigId: Uint8Array;
  mrOwner: Uint8Array;
  mrOwnerConfig: Uint8Array;
  rtmr0: Uint8Array;
  rtmr1: Uint8Array;
  rtmr2: Uint8Array;
  rtmr3: Uint8Array;
  reportData: Uint8Array;
  /** TD 1.5: versions of the module that runs now, which may have been updated since the TD started. */
  teeTcbSvn2: Uint8Array | null;
  /** TD 1.5: hash of the service TDs bound to it; such a service can move it to another machine. */
  mrServiceTd: Uint8Array | null;
}

export const TD_REPORT_10_BYTES = 584;
export const TD_REPORT_15_BYTES = 648;

export const readTdReport = (reader: ByteReader, is15: boolean): TdReport => ({
  teeTcbSvn: reader.take(16),
  mrSeam: reader.take(48),
  mrSignerSeam: reader.take(48),
  seamAttributes: reader.take(8),
  tdAttributes: reader.take(8),
  xfam: reader.take(8),
  mrTd: reader.take(48),
  mrConfigId: reader.take(48),
  mrOwner: reader.take(48),
  mrOwnerConfig: reader.take(48),
  rtmr0: reader.take(48),
  rtmr1: reader.take(48),
  rtmr2: reader.take(48),
  rtmr3: reader.take(48),
  reportData: reader.take(64),
  teeTcbSvn2: is15 ? reader.take(16) : null,
  mrServiceTd: is15 ? reader.take(48) : null,
});
