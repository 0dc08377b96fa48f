import { AnswerOpener } from '../../packages/sealed/src/answer-opener.ts';
import { FrameReader, type Recipient, sealRequest, webPrimitives } from '../../packages/sealed/src/index.ts';
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
  /** Of one frame, once for each round over the whole answer: frames that came together; and each after the one before. */
  openUs: number[];
  openInTurnUs: number[];
}

async function measureDevice({ recipients, question, answer, rounds }: DeviceInput): Promise<DeviceTimes> {
  const body = { kind: 'chat' as const, request: { messages: [{ role: 'user', content: question }] } };
  const jobId = recipients[0]?.terms.jobId ?? '';
  const seal = async () => unwrap(await sealRequest({ candidates: recipients, jobId, body }));
  const secrets = { contentKey: bytesOf(answer.contentKey), salt: bytesOf(answer.salt), nodeId: answer.nodeId };
  const frames = unwrap(new FrameReader().push(bytesOf(answer.frames)));
  const openBy = async (work: (opener: AnswerOpener) => Promise<unknown>) => {
    const opener = new AnswerOpener({ ...secrets, attempt: 0 }, webPrimitives);
    await work(opener);
    if (!opener.isWhole) throw new Error('the answer is not whole');
  };
  const together = (opener: AnswerOpener) => Promise.all(frames.map((frame) => opener.open(frame)));
  const inTurn = async (opener: AnswerOpener) => {
    for (const frame of frames) unwrap(await opener.open(frame));
  };
  const ofFrame = (ms: number) => (ms * 1_000) / frames.length;
  const [coldSealMs = 0, ...sealMs] = await timesOf(seal, rounds + 1);
  const openUs = (await timesOf(() => openBy(together), rounds)).map(ofFrame);
  const openInTurnUs = (await timesOf(() => openBy(inTurn), rounds)).map(ofFrame);
  return { coldSealMs, sealMs, openUs, openInTurnUs };
}

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
