/** Where the broker is: it serves this page too. */
export const BROKER_URL: string = location.origin;

/** Where its routes are. */
export const TRPC_URL = `${BROKER_URL}/trpc`;
