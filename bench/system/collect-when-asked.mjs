// Loaded into programs that are measured (`--import`): a SIGUSR2 has all garbage collected. What a program holds and what
// its collector has not looked at yet are two things; only the first is what a node, or a stream, costs.
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';

setFlagsFromString('--expose-gc');
const collect = runInNewContext('gc');

process.on('SIGUSR2', () => collect());
