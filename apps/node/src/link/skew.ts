/**
 * How far this machine's clock is off the market's at least, milliseconds. The market tells whole seconds, somewhere between
 * the two times of ours.
 */
export const skewMs = (brokerMs: number, sentAtMs: number, receivedAtMs: number): number =>
  Math.max(sentAtMs - (brokerMs + 1_000), brokerMs - receivedAtMs, 0);
