// The bodies that the desk sends and takes over HTTP, as this app reads them.
import type { ConversationItem, TicketRow } from '@otklik/contract';

export type Role = 'owner' | 'lead' | 'agent';
export type Locale = 'en' | 'ru' | 'bg';

export interface Me {
  agent: { id: string; name: string; email: string; role: Role; locale: string; preferences: Record<string, unknown> };
  workspace: Workspace;
  csrf: string;
  undoSeconds: number;
}
export interface Workspace {
  id: string;
  name: string;
  slug: string;
  locale: string;
  timeZone: string;
}
export interface Agent {
  id: string;
  name: string;
  email: string;
  role: Role;
  locale: string;
  disabled: boolean;
  /** Has not chosen a password yet. */
  invited: boolean;
}
export interface Team {
  id: string;
  name: string;
  memberIds: string[];
  calendarId: string | null;
}
export interface Tag {
  id: number;
  name: string;
}
export interface Counts {
  open: number;
  mine: number;
  unassigned: number;
  pending: number;
  hold: number;
}
export interface TicketPage {
  items: TicketRow[];
  next: string | null;
}
export interface Ticket extends TicketRow {
  handoffs: number;
  touches: number;
  /** The closed ticket that this one continues. */
  follows: { id: string; number: number } | null;
}
export interface ConversationPage {
  items: ConversationItem[];
  more: boolean;
}
export interface Identity {
  id: string;
  kind: string;
  address: string;
  name: string | null;
  username: string | null;
  unreachableAt: string | null;
}
export interface ContactCard {
  id: string;
  name: string | null;
  locale: string | null;
  timeZone: string | null;
  surveyOptOutAt: string | null;
  identities: Identity[];
}
export interface UndoneMessage {
  text: string;
  html: string | null;
  fileIds: string[];
}
