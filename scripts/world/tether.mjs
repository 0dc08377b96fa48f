// Preloaded into every program that `npm start` runs: when the supervisor is gone (even by kill -9), its end of this
// pipe closes, and the program stops by itself. So nothing is ever left running.
process.stdin.on('error', () => {});
process.stdin.on('close', () => process.kill(process.pid, 'SIGTERM'));
process.stdin.resume();
process.stdin.unref?.();
