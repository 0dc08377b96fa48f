import { FrameType, type Receipt, type Signed, termsCostNano } from '@spindle/shared';
import { encodeJsonFrame, signReceipt } from '../../node/index.ts';
import { makeTerms } from '../fixtures.ts';
import { makeAnswer } from './make-answer.ts';
import { makeReceiptVectors } from './make-receipt.ts';
import { vectorNode } from './world.ts';

/** What a device gets back from the market for the request in request.json, and the streams that it refuses. */
export async function makeStream() {
  const { file } = await makeReceiptVectors();
  const { answer } = makeAnswer();
  const parts = partsOf(answer.nodeId, file.receipt);
  const receipt: Receipt = JSON.parse(file.receipt.text);
  const wrong = (changes: Partial<Receipt>): Promise<Signed> =>
    signReceipt({ ...receipt, ...changes }, vectorNode('a').receipts);
  return {
    of: ['request.json', 'answer.json', 'receipt-file.json'],
    /** In order: attempt, four frames of the answer, receipt, settled. */
    frames: [parts.attempt(), ...answer.frames.map(({ frame }) => frame), parts.receipt(file.receipt), parts.settled()],
    refused: [
      ...broken(parts),
      {
        what: 'the receipt of another request',
        code: 'receipt_invalid',
        field: 'requestHash',
        stream: [0, 1, 2, 3, 4, parts.receipt(await wrong({ requestHash: '5a'.repeat(32) }))],
      },
      {
        what: 'a receipt for more than was delivered',
        code: 'receipt_invalid',
        field: 'tokens.output',
        stream: [0, 1, 2, 3, 4, parts.receipt(await wrong({ tokens: { input: 12, cached: 2, output: 21 } }))],
      },
    ],
  };
}

function partsOf(nodeId: string, signed: Signed) {
  const hexFrame = (type: FrameType, body: object) => Buffer.from(encodeJsonFrame(type, body)).toString('hex');
  const cost = termsCostNano(makeTerms(nodeId), JSON.parse(signed.text).tokens);
  return {
    cost,
    attempt: (changes: object = {}) => hexFrame(FrameType.Attempt, { attempt: 0, nodeId, ...changes }),
    receipt: (it: Signed) => hexFrame(FrameType.Receipt, it),
    settled: (chargedNano: bigint = cost) =>
      hexFrame(FrameType.Settled, {
        chargedNano: `${chargedNano}`,
        feeNano: '0',
        end: { kind: 'complete', reason: 'stop' },
      }),
  };
}

/** `stream`: numbers of the good stream's frames, or bytes. `cut`: so many bytes are missing at the end. */
function broken({ attempt, settled, cost }: ReturnType<typeof partsOf>) {
  const stranger = vectorNode('c').nodeId;
  return [
    { what: 'cut between two frames', code: 'answer_cut', stream: [0, 1, 2] },
    { what: 'cut within a frame', code: 'answer_cut', stream: [0, 1, 2], cut: 7 },
    { what: 'cut before the first frame', code: 'answer_cut', stream: [0] },
    { what: 'no last frame, and a receipt all the same', code: 'receipt_invalid', stream: [0, 1, 2, 3, 5, 6] },
    { what: 'settled without its last frame', code: 'answer_cut', stream: [0, 1, 2, 3, 6] },
    { what: 'no receipt', code: 'receipt_missing', stream: [0, 1, 2, 3, 4] },
    { what: 'settled without a receipt', code: 'receipt_missing', stream: [0, 1, 2, 3, 4, 6] },
    { what: 'frames in another order', code: 'answer_damaged', stream: [0, 2, 1, 3, 4, 5, 6] },
    { what: 'a frame twice', code: 'answer_damaged', stream: [0, 1, 1, 2, 3, 4, 5, 6] },
    { what: 'a frame left out', code: 'answer_damaged', stream: [0, 1, 3, 4, 5, 6] },
    { what: 'the last frame twice', code: 'answer_damaged', stream: [0, 1, 2, 3, 4, 4, 5, 6] },
    { what: 'the answer begun again behind its end', code: 'answer_damaged', stream: [0, 1, 2, 3, 4, 0] },
    { what: 'an answer that no machine gives', code: 'answer_damaged', stream: [1, 2, 3, 4, 5, 6] },
    { what: 'a machine that was not sealed to', code: 'answer_damaged', stream: [attempt({ nodeId: stranger }), 1] },
    { what: 'going on from where nobody was', code: 'answer_damaged', stream: [attempt({ resumedTokens: 3 })] },
    { what: 'a frame of an unknown type', code: 'answer_damaged', stream: [0, 1, 'ff00000000'] },
    { what: 'a frame longer than any may be', code: 'answer_damaged', stream: [0, '0100ffffff'] },
    { what: 'more charged than it cost', code: 'charge_mismatch', stream: [0, 1, 2, 3, 4, 5, settled(cost + 1n)] },
  ];
}
