// The tenant wall, watched: every statement a story runs must name the workspace of every tenant table in it.
import { parse } from 'libpg-query';
import pg from 'pg';

type Node = Record<string, unknown>;
type Relations = Map<string, string>;

/** Statements that only the tests or the job queue run, or that are marked as doorways with their reason. */
const LEFT_ALONE =
  /^\s*(\/\* doorway: [a-z-]+ \*\/|BEGIN|START|COMMIT|ROLLBACK|SAVEPOINT|RELEASE|SET|SHOW|LISTEN|UNLISTEN|NOTIFY|DO|CREATE|DROP|ALTER|TRUNCATE|EXPLAIN|\/\* test \*\/)/i;

const heard = new Set<string>();
let listening = false;
/** What a client does by itself. The driver may stay loaded from one file of stories to the next: nobody listens twice. */
const UNHEARD = Symbol.for('query, unheard by the wall');

/** Begins to listen to every statement of this process; `check` throws with those that leave a tenant table open. */
export function watchTheWall(): { check(): Promise<void> } {
  if (!listening) {
    listening = true;
    const client = pg.Client.prototype as unknown as Record<string | symbol, (...all: unknown[]) => unknown>;
    client[UNHEARD] ??= client.query!;
    const unheard = client[UNHEARD];
    client.query = function listen(...args: unknown[]) {
      const text = typeof args[0] === 'string' ? args[0] : (args[0] as { text?: string } | null)?.text;
      if (text && !LEFT_ALONE.test(text)) heard.add(text);
      return unheard.apply(this, args);
    };
  }
  return {
    async check() {
      const faults: string[] = [];
      for (const statement of heard) {
        const open = await openTables(statement, TENANT_TABLES);
        if (open.length > 0) faults.push(`${open.join(', ')} in: ${statement.replace(/\s+/g, ' ').slice(0, 400)}`);
      }
      heard.clear();
      if (faults.length > 0) throw new Error(`These statements do not name the workspace of:\n${faults.join('\n')}`);
    },
  };
}

/** Every table with a workspace_id column; the wall test keeps this list equal to the schema. */
export const TENANT_TABLES = new Set([
  'board',
  'order_cell',
  'order_month',
  'customer_return',
  'return_cell',
  'saved_report',
  'mailed_report',
  'agent',
  'session',
  'password_reset',
  'api_key',
  'team',
  'team_member',
  'contact',
  'identity',
  'contact_merge',
  'contact_apart',
  'field_definition',
  'company',
  'company_domain',
  'person_note',
  'customer_order',
  'segment',
  'import',
  'connection',
  'conversation_start',
  'letter_address',
  'letter',
  'calendar',
  'calendar_version',
  'tag',
  'file',
  'ticket_number',
  'ticket',
  'message',
  'inbound_key',
  'outbound_key',
  'draft',
  'scheduled_reply',
  'macro',
  'macro_use',
  'episode',
  'erasure',
  'fact',
  'kept_mail',
  'system_mail',
  'survey',
  'survey_decision',
  'invitation',
  'answer',
  'answer_reading',
  'answer_tag',
  'survey_case',
  'survey_round',
  'round_decision',
  'answer_draft',
  'survey_link',
  'link_answer',
  'said',
  'said_page',
  'hook',
  'hook_delivery',
  'raw',
  'late_file',
  'split',
  'ticket_merge',
  'ticket_apart',
  'ticket_link',
  'ticket_trash',
  'automatic_mail',
  'replay',
  'replay_row',
  'visitor',
  'visitor_file',
  'visitor_session',
  'report_ticket',
  'report_duration',
  'report_episode',
  'report_survey',
  'report_rollup',
  'report_day',
  'report_change',
  'report_slice',
  'report_cell_name',
  'report_case',
  'report_promise',
  'survey_experiment',
  'satisfaction_model',
  'satisfaction_check',
  'sla_policy',
  'sla_target',
  'sla_ticket',
  'sla_terms',
  'saved_view',
  'bulk',
  'bulk_ticket',
  'rule',
  'rule_ticket',
  'rule_alarm',
  'rule_run',
  'acknowledgement',
  'acknowledged',
  'skill',
  'agent_duty',
  'agent_presence',
  'agent_presence_span',
  'routing_terms',
  'routing_plan',
  'routing_rule',
  'ticket_route',
  'outbox',
  'notification',
  'watcher',
  'notify_settings',
  'push_subscription',
  'push',
]);

/** The tenant tables of a statement whose workspace it does not name. Empty: the statement keeps to one workspace. */
export async function openTables(sql: string, tenants: Set<string>): Promise<string[]> {
  const parsed = (await parse(sql)) as { stmts: { stmt: Node }[] };
  return parsed.stmts.flatMap(({ stmt }) => statement(stmt, tenants, new Map(), new Set()));
}

