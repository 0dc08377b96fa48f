import { execFileSync } from 'node:child_process';
import { accessSync, constants, mkdtempSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { removeAtEnd, start } from '../system/children.ts';
import { freePort, serves } from '../system/ports.ts';
import type { Peer } from './peer.ts';
import { processPeer } from './process-peer.ts';

/** nginx as it is set up before engines that stream: one process, kept connections, nothing gathered. */
export async function startNginx(engineUrl: string, model: string): Promise<Peer> {
  const command = findNginx();
  const folder = mkdtempSync(path.join(os.tmpdir(), 'spindle-bench-nginx-'));
  removeAtEnd(folder);
  const port = await freePort();
  writeFileSync(path.join(folder, 'nginx.conf'), configOf(folder, port, new URL(engineUrl).host));
  const child = start(command, ['-p', folder, '-c', path.join(folder, 'nginx.conf'), '-e', 'stderr']);
  await serves(`http://127.0.0.1:${port}/v1/models`, child);
  return processPeer('nginx', child, `http://127.0.0.1:${port}/v1/chat/completions`, model);
}

const configOf = (folder: string, port: number, engine: string): string => `
daemon off; master_process off; pid ${folder}/pid; error_log stderr error;
events { worker_connections 16384; }
http {
  access_log off; keepalive_requests 1000000;
  client_body_temp_path ${folder}; proxy_temp_path ${folder}; fastcgi_temp_path ${folder};
  uwsgi_temp_path ${folder}; scgi_temp_path ${folder};
  upstream engine { server ${engine}; keepalive 4096; keepalive_requests 1000000; }
  server {
    listen 127.0.0.1:${port} backlog=4096;
    location / { proxy_pass http://engine; proxy_http_version 1.1; proxy_set_header Connection ""; proxy_buffering off; }
  }
}`;

/** @throws when it is not there and cannot be had. */
function findNginx(): string {
  const places = [...(process.env.PATH ?? '').split(path.delimiter), '/usr/sbin', '/usr/local/sbin'];
  const find = () => places.map((place) => path.join(place, 'nginx')).find(isProgram);
  const found = find();
  if (found) return found;
  if (process.getuid?.() !== 0) throw new Error('nginx is not installed');
  try {
    const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive', RUNLEVEL: '1' };
    const options = { env, timeout: 60_000, stdio: 'ignore' } as const;
    execFileSync('apt-get', ['install', '-y', '--no-install-recommends', 'nginx-light'], options);
  } catch {
    throw new Error('nginx is not installed, and apt-get could not install it');
  }
  const installed = find();
  if (!installed) throw new Error('nginx is not installed');
  return installed;
}

function isProgram(file: string): boolean {
  try {
    accessSync(file, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}
