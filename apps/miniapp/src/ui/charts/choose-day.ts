/** The day under a finger at this share of the chart's width; at its edges the nearest. */
export function dayAt(share: number, days: number): number {
  return Math.min(days - 1, Math.max(0, Math.floor(share * days)));
}

/** Where a key leads from the chosen day; null to all days together, undefined when the key is not for us. */
export function dayAfterKey(key: string, chosen: number | null, days: number): number | null | undefined {
  const from = chosen ?? days;
  if (key === 'ArrowLeft' || key === 'ArrowDown') return Math.max(0, from - 1);
  if (key === 'ArrowRight' || key === 'ArrowUp') return Math.min(days - 1, (chosen ?? -1) + 1);
  if (key === 'Home') return 0;
  if (key === 'End') return days - 1;
  return key === 'Escape' && chosen !== null ? null : undefined;
}
