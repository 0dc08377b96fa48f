// The peer: a gateway as many write it first, `fetch` in and out, no key, no balance, no seal, no receipt, no row.
import { createServer } from 'node:http';
import { Readable } from 'node:stream';

const [upstream] = process.argv.slice(2);
createServer(async (request, response) => {
  const body = [];
  for await (const chunk of request) body.push(chunk);
  const answer = await fetch(`${upstream}/chat/completions`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: Buffer.concat(body),
  });
  response.writeHead(answer.status, { 'content-type': answer.headers.get('content-type') ?? 'text/plain' });
  Readable.fromWeb(answer.body).pipe(response);
}).listen(0, '127.0.0.1', function () {
  console.log(this.address().port);
});
