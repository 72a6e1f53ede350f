// From what was typed to what is looked for: names become ids, days become instants, filters become conditions.
import { Injectable } from '@nestjs/common';
import { Connections } from '../../desk/read-connections.js';
import { ReadTags } from '../../desk/tags.js';
import { AgentNames } from '../../people/agent-names.js';
import { FindPeople } from '../../people/find-people.js';
import { ReadTeams } from '../../people/read-teams.js';
import { ReadWorkspace } from '../../people/read-workspace.js';
import { Clock } from '../../platform/clock.js';
import { Database } from '../../platform/database/database.js';
import { plain } from './query-words.js';
import { type Reads, startOfDay } from './search.store.js';
import * as is from './search-conditions.js';
import type { SearchDay, SearchFilter, SearchQuery, SearchWord } from './search-query.js';

export interface Searcher {
  workspaceId: string;
  agentId: string | null;
  locale: string;
}

export interface Ask {
  words: SearchWord[];
  /** On `t`; spam and merged tickets are left out by one of them unless they were asked for. */
  tickets: is.Condition[];
  /** On `m`: with them a ticket is found by its messages alone. */
  messages: is.Condition[];
  /** Some of the conditions are known to an index, and may leave few tickets. */
  narrow: boolean;
  /** Only tickets that are still open can fit. */
  active: boolean;
  /** Said besides where those few are gathered. */
  hints: is.Condition[];
  after: Date | null;
  before: Date | null;
  /** Whole addresses and numbers of people we know: they are shown as people too. */
  contactIds: string[];
  /** Somebody or something was named that does not exist. */
  nothing: boolean;
}

const MOST_PEOPLE = 500;
const PAST = ['solved', 'closed'];
const DAY_MS = 86_400_000;

