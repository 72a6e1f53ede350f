// Part of the SMTP listener: how many may stand at the door at once from one address, and for how long one may stay.
import type { Socket } from 'node:net';

/** A mail server sends over a few connections at a time; our own machine is a relay or a test. */
const FROM_ONE_ADDRESS = 20;
/** A client that drips a byte now and then is never silent: whatever it does, this is the end. */
const LONGEST_MS = 15 * 60_000;

const OURSELVES = /^(127\.|::1$|::ffff:127\.)/;
export const isOurselves = (address: string): boolean => OURSELVES.test(address);

export class SmtpCrowd {
  private readonly present = new Map<string, number>();

  constructor(
    private readonly most = FROM_ONE_ADDRESS,
    private readonly longestMs = LONGEST_MS,
  ) {}

  /** Ends the connection when its time is over, however busy it looks. */
  watch(socket: Socket): void {
    const timer = setTimeout(() => socket.destroy(), this.longestMs);
    timer.unref();
    socket.once('close', () => clearTimeout(timer));
  }

  /** False: too many from there already. Each that was let in must leave. */
  enter(address: string): boolean {
    const here = this.present.get(address) ?? 0;
    if (here >= this.most && !isOurselves(address)) return false;
    this.present.set(address, here + 1);
    return true;
  }

  leave(address: string): void {
    const here = (this.present.get(address) ?? 0) - 1;
    if (here > 0) this.present.set(address, here);
    else this.present.delete(address);
  }
}
