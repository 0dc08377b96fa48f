export const MOST_IMAGES = 3;
/** Enough for a model to read a page of print, and some hundred kilobytes. */
const MOST_PIXELS = 1_024;
const QUALITY = 0.8;

/** The size in which a picture is sent: its longer side is no longer than that, its form stays. */
export function sizeToSend({ width, height }: { width: number; height: number }): { width: number; height: number } {
  const scale = Math.min(1, MOST_PIXELS / Math.max(width, height));
  return { width: Math.max(1, Math.round(width * scale)), height: Math.max(1, Math.round(height * scale)) };
}

/**
 * A picture as a `data:` address, drawn anew: so it is small, and where it was taken stays on this device.
 * @returns null for a file that is no picture.
 */
export async function shrinkImage(file: Blob): Promise<string | null> {
  const bitmap = await createImageBitmap(file).catch(() => null);
  if (!bitmap) return null;
  const canvas = Object.assign(document.createElement('canvas'), sizeToSend(bitmap));
  const context = canvas.getContext('2d');
  if (!context) return null;
  // JPEG has no see-through: what was so becomes white, not black.
  context.fillStyle = '#fff';
  context.fillRect(0, 0, canvas.width, canvas.height);
  context.drawImage(bitmap, 0, 0, canvas.width, canvas.height);
  bitmap.close();
  return canvas.toDataURL('image/jpeg', QUALITY);
}
