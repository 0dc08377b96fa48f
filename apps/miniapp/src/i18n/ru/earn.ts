import type { Texts } from '../texts.ts';

export const earn: Texts['earn'] = { title: 'earn' };
