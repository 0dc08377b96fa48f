/*
 * For whoever bundles the verifier. A browser compiles a function when it is first called, and in a first check nearly
 * all are: a third of its time or more. This line has V8 (Chrome 136 and later) compile them while the file loads, beside
 * the page; it counts as a file's very first alone. Others pass over it. https://v8.dev/blog/explicit-compile-hints
 */
const COMPILE_HINT = '//# allFunctionsCalledOnLoad';
const VERIFIER = /sealed\/src\/(?:attestation|allow-list|confidential)\//;

/**
 * @param {readonly string[]} sources the files that a chunk is made of.
 * @returns {string} what belongs at its head; empty where nothing checks evidence.
 */
export const compileHint = (sources) => (sources.some((file) => VERIFIER.test(file)) ? COMPILE_HINT : '');
