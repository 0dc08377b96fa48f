import { hex, text } from '@spindle/shared';
import { DerReader, TAG } from './der.ts';

const COMMON_NAME = '550403';

/** The common name of a distinguished name; empty when there is none or several. */
export function commonNameOf(name: Uint8Array, part: string): string {
  const names: string[] = [];
  const relative = new DerReader(name, part);
  while (!relative.isAtEnd) {
    const attributes = relative.enter(TAG.set);
    while (!attributes.isAtEnd) {
      const attribute = attributes.enter(TAG.sequence);
      const type = hex(attribute.next(TAG.oid).body);
      const value = attribute.next().body;
      attribute.finish();
      if (type === COMMON_NAME) names.push(text(value));
    }
  }
  return names.length === 1 ? (names[0] ?? '') : '';
}
