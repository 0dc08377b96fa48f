import { AnswerOpener } from '../../packages/sealed/src/answer-opener.ts';
import {
  type Frame,
  FrameReader,
  type Recipient,
  sealRequest,
  webPrimitives,
} from '../../packages/sealed/src/index.ts';
import { fromHex, unwrap } from '../../packages/shared/src/index.ts';

/** What the page is given: whom it seals to, and an answer whose secrets it has. Bytes are hex. */
export interface DeviceInput {
  recipients: Recipient[];
  question: string;
  answer: { contentKey: string; salt: string; nodeId: string; frames: string };
  rounds: number;
}

export interface DeviceTimes {
  /** The first seal of a page that has just been opened, then each of the others. */
  coldSealMs: number;
  sealMs: number[];
  /** Of one frame, each after the one before it, once for each round over the whole answer; and of WebCrypto alone. */
  openUs: number[];
  bareUs: number[];
  /** The same of a stream whose chunks bring several frames, as a reader cuts and opens them; and of WebCrypto alone. */
  streamUs: number[];
  bareStreamUs: number[];
}

async function measureDevice({ recipients, question, answer, rounds }: DeviceInput): Promise<DeviceTimes> {
  const body = { kind: 'chat' as const, request: { messages: [{ role: 'user', content: question }] } };
  const jobId = recipients[0]?.terms.jobId ?? '';
  const seal = async () => unwrap(await sealRequest({ candidates: recipients, jobId, body }));
  const secrets = { contentKey: bytesOf(answer.contentKey), salt: bytesOf(answer.salt), nodeId: answer.nodeId };
  const stream = bytesOf(answer.frames);
  const frames = unwrap(new FrameReader().push(stream));
  const open = async () => {
    const opener = new AnswerOpener({ ...secrets, attempt: 0 }, webPrimitives);
    for (const frame of frames) unwrap(await opener.open(frame));
    if (!opener.isWhole) throw new Error('the answer is not whole');
  };
  const read = async () => {
    const opener = new AnswerOpener({ ...secrets, attempt: 0 }, webPrimitives);
    const reader = new FrameReader();
    for (let at = 0; at < stream.length; at += CHUNK_BYTES) {
      const opened = unwrap(reader.push(stream.subarray(at, at + CHUNK_BYTES))).map((frame) => opener.open(frame));
      for (const plain of opened) unwrap(await plain);
    }
    if (!opener.isWhole) throw new Error('the answer is not whole');
  };
  const decrypt = await decryptAlone(frames);
  const ofFrame = (ms: number) => (ms * 1_000) / frames.length;
  const [coldSealMs = 0, ...sealMs] = await timesOf(seal, rounds + 1);
  const times: Pick<DeviceTimes, 'openUs' | 'bareUs' | 'streamUs' | 'bareStreamUs'> = {
    openUs: [],
    bareUs: [],
    streamUs: [],
    bareStreamUs: [],
  };
  // In turns, so that what else the machine does falls on all.
  for (let round = 0; round < rounds; round++) {
    times.openUs.push(...(await timesOf(open, 1)).map(ofFrame));
    times.bareUs.push(...(await timesOf(() => decrypt(1), 1)).map(ofFrame));
    times.streamUs.push(...(await timesOf(read, 1)).map(ofFrame));
    times.bareStreamUs.push(...(await timesOf(() => decrypt(FRAMES_OF_CHUNK), 1)).map(ofFrame));
  }
  return { coldSealMs, sealMs, ...times };
}

/** One read of a connection on which several frames waited. */
const FRAMES_OF_CHUNK = 16;
/** Head, count, text of 64 bytes and tag. */
const CHUNK_BYTES = FRAMES_OF_CHUNK * (5 + 4 + 64 + 16);

/** What no opener can do without: WebCrypto's decryption of as many bytes, so many begun together, with nothing around it. */
async function decryptAlone(frames: readonly Frame[]): Promise<(together: number) => Promise<void>> {
  const key = await crypto.subtle.generateKey({ name: 'AES-GCM', length: 256 }, false, ['encrypt', 'decrypt']);
  const sealed = await Promise.all(
    frames.map(async ({ bytes }) => {
      const params = { name: 'AES-GCM', iv: new Uint8Array(12), additionalData: new Uint8Array(5) };
      return { params, bytes: await crypto.subtle.encrypt(params, key, new Uint8Array(bytes.length - BESIDE_BYTES)) };
    }),
  );
  return async (together) => {
    for (let at = 0; at < sealed.length; at += together) {
      const begun = sealed
        .slice(at, at + together)
        .map(({ params, bytes }) => crypto.subtle.decrypt(params, key, bytes));
      for (const plain of begun) await plain;
    }
  };
}

/** Of a frame that is not the first: the count, and the tag. */
const BESIDE_BYTES = 4 + 16;

async function timesOf(work: () => Promise<unknown>, rounds: number): Promise<number[]> {
  const times: number[] = [];
  for (let round = 0; round < rounds; round++) {
    const start = performance.now();
    await work();
    times.push(performance.now() - start);
  }
  return times;
}

const bytesOf = (digits: string): Uint8Array => fromHex(digits) ?? new Uint8Array();

Object.assign(globalThis, { measureDevice });
