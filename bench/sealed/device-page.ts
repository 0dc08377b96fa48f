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
}

async function measureDevice({ recipients, question, answer, rounds }: DeviceInput): Promise<DeviceTimes> {
  const body = { kind: 'chat' as const, request: { messages: [{ role: 'user', content: question }] } };
  const jobId = recipients[0]?.terms.jobId ?? '';
  const seal = async () => unwrap(await sealRequest({ candidates: recipients, jobId, body }));
  const secrets = { contentKey: bytesOf(answer.contentKey), salt: bytesOf(answer.salt), nodeId: answer.nodeId };
  const frames = unwrap(new FrameReader().push(bytesOf(answer.frames)));
  const open = async () => {
    const opener = new AnswerOpener({ ...secrets, attempt: 0 }, webPrimitives);
    for (const frame of frames) unwrap(await opener.open(frame));
    if (!opener.isWhole) throw new Error('the answer is not whole');
  };
  const decrypt = await decryptAlone(frames);
  const ofFrame = (ms: number) => (ms * 1_000) / frames.length;
  const [coldSealMs = 0, ...sealMs] = await timesOf(seal, rounds + 1);
  const [openUs, bareUs]: [number[], number[]] = [[], []];
  // In turns, so that what else the machine does falls on both.
  for (let round = 0; round < rounds; round++) {
    openUs.push(...(await timesOf(open, 1)).map(ofFrame));
    bareUs.push(...(await timesOf(decrypt, 1)).map(ofFrame));
  }
  return { coldSealMs, sealMs, openUs, bareUs };
}

/** What no opener can do without: WebCrypto's decryption of as many bytes, with nothing around it. */
async function decryptAlone(frames: readonly Frame[]): Promise<() => Promise<void>> {
  const key = await crypto.subtle.generateKey({ name: 'AES-GCM', length: 256 }, false, ['encrypt', 'decrypt']);
  const sealed = await Promise.all(
    frames.map(async ({ bytes }) => {
      const params = { name: 'AES-GCM', iv: new Uint8Array(12), additionalData: new Uint8Array(5) };
      return { params, bytes: await crypto.subtle.encrypt(params, key, new Uint8Array(bytes.length - BESIDE_BYTES)) };
    }),
  );
  return async () => {
    for (const { params, bytes } of sealed) await crypto.subtle.decrypt(params, key, bytes);
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
