import { stat } from 'node:fs/promises';

/** Keeps what was read of one file: it is asked for at each check. */
let known: { path: string; sign: string; type: string | null } | null = null;

/**
 * The quantisation of a GGUF on this machine, by its own header (`general.file_type`), such as `Q4_K_M`.
 * @returns null when there is no such file here, or it doesn't tell.
 */
export async function readGgufType(path: string | null): Promise<string | null> {
  if (path === null) return null;
  try {
    const { size, mtimeMs } = await stat(path);
    const sign = `${size} ${mtimeMs}`;
    if (known?.path === path && known.sign === sign) return known.type;
    // The library is loaded here, not at start: most nodes never need it.
    const { GgufFileType, readGgufFileInfo } = await import('node-llama-cpp');
    const options = { readTensorInfo: false, sourceType: 'filesystem', logWarnings: false } as const;
    const { metadata } = await readGgufFileInfo(path, options);
    const number = metadata.general.file_type;
    const name = number === undefined ? undefined : GgufFileType[number];
    const type = name?.replace(/^(MOSTLY|ALL)_/, '') ?? null;
    known = { path, sign, type };
    return type;
  } catch {
    return null;
  }
}
