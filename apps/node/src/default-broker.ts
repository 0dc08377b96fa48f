import manifest from '../package.json' with { type: 'json' };

/** The market that this build belongs to; null where none is named: whoever publishes the program sets it. */
export const DEFAULT_BROKER_URL: string | null = manifest.spindle.broker;
