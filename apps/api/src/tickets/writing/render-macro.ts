// A macro's words for one ticket: in its customer's language, with the gaps filled from what is known.
import { Injectable } from '@nestjs/common';
import { escapeHtml, type FilledWords, fillWords, firstName, type MacroValues } from '../../desk/macro-words.js';
import type { Macro } from '../../desk/macros.js';
import { AgentNames } from '../../people/agent-names.js';
import { ReadCompany } from '../../people/companies/read-company.js';
import type { FieldDefinition, FieldOwner, FieldValues } from '../../people/fields/field-definition.js';
import { ReadFields } from '../../people/fields/read-fields.js';
import { showValue } from '../../people/fields/show-value.js';
import { type Person, ReadContact } from '../../people/read-contact.js';
import { ReadWorkspace } from '../../people/read-workspace.js';
import { Database } from '../../platform/database/database.js';
import { DomainError } from '../../platform/errors.js';
import type { Caller } from '../../platform/http/access.js';
import { ReadTicketRows } from '../read-ticket-rows.js';
import { safeReplyHtml } from '../reply-html.js';
import { fieldsOf } from '../ticket-values.store.js';

export interface Rendered {
  text: string;
  html: string;
  missing: string[];
}

interface OwnGaps {
  values: MacroValues;
  /** What a gap is called on the screen. */
  labels: Map<string, string>;
}

/** `field.key` of the ticket, `contact.field.key`, `company.field.key`. */
const gapOf = ({ of, key }: FieldDefinition) => (of === 'ticket' ? `field.${key}` : `${of}.field.${key}`);

@Injectable()
export class RenderMacro {
  constructor(
    private readonly database: Database,
    private readonly rows: ReadTicketRows,
    private readonly contacts: ReadContact,
    private readonly agents: AgentNames,
    private readonly workspaces: ReadWorkspace,
    private readonly companies: ReadCompany,
    private readonly fields: ReadFields,
  ) {}

  /** @throws DomainError not-found. */
  async run(caller: Caller, macro: Macro, ticketId: string): Promise<Rendered> {
    const { workspaceId } = caller;
    const [row] = await this.rows.run(this.database, workspaceId, [ticketId]);
    if (!row) throw new DomainError('not-found');
    const [contact, agents, workspace] = await Promise.all([
      this.contacts.run(workspaceId, row.contact.id),
      this.agents.run(this.database, workspaceId),
      this.workspaces.run(workspaceId),
    ]);
    const language = row.language ?? contact.locale;
    const own = await this.own(workspaceId, ticketId, contact, language ?? workspace.locale);
    const me = caller.agentId ? agents.get(caller.agentId) : undefined;
    const values: MacroValues = {
      'customer.first_name': firstName(contact.name),
      'customer.name': contact.name,
      'customer.email': contact.identities.find((one) => one.kind === 'email')?.address,
      'agent.first_name': firstName(me?.name),
      'agent.name': me?.name,
      'ticket.number': String(row.number),
      'ticket.subject': row.subject,
      'workspace.name': workspace.name,
      ...own.values,
    };
    const words = macro.variants[(language ?? '').slice(0, 2)] ?? macro;
    const text: FilledWords = fillWords(words.text, values);
    const html = fillWords(words.html, values, escapeHtml);
    // A gap may stand where an address does: what filled it is looked at again.
    return {
      text: text.words,
      html: safeReplyHtml(html.words),
      missing: [...new Set([...text.missing, ...html.missing])].map((gap) => own.labels.get(gap) ?? gap),
    };
  }

  /** The workspace's own fields of the ticket, of its customer and of their company. */
  private async own(workspaceId: string, ticketId: string, contact: Person, locale: string): Promise<OwnGaps> {
    const [definitions, ticket, company] = await Promise.all([
      this.fields.run(workspaceId),
      fieldsOf(this.database, workspaceId, ticketId),
      contact.companyId ? this.companies.run(workspaceId, contact.companyId) : null,
    ]);
    const held: Record<FieldOwner, FieldValues> = { ticket, contact: contact.fields, company: company?.fields ?? {} };
    const gaps: OwnGaps = { values: {}, labels: new Map() };
    for (const definition of definitions.filter((one) => !one.archived)) {
      const gap = gapOf(definition);
      gaps.values[gap] = showValue(definition, held[definition.of][definition.key], locale);
      gaps.labels.set(gap, definition.label);
    }
    return gaps;
  }
}
