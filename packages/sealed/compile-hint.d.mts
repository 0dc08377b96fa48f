export function compileHint(sources: readonly string[]): string;