@Injectable()
export class ResolveSearch {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly people: FindPeople,
    private readonly agents: AgentNames,
    private readonly teams: ReadTeams,
    private readonly tags: ReadTags,
    private readonly connections: Connections,
    private readonly workspaces: ReadWorkspace,
  ) {}

  async run(sql: Reads, who: Searcher, query: SearchQuery): Promise<Ask> {
    const ask: Ask = {
      words: [...query.words],
      tickets: [],
      messages: [],
      narrow: false,
      active: false,
      hints: [],
      after: await this.instant(sql, who, query.after),
      before: await this.instant(sql, who, query.before),
      contactIds: [],
      nothing: false,
    };
    for (const said of [...query.addresses, ...query.phones]) await this.person(sql, who, ask, said);
    for (const filter of query.filters.filter((one) => !['status', 'channel'].includes(one.name)))
      await this.filter(sql, who, ask, filter);
    this.choices(ask, query.filters, 'status', (values) => {
      const states = values.filter((value) => value !== 'active');
      return is.either([
        ...(values.includes('active') ? [is.isActive] : []),
        ...(states.length > 0 ? [is.inStates(states)] : []),
      ]);
    });
    this.choices(ask, query.filters, 'channel', is.onChannels);
    const asked = (value: string) => query.filters.some((one) => one.name === 'is' && one.value === value && !one.not);
    if (!asked('spam')) ask.tickets.push(is.isNoSpam);
    if (!asked('merged')) ask.tickets.push(is.isNotMerged);
    // Those still open are few beside all there ever were, and have indexes of their own.
    const states = query.filters.filter((one) => one.name === 'status' && !one.not).map((one) => one.value);
    if (states.length > 0 && !states.some((state) => PAST.includes(state)) && !asked('spam') && !asked('merged')) {
      ask.tickets.push(is.isActive);
      ask.narrow = true;
      ask.active = true;
    }
    return ask;
  }

  /** Somebody we know: their tickets. Nobody we know: words that stand in some message. */
  private async person(sql: Reads, who: Searcher, ask: Ask, said: string): Promise<void> {
    const ids = await this.people.exactly(sql, who.workspaceId, said, who.locale);
    if (ids.length === 0) {
      ask.words.push({ kind: 'word', text: said, not: false });
      return;
    }
    ask.contactIds.push(...ids);
    ask.tickets.push(is.ofContacts(ids));
    ask.narrow = true;
  }

  /** Several values of one filter: any of them. */
  private choices(ask: Ask, filters: SearchFilter[], name: string, make: (values: string[]) => is.Condition): void {
    const those = filters.filter((one) => one.name === name);
    const wanted = those.filter((one) => !one.not).map((one) => one.value);
    const unwanted = those.filter((one) => one.not).map((one) => one.value);
    if (wanted.length > 0) ask.tickets.push(make(wanted));
    if (unwanted.length > 0) ask.tickets.push(is.not(make(unwanted)));
  }

  private async filter(sql: Reads, who: Searcher, ask: Ask, filter: SearchFilter): Promise<void> {
    if (filter.name === 'from') return this.from(sql, who, ask, filter);
    if (filter.name === 'to') return this.to(sql, who, ask, filter);
    const condition = await this.simple(who, ask, filter);
    if (condition) ask.tickets.push(filter.not ? is.not(condition) : condition);
  }

  private async simple(who: Searcher, ask: Ask, filter: SearchFilter): Promise<is.Condition | null> {
    const { name, value } = filter;
    if (name === 'has') {
      ask.messages.push(filter.not ? is.not(is.hasFile) : is.hasFile);
      return null;
    }
    if (name === 'tag') {
      const tag = (await this.tags.run(who.workspaceId)).find((one) => plain(one.name) === plain(value));
      if (tag && !filter.not) {
        ask.narrow = true;
        ask.hints.push(is.isTagged);
      }
      if (!tag && !filter.not) ask.nothing = true;
      return tag ? is.withTag(tag.id) : null;
    }
    if (name === 'assignee') {
      if (filter.who === 'none') return is.assignedToNobody;
      const agents = await this.agentsNamed(who, filter);
      const teams = (await this.teams.run(who.workspaceId)).filter((team) => plain(team.name).includes(plain(value)));
      return is.assignedTo(
        agents,
        teams.map((team) => team.id),
      );
    }
    if (value === 'spam') return is.isSpam;
    if (value === 'merged') return is.isMerged;
    ask.narrow ||= !filter.not;
    ask.active ||= !filter.not;
    if (value === 'unread') return is.isUnread;
    if (value === 'unassigned') return is.isUnassigned;
    const mine = is.assignedTo(who.agentId ? [who.agentId] : [], []);
    return (give) => `(${is.isActive(give)} AND ${mine(give)})`;
  }

  /** Written by a customer, or by one of us. */
  private async from(sql: Reads, who: Searcher, ask: Ask, filter: SearchFilter): Promise<void> {
    const agents = filter.who === 'none' ? [] : await this.agentsNamed(who, filter);
    const contacts = filter.who
      ? []
      : await this.people.run(sql, who.workspaceId, filter.value, who.locale, MOST_PEOPLE);
    if (agents.length + contacts.length === 0) ask.nothing ||= !filter.not;
    else if (agents.length > 0) {
      const by = is.either([is.byAgents(agents), ...(contacts.length > 0 ? [is.byContacts(contacts)] : [])]);
      ask.messages.push(filter.not ? is.not(by) : by);
    } else if (filter.not) ask.tickets.push(is.not(is.ofContacts(contacts)));
    else {
      ask.tickets.push(is.ofContacts(contacts));
      if (ask.words.length > 0) ask.messages.push(is.byCustomer);
      ask.narrow = true;
    }
  }

  /** Written to a customer, or to an address of ours. */
  private async to(sql: Reads, who: Searcher, ask: Ask, filter: SearchFilter): Promise<void> {
    const ours = (await this.connections.all(who.workspaceId)).filter((one) =>
      [one.address, one.name].some((name) => name && plain(name) === plain(filter.value)),
    );
    if (ours.length > 0) {
      const condition = is.ofConnections(ours.map((one) => one.id));
      ask.tickets.push(filter.not ? is.not(condition) : condition);
      return;
    }
    const contacts = await this.people.run(sql, who.workspaceId, filter.value, who.locale, MOST_PEOPLE);
    if (contacts.length === 0) ask.nothing ||= !filter.not;
    else if (filter.not) ask.tickets.push(is.not(is.ofContacts(contacts)));
    else {
      ask.tickets.push(is.ofContacts(contacts));
      ask.messages.push(is.byUs);
      ask.narrow = true;
    }
  }

  private async agentsNamed(who: Searcher, filter: SearchFilter): Promise<string[]> {
    if (filter.who === 'me') return who.agentId ? [who.agentId] : [];
    const said = plain(filter.value);
    const all = [...(await this.agents.run(this.database, who.workspaceId))];
    return all
      .filter(([, agent]) => plain(agent.email) === said || plain(agent.name).split(/\s+/).join(' ').includes(said))
      .map(([id]) => id);
  }

  private async instant(sql: Reads, who: Searcher, day: SearchDay | null): Promise<Date | null> {
    if (!day) return null;
    if ('daysAgo' in day && day.daysAgo > 1) return new Date(this.clock.now().getTime() - day.daysAgo * DAY_MS);
    const { timeZone } = await this.workspaces.run(who.workspaceId);
    const date =
      'day' in day
        ? day.day
        : new Intl.DateTimeFormat('en-CA', { timeZone }).format(this.clock.now().getTime() - day.daysAgo * DAY_MS);
    return startOfDay(sql, date, timeZone);
  }
}
