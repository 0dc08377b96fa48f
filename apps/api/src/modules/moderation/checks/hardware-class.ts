/** How the makers' tools call the cards of each class (`nvidia-smi`, `rocm-smi`, `system_profiler`). */
const NAMES: Readonly<Record<string, RegExp>> = {
  b200: /\bB200\b/i,
  h200: /\bH200\b/i,
  'h100-nvl': /\bH100\b.*\bNVL\b/i,
  h100: /\bH100\b(?!.*\bNVL\b)/i,
  'a100-80': /\bA100\b.*\b80\s?GB/i,
  'a100-40': /\bA100\b.*\b40\s?GB/i,
  'rtx-pro-6000': /\bRTX PRO 6000\b/i,
  l40s: /\bL40S\b/i,
  'rtx-6000-ada': /\bRTX 6000 Ada\b/i,
  'rtx-5090': /\bRTX 5090\b/i,
  'rtx-4090': /\bRTX 4090\b/i,
  'rtx-3090': /\bRTX 3090\b/i,
  a10: /\bA10G?\b/i,
  l4: /\bL4\b/i,
  mi300x: /\bMI300X\b/i,
  'apple-ultra': /\bM\d+ Ultra\b/i,
};

/** Whether a card's own name is one of this class. Classes that an admin has added are told by their name. */
export function isOfClass(gpuName: string, hardware: { id: string; name: string; kind: string }): boolean {
  if (hardware.id === 'other-gpu') return true;
  const known = NAMES[hardware.id];
  if (known) return known.test(gpuName);
  return bare(gpuName).includes(bare(hardware.name));
}

/** Another class than this one that a text names, by the word that people know it by. */
export function namedClass(text: string, own: string): string | null {
  const found = Object.entries(NAMES).find(([id, name]) => id !== own && name.test(text));
  const isOwn = NAMES[own]?.test(text) ?? false;
  return found && !isOwn ? found[0] : null;
}

/** Letters and digits alone, without makers and memory, so that spelling does not matter. */
const bare = (name: string): string =>
  name
    .toLowerCase()
    .replace(/nvidia|geforce|amd|radeon|instinct|intel|apple|\b\d+\s?gb\b/g, '')
    .replace(/[^a-z0-9]/g, '');
