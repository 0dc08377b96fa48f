import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { drawSprite, SPRITE } from './draw-sprite.ts';

it('the sprite is what Lucide draws: `npm run icons -w @spindle/miniapp` draws it anew', () => {
  expect(readFileSync(SPRITE, 'utf8')).toBe(drawSprite());
});
