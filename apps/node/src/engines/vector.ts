/** A vector as it goes to the buyer: 32-bit floats, little-endian whatever the machine, in base64. */
export function encodeVector(values: readonly number[]): string {
  const bytes = Buffer.allocUnsafe(values.length * 4);
  values.forEach((value, at) => {
    bytes.writeFloatLE(value, at * 4);
  });
  return bytes.toString('base64');
}
