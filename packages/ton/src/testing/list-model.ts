import { DAY_SECONDS } from './world.ts';

type Name = 'owner' | 'guardian' | 'stranger';

/** One thing that somebody, or the clock, does to a list. */
export type ListStep =
  | { act: 'propose'; by: Name; tree: number }
  | { act: 'revoke'; by: Name; leaf: number }
  | { act: 'offerKeys'; by: Name; owner: Name; guardian: Name }
  | { act: 'activate' | 'cancelProposal' | 'revokeAll' | 'acceptKeys' | 'cancelOffer'; by: Name }
  | { act: 'wait'; seconds: number };

const EMPTY_ROOT = 'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855';

/** What a list should be after some steps, said again without its contract. */
export class ListModel {
  owner: Name = 'owner';
  guardian: Name = 'guardian';
  version = 0;
  private tree = 0;
  private readonly revoked = new Set<number>();
  private proposal: { tree: number; readyAt: number } | null = null;
  private offer: { owner: Name; guardian: Name; readyAt: number } | null = null;

  /** A tree, or a leaf, by a digit; none for 0. */
  static rootOf = (digit: number): string => (digit === 0 ? EMPTY_ROOT : `${digit}${digit}`.repeat(32));

  view() {
    const { version, tree, proposal } = this;
    return {
      ...{ version, root: ListModel.rootOf(tree), size: tree, revoked: [...this.revoked].sort().map(ListModel.rootOf) },
      proposal: proposal && { root: ListModel.rootOf(proposal.tree), readyAt: proposal.readyAt },
    };
  }

  /** Takes the step when it should be taken, and says whether it was. */
  take(step: ListStep, now: number): boolean {
    if (step.act === 'wait') return true;
    const isOwner = step.by === this.owner;
    const isKeeper = isOwner || step.by === this.guardian;
    switch (step.act) {
      case 'propose':
        return isOwner && step.tree > 0 && this.do(() => this.propose(step.tree, now));
      case 'activate':
        return (
          this.proposal !== null && now >= this.proposal.readyAt && this.do(() => this.become(this.proposal?.tree))
        );
      case 'cancelProposal':
        return isKeeper && this.proposal !== null && this.do(() => this.drop());
      case 'revoke':
        return isKeeper && !this.revoked.has(step.leaf) && this.do(() => this.revoke(step.leaf));
      case 'revokeAll':
        return isKeeper && (this.tree > 0 || this.proposal !== null) && this.do(() => this.become(0));
      case 'offerKeys':
        return isOwner && this.do(() => this.propose(null, now, step));
      case 'acceptKeys':
        return this.offer?.owner === step.by && now >= this.offer.readyAt && this.do(() => this.change());
      case 'cancelOffer':
        return isKeeper && this.offer !== null && this.do(() => this.change(false));
    }
  }

  private do(act: () => void): true {
    act();
    return true;
  }

  private propose(tree: number | null, now: number, keys?: { owner: Name; guardian: Name }): void {
    const readyAt = now + DAY_SECONDS;
    if (tree !== null) this.proposal = { tree, readyAt };
    if (keys) this.offer = { owner: keys.owner, guardian: keys.guardian, readyAt };
  }

  private become(tree = 0): void {
    this.tree = tree;
    this.proposal = null;
    this.version += 1;
  }

  private revoke(leaf: number): void {
    this.revoked.add(leaf);
    this.version += 1;
  }

  private drop(): void {
    this.proposal = null;
  }

  private change(isTaken = true): void {
    if (isTaken && this.offer) {
      this.owner = this.offer.owner;
      this.guardian = this.offer.guardian;
      this.proposal = null;
    }
    this.offer = null;
  }
}
