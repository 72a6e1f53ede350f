// Whose a view is, what it means to whom, and whether it keeps to what is active.
import { describe, expect, it } from '@jest/globals';
import { TICKET_FIELD_RULES } from '../../desk/ticket-field-names.js';
import type { Condition } from '../../platform/conditions/condition.js';
import { checkViewCondition, isPersonal, keepsToActive, mayChange, maySee, personalise } from './saved-view.js';

const ANNA = '0190a0b0-0000-7000-8000-00000000000a';
const OLEG = '0190a0b0-0000-7000-8000-00000000000b';
const TEAM = '0190a0b0-0000-7000-8000-0000000000aa';
const open: Condition = { field: 'state', op: 'in', value: ['new', 'open'] };
const vip: Condition = { field: 'tag', op: 'contains', value: [7] };

describe('me and mine', () => {
  it('are whoever looks, and their teams', () => {
    const condition: Condition = {
      all: [
        { field: 'assignee', op: 'is', value: 'me' },
        { not: { field: 'team', op: 'in', value: ['mine', TEAM] } },
        open,
      ],
    };
    expect(isPersonal(condition)).toBe(true);
    expect(personalise(condition, { agentId: ANNA, teamIds: [OLEG] })).toEqual({
      all: [
        { field: 'assignee', op: 'in', value: [ANNA] },
        { not: { field: 'team', op: 'in', value: [OLEG, TEAM] } },
        open,
      ],
    });
    expect(isPersonal(open)).toBe(false);
  });

  it('are nobody for a program', () => {
    const mine: Condition = { field: 'assignee', op: 'not-in', value: ['me'] };
    expect(personalise(mine, { agentId: null, teamIds: [] })).toEqual({ field: 'assignee', op: 'not-in', value: [] });
  });

  it('may be asked for, and nothing else that is no id', () => {
    const asked = (field: string, value: string) =>
      checkViewCondition({ all: [{ field, op: 'is', value }] }, TICKET_FIELD_RULES);
    expect(asked('assignee', 'me')).toEqual([]);
    expect(asked('team', 'mine')).toEqual([]);
    expect(asked('assignee', ANNA)).toEqual([]);
    expect(asked('team', 'me')).toEqual(['condition.all.0.value']);
    expect(asked('contact', 'me')).toEqual(['condition.all.0.value']);
  });
});

it.each<[string, Condition, boolean]>([
  ['active states', open, true],
  ['among others', { all: [vip, open] }, true],
  ['either way', { any: [{ all: [open, vip] }, { field: 'state', op: 'is', value: 'hold' }] }, true],
  ['no state', { all: [vip] }, false],
  ['one way only', { any: [open, vip] }, false],
  ['solved too', { field: 'state', op: 'in', value: ['open', 'solved'] }, false],
  ['not solved: perhaps closed', { not: { field: 'state', op: 'is', value: 'solved' } }, false],
  ['everything', { all: [] }, false],
])('keeps to what is active: %s', (_, condition, active) => expect(keepsToActive(condition)).toBe(active));

it('belongs to one, to a team or to all', () => {
  const anna = { agentId: ANNA, role: 'agent' as const, teamIds: [TEAM] };
  const oleg = { agentId: OLEG, role: 'agent' as const, teamIds: [] };
  const lead = { agentId: OLEG, role: 'lead' as const, teamIds: [] };
  const program = { agentId: null, role: 'owner' as const, teamIds: [] };
  const own = { scope: 'personal', agentId: ANNA, teamId: null } as const;
  const team = { scope: 'team', agentId: OLEG, teamId: TEAM } as const;
  const shared = { scope: 'shared', agentId: OLEG, teamId: null } as const;
  const table = (view: typeof own | typeof team | typeof shared) =>
    [anna, oleg, lead, program].map((who) => `${maySee(view, who)} ${mayChange(view, who)}`);
  expect(table(own)).toEqual(['true true', 'false false', 'false false', 'false false']);
  expect(table(team)).toEqual(['true true', 'false false', 'true true', 'true true']);
  expect(table(shared)).toEqual(['true false', 'true false', 'true true', 'true true']);
});
