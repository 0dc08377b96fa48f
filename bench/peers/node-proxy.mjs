// The barest gateway: Node's own HTTP in and out, bytes piped through. No key, no balance, no seal, no receipt, no row.
import { Agent, request as call, createServer } from 'node:http';

const [upstream] = process.argv.slice(2);
const agent = new Agent({ keepAlive: true });
const server = createServer((request, response) => {
  const { host, connection, ...headers } = request.headers;
  const onward = call(upstream + request.url, { method: request.method, headers, agent }, (answer) => {
    response.writeHead(answer.statusCode, answer.headers);
    answer.pipe(response);
  });
  onward.on('error', () => response.destroy());
  response.on('close', () => onward.destroy());
  request.pipe(onward);
});
server.listen({ port: 0, host: '127.0.0.1', backlog: 4096 }, () => console.log(server.address().port));
