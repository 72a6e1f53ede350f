// The load balancer of a real fleet: nginx with lines to each process that it keeps, and no sticky sessions.
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { connect } from 'node:net';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { freePort } from '../free-port.js';

/** Null where this machine has none. */
export const nginxProgram = ['/usr/sbin/nginx', '/usr/bin/nginx', '/usr/local/sbin/nginx'].find(existsSync) ?? null;

export class Nginx {
  private constructor(
    readonly port: number,
    private readonly log: string,
    private readonly child: ChildProcess,
  ) {}

  static async start(ports: number[], folder: string): Promise<Nginx> {
    const home = join(folder, 'nginx');
    mkdirSync(home, { recursive: true });
    const port = await freePort();
    const log = join(home, 'answers.log');
    writeFileSync(join(home, 'nginx.conf'), settings(home, port, ports));
    const child = spawn(nginxProgram!, ['-p', home, '-c', join(home, 'nginx.conf'), '-e', join(home, 'error.log')], {
      stdio: 'ignore',
    });
    const nginx = new Nginx(port, log, child);
    for (let tries = 0; !(await isOpen(port)); tries++) {
      if (tries === 100 || child.exitCode !== null) throw new Error(`nginx: ${readFileSync(join(home, 'error.log'))}`);
      await sleep(50);
    }
    return nginx;
  }

  /** What a browser would have seen as an error: the status, and of which request. */
  get failures(): string[] {
    return readFileSync(this.log, 'utf8')
      .split('\n')
      .filter((line) => /^5\d\d /.test(line));
  }

  async stop(): Promise<void> {
    const ended = once(this.child, 'exit');
    this.child.kill('SIGTERM');
    await ended;
  }
}

/** As docs/scaling.md tells owners to set it. */
const settings = (home: string, port: number, ports: number[]) => `
daemon off;
worker_processes 1;
${process.getuid?.() === 0 ? 'user root;' : ''}
pid ${home}/nginx.pid;
events { worker_connections 2000; }
http {
  log_format answers '$status $request from $upstream_addr $upstream_status';
  access_log ${home}/answers.log answers;
  client_body_temp_path ${home}/body;
  proxy_temp_path ${home}/proxy;
  fastcgi_temp_path ${home}/fastcgi;
  uwsgi_temp_path ${home}/uwsgi;
  scgi_temp_path ${home}/scgi;
  client_max_body_size 30m;
  upstream desk {
    ${ports.map((one) => `server 127.0.0.1:${one} max_fails=1 fail_timeout=1s;`).join('\n    ')}
    keepalive 32;
  }
  map $http_upgrade $line { default upgrade; '' ''; }
  server {
    listen 127.0.0.1:${port};
    location / {
      proxy_pass http://desk;
      proxy_http_version 1.1;
      proxy_set_header Host $http_host;
      proxy_set_header Upgrade $http_upgrade;
      proxy_set_header Connection $line;
      proxy_next_upstream error timeout;
      proxy_read_timeout 3600s;
    }
  }
}
`;

function isOpen(port: number): Promise<boolean> {
  return new Promise((told) => {
    const socket = connect(port, '127.0.0.1');
    socket.once('connect', () => {
      socket.destroy();
      told(true);
    });
    socket.once('error', () => told(false));
  });
}
