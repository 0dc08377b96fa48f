import type { Reading } from '../shapes.ts';

/** Two tokens that are so near to each other in likelihood are chosen between by rounding, not by the model. */
export const NEAR_TIE_NATS = 0.2;
/** Fewer tokens, compared one by one, say nothing. */
export const LEAST_TOKENS = 4;
/** What one token more or less is worth that no rounding explains: as much as a whole answer. */
const PARTED = 1;

/**
 * How far an answer is from the reference. With log probabilities: the mean difference of them, in nats, token by token,
 * until the two part. Where they part at a near tie, only what stands before is compared; where they part without one,
 * that is as far as two models can be.
 * @returns null when too little could be compared.
 */
export function distanceOf(reference: Reading, reading: Reading): number | null {
  if (reference.isRight !== null)
    return reading.isRight === null ? null : Number(reading.isRight !== reference.isRight);
  if (reference.odds && reference.margins) {
    return reading.odds
      ? distanceOfOdds(
          { ...reference, odds: reference.odds, margins: reference.margins },
          { ...reading, odds: reading.odds },
        )
      : null;
  }
  return distanceOfMarks(reference, reading);
}

type WithOdds = Reading & { odds: number[] };

function distanceOfOdds(reference: WithOdds & { margins: number[] }, reading: WithOdds): number | null {
  let sum = 0;
  let compared = 0;
  for (const [at, mark] of reference.marks.entries()) {
    const own = reading.odds[at];
    // The answer ends sooner: said and done in another way, as any other parting.
    if (own === undefined || reading.marks[at] !== mark) {
      if ((reference.margins[at] ?? 0) >= NEAR_TIE_NATS) return PARTED;
      break;
    }
    sum += Math.abs(own - (reference.odds[at] ?? 0));
    compared++;
  }
  return compared >= LEAST_TOKENS ? sum / compared : null;
}

/** Without log probabilities: the share of the reference that the answer does not repeat from its beginning. */
function distanceOfMarks(reference: Reading, reading: Reading): number | null {
  const { marks } = reference;
  if (marks.length < LEAST_TOKENS) return null;
  const parted = marks.findIndex((mark, at) => reading.marks[at] !== mark);
  return parted < 0 ? 0 : 1 - parted / marks.length;
}
