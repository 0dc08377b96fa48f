/** What models that listen work with: more would only be thrown away. */
export const RATE = 16_000;
const BYTES_OF_SAMPLE = 2;
const HEADER_BYTES = 44;
const LOUDEST = 32_767;

/** One channel of sound between -1 and 1 as a WAV file: PCM, 16 bits, {@link RATE} (RIFF). */
export function toWav(samples: Float32Array): Uint8Array {
  const bytes = samples.length * BYTES_OF_SAMPLE;
  const file = new DataView(new ArrayBuffer(HEADER_BYTES + bytes));
  const word = (at: number, text: string) => {
    for (let i = 0; i < text.length; i++) file.setUint8(at + i, text.charCodeAt(i));
  };
  word(0, 'RIFF');
  file.setUint32(4, HEADER_BYTES - 8 + bytes, true);
  word(8, 'WAVEfmt ');
  file.setUint32(16, 16, true);
  file.setUint16(20, 1, true);
  file.setUint16(22, 1, true);
  file.setUint32(24, RATE, true);
  file.setUint32(28, RATE * BYTES_OF_SAMPLE, true);
  file.setUint16(32, BYTES_OF_SAMPLE, true);
  file.setUint16(34, BYTES_OF_SAMPLE * 8, true);
  word(36, 'data');
  file.setUint32(40, bytes, true);
  samples.forEach((sample, at) => {
    file.setInt16(HEADER_BYTES + at * BYTES_OF_SAMPLE, Math.max(-1, Math.min(1, sample)) * LOUDEST, true);
  });
  return new Uint8Array(file.buffer);
}

/** The same sound from all channels, as loud as they are on average. */
export function mixDown(channels: readonly Float32Array[]): Float32Array {
  const [first = new Float32Array(), ...others] = channels;
  return others.length === 0
    ? first
    : first.map((sample, at) => others.reduce((sum, it) => sum + (it[at] ?? 0), sample) / channels.length);
}

/** Below this nobody spoke: room noise of a phone stays under a hundredth of what is loudest. */
const QUIET = 0.01;

export const isSilent = (samples: Float32Array): boolean => samples.every((sample) => Math.abs(sample) < QUIET);
