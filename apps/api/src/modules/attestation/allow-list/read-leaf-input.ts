import { type AllowedImage, leafText, readLeafJson } from '@spindle/sealed/allow-list';
import { fail, ok, type Result } from '@spindle/shared';

/** What somebody typed or pasted, as the leaf that it means: any order and spacing, and nothing that is not compared. */
export function readLeafInput(text: string): Result<{ leaf: string; image: AllowedImage }, 'invalid_input'> {
  const image = readLeafJson(text);
  return image.ok
    ? ok({ leaf: leafText(image.value), image: image.value })
    : fail('invalid_input', { field: 'leaf', hint: `«${image.fault.facts?.what ?? ''}»` });
}
