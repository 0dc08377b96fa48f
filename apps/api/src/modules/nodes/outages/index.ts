export { type OutageWatchDeps, watchOutages } from './watch-outages.ts';
