// A shop's own server on the API channel, which can hang: it takes what it is posted, and answers nothing.
import { randomUUID } from 'node:crypto';
import type { AddressInfo } from 'node:net';
import { startBridge } from '../bridge.mjs';

interface Delivered {
  conversation: string;
  text: string;
  card: object | null;
}

export class Listener {
  readonly secret = randomUUID();
  /** What its readers have seen. */
  readonly delivered: Delivered[] = [];
  /** How many posts wait for an answer that never comes. */
  hung = 0;
  private hangs = false;
  private readonly bridge = startBridge<Delivered>({
    secret: this.secret,
    deliver: (event) => {
      if (this.hangs) {
        this.hung += 1;
        return new Promise<string>(() => undefined);
      }
      this.delivered.push(event);
      return `shown-${this.delivered.length}`;
    },
  });

  get url(): string {
    return `http://127.0.0.1:${(this.bridge.server.address() as AddressInfo).port}/`;
  }

  start(): Promise<void> {
    return new Promise((resolve) => this.bridge.server.listen(0, '127.0.0.1', () => resolve()));
  }

  async stop(): Promise<void> {
    this.bridge.server.closeAllConnections();
    await new Promise((resolve) => this.bridge.server.close(resolve));
  }

  hang(): void {
    this.hangs = true;
  }

  /** Started anew, as somebody does who sees it hang. */
  wake(): void {
    this.hangs = false;
    this.hung = 0;
    this.bridge.server.closeAllConnections();
  }

  /** A customer writes there; true once the desk has it. */
  async writes(conversation: string, text: string): Promise<boolean> {
    const event = {
      type: 'message',
      id: randomUUID(),
      conversation,
      sender: { id: conversation, name: conversation },
      text,
    };
    return (await this.bridge.tell(event)) === 200;
  }
}
