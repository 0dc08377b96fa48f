import type { Language } from '@spindle/shared';
import { en } from './en.ts';
import { ru } from './ru.ts';

export type SampleTexts = typeof en;

export const sampleTexts = (language: Language): SampleTexts => ({ en, ru })[language];
