// The pages of the settings: who may see each.
import type { Role } from '../api/shapes.js';

export const PAGES = [
  'profile',
  'notifications',
  'workspace',
  'agents',
  'teams',
  'routing',
  'macros',
  'fields',
  'segments',
  'imports',
  'connections',
  'hours',
  'promises',
  'rules',
  'acknowledgement',
  'surveys',
  'you-said',
  'trash',
  'keys',
  'hooks',
  'outbox',
  'ledger',
] as const;
export type PageName = (typeof PAGES)[number];

const RANK: Record<Role, number> = { agent: 0, lead: 1, owner: 2 };
const NEEDED: Record<PageName, Role> = {
  profile: 'agent',
  notifications: 'agent',
  workspace: 'owner',
  agents: 'owner',
  teams: 'lead',
  routing: 'lead',
  macros: 'agent',
  fields: 'lead',
  segments: 'lead',
  imports: 'lead',
  connections: 'lead',
  hours: 'lead',
  promises: 'lead',
  rules: 'lead',
  acknowledgement: 'lead',
  surveys: 'lead',
  'you-said': 'lead',
  trash: 'lead',
  keys: 'owner',
  hooks: 'owner',
  outbox: 'owner',
  ledger: 'owner',
};

export const pagesFor = (role: Role) => PAGES.filter((page) => RANK[role] >= RANK[NEEDED[page]]);
