const RATE = 16_000;
const BYTES_OF_SAMPLE = 2;
const HEADER_BYTES = 44;

/** Silence as a WAV file in base64: 16 kHz, mono, 16 bits (RIFF, PCM). */
export function silentWav(seconds: number): string {
  const bytes = Math.round(RATE * seconds) * BYTES_OF_SAMPLE;
  const file = Buffer.alloc(HEADER_BYTES + bytes);
  file.write('RIFF', 0, 'latin1');
  file.writeUInt32LE(HEADER_BYTES - 8 + bytes, 4);
  file.write('WAVEfmt ', 8, 'latin1');
  file.writeUInt32LE(16, 16);
  file.writeUInt16LE(1, 20);
  file.writeUInt16LE(1, 22);
  file.writeUInt32LE(RATE, 24);
  file.writeUInt32LE(RATE * BYTES_OF_SAMPLE, 28);
  file.writeUInt16LE(BYTES_OF_SAMPLE, 32);
  file.writeUInt16LE(BYTES_OF_SAMPLE * 8, 34);
  file.write('data', 36, 'latin1');
  file.writeUInt32LE(bytes, 40);
  return file.toString('base64');
}
