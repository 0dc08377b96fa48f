import type { Texts } from '../texts.ts';

export const build: Texts['build'] = { title: 'build' };
