// Preloaded into every program of `npm test`. What runs often V8 compiles once more, into code that is faster: it pays
// off within minutes, and most programs of a test live for seconds. So it waits some ten times longer than it would;
// a broker is up for a quarter less of the processor, and what runs long is compiled all the same.
const { setFlagsFromString } = require('node:v8');

setFlagsFromString('--interrupt-budget=600000');
setFlagsFromString('--wasm-tiering-budget=20000000');
