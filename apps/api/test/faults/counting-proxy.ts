// A proxy that counts what the desk says to one neighbour, and pulls the plug of the whole desk at the n-th saying.
import { connect, createServer, type Server, type Socket } from 'node:net';

/** One count over all neighbours: the n-th exchange is a moment between any two of them. */
export class ExchangeCount {
  /** Exchanges since the last kill was set. */
  count = 0;
  private killAt = Number.POSITIVE_INFINITY;
  private kill: (where: { neighbour: string; before: boolean }) => void = () => undefined;
  private before = true;

  /** Kills at the n-th exchange from now: before it is passed on, or just after. */
  arm(n: number, before: boolean, kill: (where: { neighbour: string; before: boolean }) => void): void {
    this.count = 0;
    this.killAt = n;
    this.before = before;
    this.kill = kill;
  }

  disarm(): void {
    this.killAt = Number.POSITIVE_INFINITY;
  }

  /** Passes one exchange on. */
  pass(neighbour: string, forward: () => void): void {
    this.count += 1;
    const now = this.count === this.killAt;
    if (now && this.before) {
      this.kill({ neighbour, before: true });
      return;
    }
    forward();
    if (now) this.kill({ neighbour, before: false });
  }
}

export class CountingProxy {
  private server: Server | null = null;
  private readonly sockets = new Set<Socket>();
  /** The desk has said something there, and waits for an answer. */
  private readonly unanswered = new Set<Socket>();

  constructor(
    private readonly neighbour: string,
    private readonly target: { host: string; port: number },
    private readonly exchanges: ExchangeCount,
  ) {}

  get port(): number {
    return (this.server!.address() as { port: number }).port;
  }

  /** `port`: the one it had before `stop`, for a neighbour that comes back. */
  async start(port = 0): Promise<this> {
    this.server = createServer((desk) => {
      const far = connect(this.target);
      for (const socket of [desk, far]) {
        this.sockets.add(socket);
        socket.on('error', () => undefined);
        socket.on('close', () => {
          this.sockets.delete(socket);
          this.unanswered.delete(desk);
          desk.destroy();
          far.destroy();
        });
      }
      desk.on('data', (chunk) => {
        this.unanswered.add(desk);
        this.exchanges.pass(this.neighbour, () => far.write(chunk));
      });
      far.on('data', (chunk) => {
        this.unanswered.delete(desk);
        desk.write(chunk);
      });
    });
    await new Promise<void>((resolve) => this.server!.listen(port, '127.0.0.1', resolve));
    return this;
  }

  /** Answers how many questions were cut off from their answers. */
  async stop(): Promise<number> {
    const cutOff = this.unanswered.size;
    for (const socket of this.sockets) socket.destroy();
    await new Promise((resolve) => this.server?.close(resolve) ?? resolve(null));
    return cutOff;
  }
}
