/**
 * Characters that turn the order of what follows around (Unicode UAX #9: embeddings, overrides, isolates): with them a text can
 * look like another one, an address like another's. Right-to-left languages need none of them; their marks stay.
 */
const TURNING = /[\u202a-\u202e\u2066-\u2069]/g;

export const withoutTurns = (text: string): string => text.replace(TURNING, '');
