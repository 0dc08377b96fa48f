import { describe, expect, it } from 'vitest';
import { type Kept, keptBy } from './index.ts';

/** A browser's storage that takes so many names, then is full. */
function storageOf(most: number): Kept & { names: Map<string, string> } {
  const names = new Map<string, string>();
  return {
    names,
    getItem: (name) => names.get(name) ?? null,
    setItem: (name, value) => {
      if (names.size >= most && !names.has(name)) throw new DOMException('full', 'QuotaExceededError');
      names.set(name, value);
    },
    removeItem: (name) => void names.delete(name),
  };
}

describe('what a browser keeps', () => {
  it('is in the browser, where it can be', () => {
    const storage = storageOf(1);
    const kept = keptBy(() => storage);
    kept.setItem('a', '1');
    expect(storage.names.get('a')).toBe('1');
    storage.names.set('a', 'of another tab');
    expect(kept.getItem('a')).toBe('of another tab');
    kept.removeItem('a');
    expect(kept.getItem('a')).toBeNull();
  });

  it('is here, where the browser is full; what it had before is still there', () => {
    const storage = storageOf(1);
    const kept = keptBy(() => storage);
    kept.setItem('a', '1');
    kept.setItem('b', '2');
    expect([kept.getItem('a'), kept.getItem('b'), storage.names.size]).toEqual(['1', '2', 1]);
    storage.names.clear();
    kept.setItem('b', '3');
    expect(storage.names.get('b')).toBe('3');
  });

  it('is here, where the browser refuses to be asked at all', () => {
    const kept = keptBy(() => {
      throw new DOMException('denied', 'SecurityError');
    });
    expect(kept.getItem('a')).toBeNull();
    kept.setItem('a', '1');
    expect(kept.getItem('a')).toBe('1');
    kept.removeItem('a');
    expect(kept.getItem('a')).toBeNull();
  });
});
