// Draws sprite.svg from the icons that Lucide keeps: node --import tsx apps/miniapp/src/ui/icons/draw-sprite.ts
import { readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { fileURLToPath } from 'node:url';
import { LUCIDE_NAMES } from './lucide-names.ts';

interface IconSet {
  icons: Record<string, { body: string } | undefined>;
}

/** Where the drawing lies. */
export const SPRITE = fileURLToPath(new URL('./sprite.svg', import.meta.url));

/** The picture with all our icons in it. How lines look is said once, in icon.css. */
export function drawSprite(): string {
  const set: IconSet = JSON.parse(
    readFileSync(createRequire(import.meta.url).resolve('@iconify-json/lucide/icons.json'), 'utf8'),
  );
  const symbols = Object.entries(LUCIDE_NAMES).map(([name, lucide]) => {
    const body = set.icons[lucide]?.body;
    if (!body) throw new Error(`Lucide has no icon «${lucide}»`);
    return `<symbol id="${name}" viewBox="0 0 24 24">${shapesOf(body)}</symbol>`;
  });
  return `<svg xmlns="http://www.w3.org/2000/svg">\n${symbols.join('\n')}\n</svg>\n`;
}

const LOOK = / (?:fill|stroke|stroke-linecap|stroke-linejoin|stroke-width)="(?:none|currentColor|round|2)"/g;
const shapesOf = (body: string) => body.replace(LOOK, '').replace(/<\/?g>/g, '');

if (process.argv[1] === fileURLToPath(import.meta.url)) writeFileSync(SPRITE, drawSprite());
