import type { Texts } from '../../../i18n/index.ts';
import type { LeafWords } from './read-leaf.ts';

/** The machine that an image is for, by the names of its makers: "Intel TDX · NVIDIA Hopper". What we have no name for stands as it is. */
export function machineWords({ platform, gpu }: LeafWords, { board, gpus }: Texts['images']): string {
  const platforms: Record<string, string> = board.platforms;
  return `${platforms[platform] ?? platform} · ${gpus[gpu] ?? gpu}`;
}
