/** How many answers a request asks for. */
export const answersOf = ({ n }: Record<string, unknown>): number => (typeof n === 'number' ? n : 1);
