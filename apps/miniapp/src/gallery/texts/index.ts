import type { Language } from '@spindle/shared';
import { en, type SampleTexts } from './en.ts';
import { ru } from './ru.ts';

export type { SampleTexts } from './en.ts';

export const sampleTexts = (language: Language): SampleTexts => ({ en, ru })[language];
