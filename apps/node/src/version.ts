import manifest from '../package.json' with { type: 'json' };

export const VERSION: string = manifest.version;
/** How this program names itself to the market. */
export const PROGRAM = `spindle-node/${VERSION}`;
