// Verifies a Spindle receipt offline: node verify-receipt.mjs receipt.json
// Written from docs/sealed-protocol.md §7 alone, with nothing but Node's own crypto.
import { createHash, createPublicKey, verify } from 'node:crypto';
import { readFileSync } from 'node:fs';

const sha256 = (...parts) => parts.reduce((hash, part) => hash.update(part), createHash('sha256')).digest('hex');
const canonical = (value) => {
  if (Array.isArray(value)) return `[${value.map(canonical)}]`;
  if (value === null || typeof value !== 'object') return JSON.stringify(value);
  const keys = Object.keys(value).sort();
  return `{${keys.map((key) => `${JSON.stringify(key)}:${canonical(value[key])}`)}}`;
};
const isSigned = (domain, text, signature, key) => {
  const jwk = { kty: 'OKP', crv: 'Ed25519', x: Buffer.from(key, 'hex').toString('base64url') };
  const publicKey = createPublicKey({ key: jwk, format: 'jwk' });
  return verify(null, Buffer.from(`${domain}\0${text}`), publicKey, Buffer.from(signature, 'hex'));
};
const must = (what, ...holds) => {
  if (!holds.every(Boolean)) throw new Error(`not so: ${what}`);
  console.log(`good: ${what}`);
};

const file = JSON.parse(readFileSync(process.argv[2] ?? 0, 'utf8'));
must('the file is a receipt', file.v === 1, file.kind === 'spindle-receipt');
const { terms, request, answer, opening, evidence, identityKey: id } = file;
const [manifest, receipt] = [JSON.parse(file.manifest), JSON.parse(file.receipt.text)];
must('both texts are canonical', canonical(manifest) === file.manifest, canonical(receipt) === file.receipt.text);
if (id) must(`${id} vouches for the keys`, isSigned('spindle-manifest/1', file.manifest, file.manifestSignature, id));
const quote = Buffer.from(evidence?.tdx?.quote ?? '', 'base64');
const data = quote.length > 574 && quote.subarray(quote.readUInt16LE(0) === 4 ? 568 : 574).toString('hex', 0, 32);
if (!id) must('the TDX quote names these keys (Intel’s?)', data === sha256('spindle-keys/1\0', file.manifest));
const { text, signature } = file.receipt;
must('the machine signed the receipt', isSigned('spindle-receipt/1', text, signature, manifest.receiptKey));
const { nodeId, jobId, tokens, startedAt: from, firstTokenAt: first, endedAt: to, resumed } = receipt;
must('the keys are its own', nodeId === manifest.nodeId);
must('they were in use then', from >= manifest.notBefore - 300_000, from < manifest.notAfter + 300_000);
must('times are possible', from <= to, first === null ? tokens.output === 0 : from <= first && first <= to);
must('tokens are possible', tokens.cached <= tokens.input);
if (terms) must('it worked under these terms', receipt.termsHash === sha256('spindle-terms/1\0', canonical(terms)));
if (terms) must('they are of this job and machine', jobId === terms.jobId, nodeId === terms.nodeId);
const output = tokens.output + (resumed?.tokens ?? 0);
if (terms) must('they allow the tokens', tokens.input <= terms.maxInputTokens, output <= terms.maxOutputTokens);
if (request) must('the sealed request is this', receipt.requestHash === sha256(Buffer.from(request, 'base64')));
if (answer) must('the sealed answer is this', receipt.answerHash === sha256(Buffer.from(answer, 'base64')));
const pieces = (opening?.pieces ?? []).map((piece) => Buffer.from(piece, 'base64'));
const parts = pieces.flatMap((piece) => [Buffer.from(piece.length.toString(16).padStart(8, '0'), 'hex'), piece]);
const shown = sha256('spindle-answer-commitment/1\0', Buffer.from(opening?.salt ?? '', 'hex'), ...parts);
if (opening) must('the plain answer is this', receipt.answerCommitment === shown);
console.log(`${tokens.input} tokens in (${tokens.cached} cached), ${tokens.output} out, ${new Date(to).toISOString()}`);
