// A push service of our own: it takes what the desk sends to its browsers, and opens it with their keys as they would.
import { createDecipheriv, createECDH, type ECDH, hkdfSync, randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';

/** Opens a push with the browser's keys (RFC 8291), by its own arithmetic and not by the desk's. */
export function openPush(body: Buffer, ecdh: ECDH, auth: string): string {
  const salt = body.subarray(0, 16);
  const theirs = body.subarray(21, 21 + body[20]!);
  const sealed = body.subarray(21 + body[20]!);
  const info = Buffer.concat([Buffer.from('WebPush: info\0'), ecdh.getPublicKey(), theirs]);
  const shared = ecdh.computeSecret(theirs);
  const secret = Buffer.from(hkdfSync('sha256', shared, Buffer.from(auth, 'base64url'), info, 32));
  const key = Buffer.from(hkdfSync('sha256', secret, salt, 'Content-Encoding: aes128gcm\0', 16));
  const nonce = Buffer.from(hkdfSync('sha256', secret, salt, 'Content-Encoding: nonce\0', 12));
  const decipher = createDecipheriv('aes-128-gcm', key, nonce);
  decipher.setAuthTag(sealed.subarray(-16));
  const padded = Buffer.concat([decipher.update(sealed.subarray(0, -16)), decipher.final()]);
  return padded.subarray(0, padded.lastIndexOf(2)).toString();
}

export interface TakenPush {
  /** Which browser. */
  path: string;
  headers: Record<string, string | string[] | undefined>;
  words: Record<string, unknown>;
}

export class PushStandin {
  readonly taken: TakenPush[] = [];
  /** What the next requests are answered with instead of 201, first first. */
  readonly refusals: number[] = [];
  private server: Server | null = null;
  private readonly browsers = new Map<string, { ecdh: ECDH; auth: string }>();

  async start(): Promise<void> {
    this.server = createServer((request, response) => {
      const parts: Buffer[] = [];
      request.on('data', (part: Buffer) => parts.push(part));
      request.on('end', () => {
        const refusal = this.refusals.shift();
        const browser = this.browsers.get(request.url ?? '');
        response.statusCode = refusal ?? (browser ? 201 : 410);
        if (!refusal && browser) {
          const words = JSON.parse(openPush(Buffer.concat(parts), browser.ecdh, browser.auth));
          this.taken.push({ path: request.url!, headers: request.headers, words });
        }
        response.end();
      });
    });
    this.server.listen(0, '127.0.0.1');
    await once(this.server, 'listening');
  }

  /** A browser subscribes: what it hands to the page. */
  subscribe(name: string): { endpoint: string; p256dh: string; auth: string } {
    const ecdh = createECDH('prime256v1');
    const p256dh = ecdh.generateKeys().toString('base64url');
    const auth = randomBytes(16).toString('base64url');
    this.browsers.set(`/push/${name}`, { ecdh, auth });
    const { port } = this.server!.address() as AddressInfo;
    return { endpoint: `http://127.0.0.1:${port}/push/${name}`, p256dh, auth };
  }

  /** The browser is gone: its address answers 410. */
  forget(name: string): void {
    this.browsers.delete(`/push/${name}`);
  }

  async stop(): Promise<void> {
    this.server?.close();
    this.server?.closeAllConnections();
  }
}
