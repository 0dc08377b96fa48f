import { FaultError, fail } from '@spindle/shared';
import { isSilent, mixDown, RATE, toWav } from './to-wav.ts';

/** The microphone, while it is open. */
export interface Recording {
  /** How loud it is now, from 0 to 1. */
  level(): number;
  /** Closes the microphone. @throws FaultError `recording_unreadable`, `speech_empty`. */
  finish(): Promise<Uint8Array>;
  /** Closes the microphone; what was said is gone. */
  drop(): void;
}

/** Whether this browser can record at all. */
export const canRecord = (): boolean =>
  typeof MediaRecorder === 'function' && typeof navigator.mediaDevices?.getUserMedia === 'function';

/**
 * Opens the microphone; the browser asks the person first.
 * @throws FaultError `microphone_refused`, `microphone_missing`, `recording_unreadable` where the browser cannot record what it hears.
 */
export async function record(): Promise<Recording> {
  const stream = await navigator.mediaDevices.getUserMedia({ audio: true }).catch((error: unknown) => {
    const isRefused = error instanceof DOMException && ['NotAllowedError', 'SecurityError'].includes(error.name);
    throw new FaultError(fail(isRefused ? 'microphone_refused' : 'microphone_missing').fault);
  });
  try {
    return listen(stream);
  } catch {
    // The microphone is open already, and nobody would close it.
    closeAll(stream);
    throw new FaultError(fail('recording_unreadable').fault);
  }
}

function closeAll(stream: MediaStream): void {
  for (const track of stream.getTracks()) track.stop();
}

function listen(stream: MediaStream): Recording {
  const context = new AudioContext();
  // Some browsers begin it asleep when the press is a moment ago: the meter would stand still.
  void context.resume();
  const meter = context.createAnalyser();
  context.createMediaStreamSource(stream).connect(meter);
  const recorder = new MediaRecorder(stream);
  const parts: Blob[] = [];
  recorder.addEventListener('dataavailable', ({ data }) => parts.push(data));
  recorder.start();
  const close = (): void => {
    closeAll(stream);
    void context.close();
  };
  const wave = new Float32Array(meter.fftSize);
  return {
    level: () => {
      meter.getFloatTimeDomainData(wave);
      return Math.min(1, Math.sqrt(wave.reduce((sum, it) => sum + it * it, 0) / wave.length) * LOUDNESS);
    },
    finish: async () => {
      const isDone = new Promise((resolve) => recorder.addEventListener('stop', resolve, { once: true }));
      recorder.stop();
      await isDone;
      close();
      return readSound(new Blob(parts, { type: recorder.mimeType }));
    },
    drop: () => {
      if (recorder.state !== 'inactive') recorder.stop();
      close();
    },
  };
}

/** Ordinary speech is a tenth of what a microphone takes at most; a meter shows it in its middle. */
const LOUDNESS = 5;

async function readSound(recorded: Blob): Promise<Uint8Array> {
  // Decoding brings sound to the rate of its context: nothing is ever played by it.
  const context = new OfflineAudioContext(1, 1, RATE);
  const sound = await recorded
    .arrayBuffer()
    .then((bytes) => context.decodeAudioData(bytes))
    .catch(() => {
      throw new FaultError(fail('recording_unreadable').fault);
    });
  const samples = mixDown(Array.from({ length: sound.numberOfChannels }, (_, at) => sound.getChannelData(at)));
  if (isSilent(samples)) throw new FaultError(fail('speech_empty').fault);
  return toWav(samples);
}
