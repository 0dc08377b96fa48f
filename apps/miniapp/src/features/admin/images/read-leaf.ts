/** A leaf as people read it: what it is called, and what of a machine is compared. */
export interface LeafWords {
  name: string;
  digest: string;
  platform: string;
  gpu: string;
  measured: [name: string, value: string][];
}

/** For showing alone; whether a leaf is right is checked by the broker, and by devices. */
export function readLeafWords(leaf: string): LeafWords | null {
  const json = parse(leaf);
  const [image, measurements] = [json?.image, json?.measurements];
  if (!isRecord(image) || !isRecord(measurements)) return null;
  const { platform, ...measured } = measurements;
  return {
    name: `${String(image.name)} ${String(image.version)}`,
    digest: String(image.digest),
    platform: String(platform),
    gpu: String(json?.gpu),
    measured: Object.entries(measured).map(([name, value]) => [name, String(value)]),
  };
}

function parse(text: string): Record<string, unknown> | null {
  try {
    const value: unknown = JSON.parse(text);
    return isRecord(value) ? value : null;
  } catch {
    return null;
  }
}

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
