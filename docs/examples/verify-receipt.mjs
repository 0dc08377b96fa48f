// Verifies a Spindle receipt offline: node verify-receipt.mjs receipt.json
// Written from docs/sealed-protocol.md §7 alone, with nothing but Node's own crypto.
import { createHash, createPublicKey, verify } from 'node:crypto';
import { readFileSync } from 'node:fs';

const sha256 = (...parts) => parts.reduce((hash, part) => hash.update(part), createHash('sha256')).digest('hex');
const canonical = (value) => {
  if (Array.isArray(value)) return `[${value.map(canonical)}]`;
  if (value === null || typeof value !== 'object') return JSON.stringify(value);
  const members = Object.keys(value)
    .sort()
    .map((key) => `${JSON.stringify(key)}:${canonical(value[key])}`);
  return `{${members}}`;
};
const isSigned = (domain, text, signature, key) => {
  const jwk = { kty: 'OKP', crv: 'Ed25519', x: Buffer.from(key, 'hex').toString('base64url') };
  const publicKey = createPublicKey({ key: jwk, format: 'jwk' });
  return verify(null, Buffer.from(`${domain}\0${text}`), publicKey, Buffer.from(signature, 'hex'));
};
const must = (holds, what) => {
  if (!holds) throw new Error(what);
  console.log(`good: ${what}`);
};

const file = JSON.parse(readFileSync(process.argv[2] ?? 0, 'utf8'));
must(file.v === 1 && file.kind === 'spindle-receipt', 'the file is a receipt');
const [manifest, receipt] = [JSON.parse(file.manifest), JSON.parse(file.receipt.text)];
must(canonical(manifest) === file.manifest && canonical(receipt) === file.receipt.text, 'both texts are canonical');
if (file.identityKey) {
  const isVouched = isSigned('spindle-manifest/1', file.manifest, file.manifestSignature, file.identityKey);
  must(isVouched, `the identity ${file.identityKey.slice(0, 8)}… vouches for the machine's keys`);
} else {
  const quote = Buffer.from(file.evidence.tdx.quote, 'base64');
  const at = quote.readUInt16LE(0) === 4 ? 568 : 574;
  const bound = sha256('spindle-keys/1\0', file.manifest);
  must(
    quote.subarray(at, at + 32).toString('hex') === bound,
    'the TDX quote names these keys (is it Intel’s? spindle-verify tells)',
  );
}
must(
  isSigned('spindle-receipt/1', file.receipt.text, file.receipt.signature, manifest.receiptKey),
  'the machine signed the receipt',
);
const { tokens, startedAt, firstTokenAt, endedAt, resumed } = receipt;
must(
  receipt.nodeId === manifest.nodeId &&
    startedAt >= manifest.notBefore - 300_000 &&
    startedAt < manifest.notAfter + 300_000,
  'these keys were in use then',
);
const isOrdered = firstTokenAt === null ? tokens.output === 0 : startedAt <= firstTokenAt && firstTokenAt <= endedAt;
must(tokens.cached <= tokens.input && startedAt <= endedAt && isOrdered, 'tokens and times are possible');
if (file.terms) {
  const { jobId, nodeId, maxInputTokens, maxOutputTokens } = file.terms;
  must(
    receipt.termsHash === sha256('spindle-terms/1\0', canonical(file.terms)),
    'the terms are those that it worked under',
  );
  must(receipt.jobId === jobId && receipt.nodeId === nodeId, 'the terms are of this job and machine');
  must(
    tokens.input <= maxInputTokens && tokens.output + (resumed?.tokens ?? 0) <= maxOutputTokens,
    'tokens are within the terms',
  );
}
if (file.request)
  must(receipt.requestHash === sha256(Buffer.from(file.request, 'base64')), 'the sealed request is this one');
if (file.answer)
  must(receipt.answerHash === sha256(Buffer.from(file.answer, 'base64')), 'the sealed answer is this one');
if (file.opening) {
  const pieces = file.opening.pieces.map((piece) => Buffer.from(piece, 'base64'));
  const parts = pieces.flatMap((piece) => [Buffer.from(piece.length.toString(16).padStart(8, '0'), 'hex'), piece]);
  const commitment = sha256('spindle-answer-commitment/1\0', Buffer.from(file.opening.salt, 'hex'), ...parts);
  must(receipt.answerCommitment === commitment, 'the plain answer is the one that it commits to');
}
console.log(
  `${tokens.input} tokens in (${tokens.cached} cached), ${tokens.output} out, ${new Date(endedAt).toISOString()}`,
);
