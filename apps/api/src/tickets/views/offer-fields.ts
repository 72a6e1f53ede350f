// What the condition builder offers: every field, what can be asked of it, and which values there are to choose from.
import { Injectable } from '@nestjs/common';
import { Connections } from '../../desk/read-connections.js';
import { ReadTags } from '../../desk/tags.js';
import { AgentNames } from '../../people/agent-names.js';
import { NameCompanies } from '../../people/companies/name-companies.js';
import type { FieldDefinition } from '../../people/fields/field-definition.js';
import { ReadFields } from '../../people/fields/read-fields.js';
import { ReadTeams } from '../../people/read-teams.js';
import { ReadSegments } from '../../people/segments/read-segments.js';
import { type FieldRule, OPS_OF } from '../../platform/conditions/condition.js';
import { Database } from '../../platform/database/database.js';
import { ReadTicketFields } from '../read-ticket-fields.js';
import { ME, MINE } from './saved-view.js';
import type { FieldValueView, TicketFieldView } from './views.requests.js';

/** The languages customers most often write in; any other may be typed. */
const LANGUAGES =
  'en ru bg uk be sr hr sl mk pl cs sk de fr es it pt nl sv da no fi et lv lt el ro hu tr az ka hy kk uz he ar fa hi zh ja ko vi th id';
const MOST_TAGS = 1_000;

@Injectable()
export class OfferFields {
  constructor(
    private readonly database: Database,
    private readonly fields: ReadTicketFields,
    private readonly agents: AgentNames,
    private readonly teams: ReadTeams,
    private readonly tags: ReadTags,
    private readonly connections: Connections,
    private readonly own: ReadFields,
    private readonly companies: NameCompanies,
    private readonly segments: ReadSegments,
  ) {}

  async run(workspaceId: string): Promise<TicketFieldView[]> {
    const [fields, living, own] = await Promise.all([
      this.fields.run(workspaceId),
      this.living(workspaceId),
      this.own.run(workspaceId, 'ticket'),
    ]);
    const named = new Map(own.map((one) => [`field.${one.key}`, one]));
    return Object.entries(fields).map(([name, field]) => ({
      name,
      label: named.get(name)?.label ?? null,
      type: field.type,
      ops: [...OPS_OF[field.type]],
      numeric: isNumeric(field),
      values: living[name] ?? choicesOf(named.get(name)) ?? wordsOf(field),
    }));
  }

  /** Values that are rows of the workspace, with their names; `me` and `mine` are the screen's to name. */
  private async living(workspaceId: string): Promise<Record<string, FieldValueView[]>> {
    const [agents, teams, tags, connections, companies, { segments }] = await Promise.all([
      this.agents.run(this.database, workspaceId),
      this.teams.run(workspaceId),
      this.tags.run(workspaceId),
      this.connections.all(workspaceId),
      this.companies.run(workspaceId),
      this.segments.run(workspaceId),
    ]);
    return {
      assignee: [
        { value: ME, label: null },
        ...[...agents].filter(([, { disabled }]) => !disabled).map(([value, { name }]) => ({ value, label: name })),
      ],
      team: [{ value: MINE, label: null }, ...teams.map(({ id, name }) => ({ value: id, label: name }))],
      tag: tags.slice(0, MOST_TAGS).map(({ id, name }) => ({ value: String(id), label: name })),
      connection: connections.map(({ id, name }) => ({ value: id, label: name })),
      channel: [...new Set(connections.map(({ kind }) => kind))].sort().map((value) => ({ value, label: null })),
      company: companies.map(({ id, name }) => ({ value: id, label: name })),
      segment: segments.map(({ id, name }) => ({ value: id, label: name })),
      language: LANGUAGES.split(' ').map((value) => ({ value, label: null })),
    };
  }
}

const isNumeric = ({ type, as }: FieldRule) => type === 'number' || (as !== undefined && as !== 'uuid');

const choicesOf = (field: FieldDefinition | undefined): FieldValueView[] | null =>
  field?.type === 'choice' || field?.type === 'multi-choice'
    ? field.choices.map(({ id, label }) => ({ value: id, label }))
    : null;

const wordsOf = ({ values }: FieldRule): FieldValueView[] | null =>
  values instanceof RegExp || !values ? null : values.map((value) => ({ value, label: null }));