function statement(node: Node, tenants: Set<string>, outer: Relations, knownCtes: Set<string>): string[] {
  const [kind, body] = Object.entries(node)[0] as [string, Node];
  if (!['SelectStmt', 'InsertStmt', 'UpdateStmt', 'DeleteStmt'].includes(kind)) return [];
  const open: string[] = [];
  const ctes = new Set(knownCtes);
  for (const cte of ((body.withClause as Node)?.ctes as Node[]) ?? []) {
    const { ctename, ctequery } = cte.CommonTableExpr as { ctename: string; ctequery: Node };
    ctes.add(ctename);
    open.push(...statement(ctequery, tenants, outer, ctes));
  }
  if (kind === 'SelectStmt' && body.op && body.op !== 'SETOP_NONE') {
    for (const side of ['larg', 'rarg'])
      open.push(...statement({ SelectStmt: body[side] as Node }, tenants, outer, ctes));
    return open;
  }
  const relations: Relations = new Map();
  const quals: Node[] = [];
  const from = [...((body.fromClause ?? body.usingClause ?? []) as Node[])];
  if (kind === 'UpdateStmt' || kind === 'DeleteStmt') from.push({ RangeVar: body.relation as Node });
  for (const item of from) gather(item, relations, quals, ctes);
  if (body.whereClause) quals.push(body.whereClause as Node);
  if (kind === 'InsertStmt') {
    const target = (body.relation as { relname: string }).relname;
    const columns = ((body.cols as Node[]) ?? []).map((column) => (column.ResTarget as { name: string }).name);
    if (tenants.has(target) && !columns.includes('workspace_id')) open.push(target);
  }
  open.push(...unnamed(relations, quals, tenants, outer));
  const scope = new Map([...outer, ...relations]);
  for (const nested of subqueries({ ...body, withClause: null })) open.push(...statement(nested, tenants, scope, ctes));
  return open;
}

/** Which relations stand in a FROM item, under which name, and the conditions of its joins. */
function gather(item: Node, relations: Relations, quals: Node[], ctes: Set<string>): void {
  if (item.RangeVar) {
    const { relname, alias } = item.RangeVar as { relname: string; alias?: { aliasname: string } };
    relations.set(alias?.aliasname ?? relname, ctes.has(relname) ? '' : relname);
  } else if (item.JoinExpr) {
    const join = item.JoinExpr as { larg: Node; rarg: Node; quals?: Node };
    gather(join.larg, relations, quals, ctes);
    gather(join.rarg, relations, quals, ctes);
    if (join.quals) quals.push(join.quals);
  } else {
    const alias = (Object.values(item)[0] as { alias?: { aliasname: string } })?.alias?.aliasname;
    if (alias) relations.set(alias, '');
  }
}

/** Names travel along equalities: a relation is named if a value, or a relation that is named, stands across from it. */
function unnamed(relations: Relations, quals: Node[], tenants: Set<string>, outer: Relations): string[] {
  const mine = [...relations].filter(([, table]) => tenants.has(table)).map(([alias]) => alias);
  const named = new Set<string>();
  const links: [string, string][] = [];
  for (const qual of quals.flatMap(conjuncts)) {
    const sides = equality(qual);
    if (!sides) continue;
    const [left, right] = sides.map((side) => workspaceOf(side, mine));
    if (left && right) links.push([left, right]);
    else if (left || right) named.add((left ?? right)!);
  }
  for (let grew = true; grew; ) {
    grew = false;
    for (const [a, b] of links) {
      for (const [x, y] of [
        [a, b],
        [b, a],
      ] as const) {
        const known = named.has(x) || relations.get(x) === '' || (outer.has(x) && !relations.has(x));
        if (known && !named.has(y)) grew = Boolean(named.add(y));
      }
    }
  }
  return mine.filter((alias) => !named.has(alias)).map((alias) => relations.get(alias)!);
}

function conjuncts(node: Node): Node[] {
  const bool = node.BoolExpr as { boolop: string; args: Node[] } | undefined;
  return bool?.boolop === 'AND_EXPR' ? bool.args.flatMap(conjuncts) : [node];
}

function equality(node: Node): [Node, Node] | null {
  const expression = node.A_Expr as { kind: string; name: Node[]; lexpr: Node; rexpr: Node } | undefined;
  if (!expression) return null;
  const operator = ((expression.name?.[0] as { String?: { sval: string } })?.String?.sval ?? '') as string;
  return operator === '=' && ['AEXPR_OP', 'AEXPR_OP_ANY', 'AEXPR_IN'].includes(expression.kind)
    ? [expression.lexpr, expression.rexpr]
    : null;
}

/** The alias whose workspace_id this expression is; null: it is something else. */
function workspaceOf(node: Node | undefined, mine: string[]): string | null {
  if (!node) return null;
  if (node.RowExpr) {
    for (const part of (node.RowExpr as { args: Node[] }).args) {
      const alias = workspaceOf(part, mine);
      if (alias) return alias;
    }
    return null;
  }
  const fields = ((node.ColumnRef as { fields: Node[] })?.fields ?? []).map(
    (field) => (field.String as { sval: string })?.sval,
  );
  if (fields.at(-1) !== 'workspace_id') return null;
  return fields.length > 1 ? fields.at(-2)! : (mine[0] ?? null);
}

/** Selects inside expressions and FROM items, each a scope of its own. */
function subqueries(node: unknown): Node[] {
  if (Array.isArray(node)) return node.flatMap(subqueries);
  if (!node || typeof node !== 'object') return [];
  return Object.entries(node as Node).flatMap(([key, value]) =>
    key === 'SelectStmt'
      ? [{ SelectStmt: value as Node }]
      : key === 'selectStmt' || key === 'subquery' || key === 'subselect'
        ? subqueries(value)
        : subqueries(value),
  );
}
