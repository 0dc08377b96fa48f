import { spawn } from 'node:child_process';

/** The sidecar as it is built for production: a buyer's device that anybody may run. @returns its address. */
export async function startSidecar(brokerUrl: string, key: string): Promise<{ url: string; stop(): Promise<void> }> {
  const args = ['apps/sidecar/dist/main.js', '--broker', brokerUrl, '--env', 'dev', '--port', '0', '--json'];
  const child = spawn(process.execPath, args, {
    env: { PATH: process.env.PATH, SPINDLE_API_KEY: key },
    stdio: ['ignore', 'pipe', 'ignore'],
  });
  const stop = async () => {
    const ended = new Promise((resolve) => child.once('exit', resolve));
    if (child.kill('SIGKILL')) await ended;
  };
  const url = await new Promise<string>((resolve, reject) => {
    child.once('exit', (code) => reject(new Error(`the sidecar ended with ${code}`)));
    child.stdout.setEncoding('utf8').once('data', (line: string) => resolve(JSON.parse(line).url));
  });
  return { url, stop };
}
