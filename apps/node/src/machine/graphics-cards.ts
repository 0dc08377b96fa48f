import type { Tools } from './tools.ts';

const FOLDER = '/sys/class/drm';
/** PCI vendors whose cards run models; what Intel builds into processors is no card. */
const MAKERS: Record<string, string> = { '0x10de': 'NVIDIA', '0x1002': 'AMD' };

/** Cards that the kernel sees, whether a driver's tool answers or not: names of their makers. */
export async function findGraphicsCards(tools: Tools): Promise<string[]> {
  const names = (await tools.list(FOLDER)).filter((name) => /^card\d+$/.test(name));
  const vendors = await Promise.all(names.map((name) => tools.read(`${FOLDER}/${name}/device/vendor`)));
  return vendors.flatMap((vendor) => MAKERS[vendor?.trim() ?? ''] ?? []);
}
