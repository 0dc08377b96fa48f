/** The link to a node broke while it answered. What it sent so far is all that will come. */
export class NodeLostError extends Error {
  constructor(readonly nodeId: string) {
    super('the link to the node broke');
    this.name = 'NodeLostError';
  }
}
