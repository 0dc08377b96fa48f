/** Where frames go: a buyer's connection, or the developers' door inside the broker. */
export interface FrameSink {
  /**
   * Sends whole frames. The first call decides that the answer begins: what fails later is told in a frame.
   * @returns a promise that resolves when more may follow, or null to go on at once. It also resolves when the buyer
   * has gone; the request's signal tells that.
   */
  write(frames: Uint8Array): Promise<void> | null;
}
