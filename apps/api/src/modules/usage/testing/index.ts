export { type Job, type Jobs, LISTING, makeJobs } from './make-jobs.ts';
