// Path B: a claimed message becomes the parts that its channel will send, with its files, its card and, for mail, its envelope.
import { Inject, Injectable } from '@nestjs/common';
import {
  type Channel,
  channelOf,
  keepsMessageId,
  type OutboundFile,
  type OutboundMail,
  type OutboundMessage,
  type Part,
} from '@otklik/channels';
import { signFileUrl } from '../desk/file-links.js';
import { type Connection, Connections } from '../desk/read-connections.js';
import type { Env } from '../env.js';
import { AgentNames } from '../people/agent-names.js';
import { ReadContact } from '../people/read-contact.js';
import { ReadWorkspace } from '../people/read-workspace.js';
import { Clock } from '../platform/clock.js';
import { Database } from '../platform/database/database.js';
import { ENV } from '../platform/env.token.js';
import { Files } from '../platform/files.js';
import { Secrets } from '../platform/secrets.js';
import { localeOf } from '../platform/words/words.js';
import type { ClaimedMessage } from '../tickets/claim-message.js';
import { cardOfMessage } from './card-of-message.js';
import { composeMail } from './compose-mail.js';

/** A message on its way: what to send, where, and how it will be known there. */
export interface Outgoing {
  parts: Part[];
  /** Chat id, or the requester's address. */
  conversation: string;
  mail: OutboundMail | null;
  /** The connection's settings, with the desk's own relay where it names none. */
  config: Record<string, unknown>;
}

@Injectable()
export class OutgoingParts {
  constructor(
    @Inject(ENV) private readonly env: Pick<Env, 'smtpUrl' | 'publicUrl'>,
    private readonly database: Database,
    private readonly files: Files,
    private readonly secrets: Secrets,
    private readonly clock: Clock,
    private readonly connections: Connections,
    private readonly agents: AgentNames,
    private readonly contacts: ReadContact,
    private readonly workspaces: ReadWorkspace,
  ) {}

  async run(claimed: ClaimedMessage, connection: Connection, channel: Channel): Promise<Outgoing> {
    const { message, ticket } = claimed;
    const { workspaceId } = message;
    const contact = await this.contacts.run(workspaceId, ticket.contactId);
    const workspace = await this.workspaces.run(workspaceId);
    const identity = contact.identities.find((one) => one.id === ticket.identityId);
    const address = identity?.address ?? '';
    const locale = localeOf(ticket.language, localeOf(contact.locale, localeOf(workspace.locale)));
    const { text, card } = cardOfMessage(message.text, message.card, channel.abilities);
    const isMail = channel.kind === 'email';
    const mail = isMail
      ? composeMail(this.secrets, {
          claimed,
          ownAddress: connection.address ?? '',
          ownAddresses: await this.mailboxes(workspaceId),
          ...(await this.sender(claimed, connection, workspace.name)),
          requester: { name: identity?.name ?? contact.name, address },
          timeZone: workspace.timeZone,
          locale,
        })
      : null;
    const outbound: OutboundMessage = {
      id: message.id,
      conversation: ticket.conversation ?? address,
      text,
      html: card ? null : message.html,
      files: await this.attachments(claimed),
      card,
      replyToExternalId: answeredId(claimed),
      locale,
      template: message.template,
      mail,
    };
    const config = this.configOf(connection);
    return { parts: await channel.render(outbound, config), conversation: outbound.conversation, mail, config };
  }

  /** The settings a channel's client works with; mail goes out through the mailbox's own relay, else the desk's. */
  configOf(connection: Connection): Record<string, unknown> {
    const { config } = connection;
    if (connection.kind !== 'email') return config;
    return { ...config, address: connection.address, smtpUrl: config.smtpUrl || this.env.smtpUrl || null };
  }

  private async attachments({ message }: ClaimedMessage): Promise<OutboundFile[]> {
    const { workspaceId } = message;
    const ids = message.files.map((file) => file.id);
    const stored = await this.files.find(this.database, workspaceId, ids);
    return stored.map(({ id, name, contentType, size, sha256 }) => {
      const contentId = message.files.find((file) => file.id === id)?.contentId ?? null;
      const read = () => this.files.read(workspaceId, sha256);
      const link = this.env.publicUrl + signFileUrl(this.secrets, workspaceId, { id, name }, this.clock.now());
      return { name, contentType, size, ...(contentId ? { contentId, inline: true } : {}), read, link };
    });
  }

  private async mailboxes(workspaceId: string): Promise<string[]> {
    const all = await this.connections.all(workspaceId);
    return all.flatMap((one) => (one.kind === 'email' && one.address ? [one.address] : []));
  }

  /** A person signs with their name; a survey and other automatic words come from the house. */
  private async sender({ message }: ClaimedMessage, connection: Connection, workspace: string) {
    const { agentId, workspaceId } = message;
    const agent = agentId ? (await this.agents.run(this.database, workspaceId)).get(agentId)?.name : null;
    const house = connection.name.includes('@') ? workspace : connection.name;
    return { senderName: agent ?? house, author: { agent: agent ?? null, workspace } };
  }
}

/** Only an answer to a certain message quotes it; an ordinary reply just comes next. */
function answeredId({ message, customerMessages }: ClaimedMessage): string | null {
  return customerMessages.find((one) => one.id === message.replyTo)?.externalId ?? null;
}

export const isOwn = (kind: string) => channelOf(kind)?.abilities.own ?? false;
/** Whether the other side knows a message that comes twice; with mail it depends on the service that carries it. */
export function isIdempotent(connection: Pick<Connection, 'kind' | 'config'>): boolean {
  const repeats = channelOf(connection.kind)?.abilities.idempotent ?? false;
  return repeats && (connection.kind !== 'email' || keepsMessageId(connection.config));
}
