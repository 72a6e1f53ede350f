// What filters ask of a ticket and of a message, as conditions of SQL on `t` and `m`.

/** Takes a value, gives its place in the statement. */
export type Give = (value: unknown) => string;
export type Condition = (give: Give) => string;

export const not =
  (condition: Condition): Condition =>
  (give) =>
    `NOT coalesce((${condition(give)}), false)`;
export const either =
  (conditions: Condition[]): Condition =>
  (give) =>
    `(${conditions.map((each) => each(give)).join(' OR ')})`;

export const isSpam: Condition = () => '(t.spam AND t.side_of IS NULL)';
export const isMerged: Condition = () => 't.merged_into IS NOT NULL';
/** In the words of the partial indexes. Side conversations are left out with it: what is found in them is found in their ticket. */
export const isNoSpam: Condition = () => 'NOT t.spam';
export const isNotMerged: Condition = () => 't.merged_into IS NULL';
export const isActive: Condition = () => 't.active';
export const isUnread: Condition = () => '(t.active AND t.last_customer_seq > t.agent_read_seq)';
export const isUnassigned: Condition = () => '(t.active AND t.assignee_id IS NULL)';
export const ofContacts =
  (ids: string[]): Condition =>
  (give) =>
    `t.contact_id = ANY(${give(ids)}::uuid[])`;
export const ofConnections =
  (ids: string[]): Condition =>
  (give) =>
    `t.connection_id = ANY(${give(ids)}::uuid[])`;
export const ofTickets =
  (ids: string[]): Condition =>
  (give) =>
    `t.id = ANY(${give(ids)}::uuid[])`;
export const withTag =
  (id: number): Condition =>
  (give) =>
    `t.tags @> ${give([id])}::int[]`;
/** What the index of tags knows: said where its tickets are to be gathered, left out where tickets are walked through in order. */
export const isTagged: Condition = () => `t.tags <> '{}'`;
export const inStates =
  (states: string[]): Condition =>
  (give) =>
    `t.state = ANY(${give(states)}::text[])`;
export const onChannels =
  (channels: string[]): Condition =>
  (give) =>
    `t.channel = ANY(${give(channels)}::text[])`;
export const assignedTo =
  (agentIds: string[], teamIds: string[]): Condition =>
  (give) =>
    `(t.assignee_id = ANY(${give(agentIds)}::uuid[]) OR t.team_id = ANY(${give(teamIds)}::uuid[]))`;
export const assignedToNobody: Condition = () => 't.assignee_id IS NULL';

export const hasFile: Condition = () => `m.files <> '[]'`;
export const byCustomer: Condition = () => `m.kind = 'customer'`;
export const byUs: Condition = () => `m.kind IN ('agent', 'bot')`;
export const byAgents =
  (ids: string[]): Condition =>
  (give) =>
    `m.agent_id = ANY(${give(ids)}::uuid[])`;
export const byContacts =
  (ids: string[]): Condition =>
  (give) =>
    `(m.kind = 'customer' AND m.contact_id = ANY(${give(ids)}::uuid[]))`;
/** Messages of tickets that are still open, and of their side conversations. */
export const inActive =
  (workspaceId: string): Condition =>
  (give) => {
    const active = `SELECT a.id FROM ticket a WHERE a.workspace_id = ${give(workspaceId)} AND a.active`;
    const sides = `SELECT s.id FROM ticket s WHERE s.workspace_id = ${give(workspaceId)} AND s.side_of IS NOT NULL AND s.side_of IN (${active})`;
    // IS TRUE: else a planner walks through all messages of those tickets and makes their words anew.
    return `(m.ticket_id IN (${active} UNION ALL ${sides})) IS TRUE`;
  };
export const inTickets =
  (ids: string[]): Condition =>
  (give) =>
    `m.ticket_id = ANY(${give(ids)}::uuid[])`;
