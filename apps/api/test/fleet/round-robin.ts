// The load balancer before a fleet: each request to the next web process, whoever asks; no sticky sessions, no health checks.
import { createServer, type IncomingMessage, request, type Server, type ServerResponse } from 'node:http';
import { type AddressInfo, connect, createServer as createTcp, type Socket, type Server as TcpServer } from 'node:net';
import { pipeline } from 'node:stream';

/** As nginx by default: a connection of its own for each request, and the next process only where one refuses to be reached. */
export class RoundRobin {
  /** What a browser would have seen as an error: the status, and of which request. */
  readonly failures: string[] = [];
  private readonly server: Server;
  private readonly sockets = new Set<Socket>();
  private turn = 0;

  constructor(private readonly ports: number[]) {
    this.server = createServer((asked, answer) => this.pass(asked, answer, this.turn++, this.ports.length));
    this.server.on('upgrade', (asked, socket: Socket, head) =>
      this.join(asked, socket, head, this.turn++, this.ports.length),
    );
    this.server.on('connection', (socket: Socket) => {
      this.sockets.add(socket);
      socket.once('close', () => this.sockets.delete(socket));
    });
  }

  get port(): number {
    return (this.server.address() as AddressInfo).port;
  }

  async start(): Promise<this> {
    await new Promise<void>((listening) => this.server.listen(0, '127.0.0.1', listening));
    return this;
  }

  async stop(): Promise<void> {
    for (const socket of this.sockets) socket.destroy();
    await new Promise((closed) => this.server.close(closed));
  }

  /** A refused request goes on to the process after that one, whoever else has come in between. */
  private at(turn: number): number {
    return this.ports[turn % this.ports.length]!;
  }

  private pass(asked: IncomingMessage, answer: ServerResponse, turn: number, tries: number): void {
    const { method, url, headers } = asked;
    const port = this.at(turn);
    const far = request({ host: '127.0.0.1', port, method, path: url, headers, agent: false }, (came) => {
      if (came.statusCode! >= 500) this.failures.push(`${came.statusCode} ${method} ${url} from ${port}`);
      answer.writeHead(came.statusCode!, came.headers);
      pipeline(came, answer, (error) => error && answer.destroy());
    });
    far.on('error', (error: NodeJS.ErrnoException) => {
      if (error.code === 'ECONNREFUSED' && tries > 1) return this.pass(asked, answer, turn + 1, tries - 1);
      if (answer.headersSent || answer.destroyed) return answer.destroy();
      this.failures.push(`502 ${method} ${url} from ${port}: ${error.code}`);
      answer.writeHead(502).end();
    });
    // Sent only once somebody is there: a refused request must still have its body.
    far.once('socket', (socket) => socket.once('connect', () => asked.pipe(far)));
  }

  private join(asked: IncomingMessage, socket: Socket, head: Buffer, turn: number, tries: number): void {
    const far = connect(this.at(turn), '127.0.0.1');
    socket.on('error', () => far.destroy());
    far.once('connect', () => {
      const lines = asked.rawHeaders.flatMap((name, at, all) => (at % 2 ? [] : [`${name}: ${all[at + 1]}`]));
      far.write(`${[`${asked.method} ${asked.url} HTTP/1.1`, ...lines].join('\r\n')}\r\n\r\n`);
      far.write(head);
      pipeline(far, socket, far, () => undefined);
    });
    far.once('error', (error: NodeJS.ErrnoException) => {
      if (error.code === 'ECONNREFUSED' && tries > 1) this.join(asked, socket, head, turn + 1, tries - 1);
      else socket.destroy();
    });
  }
}

/** Mail to the first worker that can be reached, begun with another each time, as MX records of one preference. */
export async function mailFront(port: number, workers: number[]): Promise<TcpServer> {
  let turn = 0;
  const reach = (sender: Socket, tries: number): void => {
    const far = connect(workers[turn++ % workers.length]!, '127.0.0.1');
    far.once('connect', () => pipeline(sender, far, sender, () => undefined));
    far.once('error', () =>
      tries > 1 && far.connecting === false && !far.bytesRead ? reach(sender, tries - 1) : sender.destroy(),
    );
  };
  const server = createTcp((sender) => {
    sender.on('error', () => undefined);
    reach(sender, workers.length);
  });
  await new Promise<void>((listening) => server.listen(port, '127.0.0.1', listening));
  return server;
}
