// A messenger of the stories: its vendor's server as the channel's harness describes it, and its customer writing through our webhook.
import type { TicketRow } from '@otklik/contract';
import { bytesOf, type Harness, type Outside, startOutside } from '../../../libs/channels/src/harness.js';
import type { TestDesk, TestWorkspace } from './desk.js';

export class Messenger {
  connection!: { id: string; state: string; hookUrl: string };
  outside!: Outside;
  /** Deeds are numbered; every messenger counts from its own start. */
  private deeds = 100;
  private settings: Record<string, unknown> = {};

  private constructor(
    private readonly desk: TestDesk,
    readonly kind: string,
    readonly harness: Harness,
    private readonly workspace: TestWorkspace,
  ) {}

  /** Connects the channel as an owner would, with the vendor answering. */
  static async connect(
    desk: TestDesk,
    kind: string,
    harness: Harness,
    workspace: TestWorkspace = desk.main,
    outside?: Outside,
  ): Promise<Messenger> {
    const messenger = new Messenger(desk, kind, harness, workspace);
    messenger.outside = outside ?? (await startOutside(harness));
    const vendor = harness.outside;
    if (!vendor || !('settings' in vendor)) throw new Error(`${kind} has no web server outside`);
    messenger.settings = { ...harness.config, ...vendor.settings(messenger.outside.url) };
    const body = { kind, name: kind, config: messenger.settings };
    messenger.connection = await workspace.owner.does('POST', '/api/v1/connections', body);
    return messenger;
  }

  next(): number {
    return ++this.deeds;
  }

  get customer(): Harness['customer'] {
    return this.harness.customer;
  }

  now(): Date {
    return this.desk.clock.now();
  }

  /** Delivers a webhook body, signed; returns the status and what the vendor reads. */
  async delivers(
    body: unknown,
    config: Record<string, unknown> = this.settings,
  ): Promise<{ status: number; answer: string }> {
    const bytes = bytesOf(body);
    const signed = this.harness.webhook!.sign(bytes, config, this.connection.hookUrl, this.now());
    const url = signed.url ?? this.connection.hookUrl;
    const response = await fetch(url, {
      method: signed.method ?? 'POST',
      headers: { 'content-type': 'application/json', ...signed.headers },
      body: new Uint8Array(signed.body ?? bytes),
    });
    return { status: response.status, answer: await response.text() };
  }

  /** The same, and the desk has understood it. */
  async hears(body: unknown): Promise<void> {
    const { status, answer } = await this.delivers(body);
    if (status !== 200) throw new Error(`${this.kind}: ${status} ${answer}`);
    await this.desk.settles();
  }

  /** The customer's words arrive; returns the number of the deed. */
  async writes(text: string): Promise<number> {
    const n = this.next();
    await this.hears(this.customer.writes(n, text, this.now()));
    return n;
  }

  /** The customer's living ticket, if there is one. */
  async ticket(): Promise<TicketRow | undefined> {
    const rows = await this.workspace.owner.tickets('all');
    return rows.find((row) => row.connectionId === this.connection.id && row.state !== 'closed');
  }

  /** The words the customer has seen, in order. */
  sawTexts(): string[] {
    return this.outside.seen.map((seen) => seen.text);
  }

  async stop(): Promise<void> {
    await this.outside.stop();
  }
}
