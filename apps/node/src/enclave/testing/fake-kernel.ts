import { basename, dirname } from 'node:path';
import { TSM_REPORTS } from '../configfs-tsm.ts';
import type { TsmFiles } from '../tsm-files.ts';

/** What a guest's driver answers to 64 bytes. */
export type Driver = (inblob: Uint8Array) => { outblob: Uint8Array; auxblob?: Uint8Array };

interface Report {
  inblob: Uint8Array | null;
  /** Counts of writes, and of those that the last report was made from. */
  written: number;
  made: number;
  outblob: Uint8Array;
  auxblob: Uint8Array | null;
}

export const systemError = (code: string): Error => Object.assign(new Error(code), { code });

/**
 * configfs-tsm as the kernel does it (drivers/virt/coco/tsm.c): each write counts, a report is made at the first read after
 * one, and a write that is refused says so at the file's end, where nobody hears it.
 */
export class FakeKernel implements TsmFiles {
  provider: string | null = 'tdx_guest';
  readonly files = new Map<string, Buffer>();
  readonly #reports = new Map<string, Report>();
  /** Called after each write, for whoever comes between. */
  afterWrite: (folder: string) => void = () => {};
  /** A write is lost without a word. */
  losesWrites = false;
  asked = 0;

  constructor(public driver: Driver) {}

  /** Folders that are still there. */
  get left(): number {
    return this.#reports.size;
  }

  async makeFolder(path: string): Promise<void> {
    if (dirname(path) !== TSM_REPORTS) throw systemError('ENOENT');
    if (this.provider === null) throw systemError('ENXIO');
    if (this.#reports.has(path)) throw systemError('EEXIST');
    const nothing = new Uint8Array();
    this.#reports.set(path, { inblob: null, written: 0, made: 0, outblob: nothing, auxblob: nothing });
  }

  async write(path: string, bytes: Uint8Array): Promise<void> {
    if (basename(path) !== 'inblob') throw systemError('EACCES');
    if (bytes.length > 64) throw systemError('EFBIG');
    const folder = dirname(path);
    const report = this.#report(path);
    if (!this.losesWrites) Object.assign(report, { inblob: bytes.slice(), written: report.written + 1 });
    this.afterWrite(folder);
  }

  /** Another program that writes into the same folder. */
  meddle(folder: string, bytes: Uint8Array): void {
    const report = this.#reports.get(folder);
    if (report) Object.assign(report, { inblob: bytes, written: report.written + 1 });
  }

  async read(path: string): Promise<Buffer> {
    const file = this.files.get(path);
    if (file) return file;
    const report = this.#report(path);
    const name = basename(path);
    if (name === 'generation') return Buffer.from(`${report.written}\n`);
    if (name === 'provider') return Buffer.from(`${this.provider}\n`);
    if (name !== 'outblob' && name !== 'auxblob') throw systemError('ENOENT');
    if (!report.inblob) throw systemError('EINVAL');
    if (report.made !== report.written) {
      if (this.provider === null) throw systemError('ENOTTY');
      this.asked++;
      const { outblob, auxblob = null } = this.driver(report.inblob);
      Object.assign(report, { outblob, auxblob, made: report.written });
    }
    // An attribute that the driver has not is not there at all.
    if (name === 'auxblob' && report.auxblob === null) throw systemError('ENOENT');
    return Buffer.from(name === 'outblob' ? report.outblob : (report.auxblob ?? []));
  }

  async removeFolder(path: string): Promise<void> {
    if (!this.#reports.delete(path)) throw systemError('ENOENT');
  }

  #report(path: string): Report {
    const report = this.#reports.get(dirname(path));
    if (!report) throw systemError('ENOENT');
    return report;
  }
}
