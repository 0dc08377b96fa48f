export const PRESETS = ['translate', 'summarise', 'rewrite', 'explain'] as const;
export type PresetName = (typeof PRESETS)[number];

/** The choices of each preset, in the order in which they are shown; the first is chosen at first. */
export const PRESET_CHOICES = {
  translate: ['en', 'ru', 'es', 'de', 'fr', 'zh', 'ar'],
  summarise: ['points', 'paragraph', 'sentence'],
  rewrite: ['clear', 'short', 'formal', 'friendly'],
  explain: ['simply', 'thoroughly', 'example'],
} as const satisfies Record<PresetName, readonly string[]>;

/** The question that is sent: what is wanted, and the text between marks that it can't be mistaken for. */
export const presetQuestion = (wish: string, text: string): string => `${wish}\n\n"""\n${text.trim()}\n"""`;
