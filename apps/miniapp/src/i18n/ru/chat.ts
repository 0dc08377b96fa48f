import type { Texts } from '../texts.ts';

export const chat: Texts['chat'] = { title: 'chat' };
