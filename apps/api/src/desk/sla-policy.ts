// What is promised to whom, pure: which policy speaks for a ticket, and whether one makes sense.
import { DomainError } from '../platform/errors.js';

export const TARGETS = ['first-response', 'next-response', 'resolution'] as const;
export type Target = (typeof TARGETS)[number];
export const POLICY_FIELDS = ['channel', 'connection', 'priority', 'team', 'tag', 'language'] as const;
export type PolicyField = (typeof POLICY_FIELDS)[number];
export const SLA_CLOCKS = ['calendar', 'business'] as const;

/** Met when the ticket has one of the values. Numbers (priority, tag) are written as digits. */
export interface PolicyCondition {
  field: PolicyField;
  is: string[];
}

export interface SlaPolicy {
  id: string;
  name: string;
  enabled: boolean;
  /** All must be met; none: every ticket. */
  conditions: { all: PolicyCondition[] };
  /** `business`: in the working hours in force; without any, around the clock. */
  clock: (typeof SLA_CLOCKS)[number];
  /** Null: not promised. */
  firstResponseSeconds: number | null;
  nextResponseSeconds: number | null;
  resolutionSeconds: number | null;
  /** How long before the due instant we are warned, by the same clock. */
  warnSeconds: number;
  createdAt: Date;
}

/** What of a ticket a policy may ask. */
export interface PolicySubject {
  channel: string;
  connectionId: string;
  priority: number;
  teamId: string | null;
  tags: number[];
  language: string | null;
}

/** The first policy, in their order, whose conditions the ticket meets. */
export function policyFor(policies: SlaPolicy[], ticket: PolicySubject): SlaPolicy | null {
  return policies.find((policy) => policy.enabled && policy.conditions.all.every((one) => meets(ticket, one))) ?? null;
}

export function secondsOf(policy: SlaPolicy, target: Target): number | null {
  if (target === 'first-response') return policy.firstResponseSeconds;
  return target === 'next-response' ? policy.nextResponseSeconds : policy.resolutionSeconds;
}

function meets(ticket: PolicySubject, { field, is }: PolicyCondition): boolean {
  return valuesOf(ticket, field).some((value) => is.includes(value));
}

function valuesOf(ticket: PolicySubject, field: PolicyField): string[] {
  switch (field) {
    case 'channel':
      return [ticket.channel];
    case 'connection':
      return [ticket.connectionId];
    case 'priority':
      return [String(ticket.priority)];
    case 'team':
      return ticket.teamId ? [ticket.teamId] : [];
    case 'tag':
      return ticket.tags.map(String);
    case 'language':
      // A language may come with its country (pt-BR): asked for the language alone, both are meant.
      return ticket.language ? [ticket.language, ticket.language.split('-')[0]!] : [];
  }
}

/** @throws DomainError validation-failed: nothing is promised, or a condition cannot be met by any ticket. */
export function checkPolicy(
  policy: Pick<SlaPolicy, 'conditions' | 'firstResponseSeconds' | 'nextResponseSeconds' | 'resolutionSeconds'>,
): void {
  const fields = policy.conditions.all.flatMap(({ field, is }, index) =>
    is.length > 0 && is.every((value) => VALUE[field].test(value)) ? [] : [`conditions.all.${index}`],
  );
  const promised = [policy.firstResponseSeconds, policy.nextResponseSeconds, policy.resolutionSeconds];
  if (promised.every((seconds) => seconds === null)) fields.push('firstResponseSeconds');
  if (fields.length > 0) throw new DomainError('validation-failed', { fields });
}

const ID = /^[0-9a-f]{8}-[0-9a-f-]{27}$/i;
const VALUE: Record<PolicyField, RegExp> = {
  channel: /^[a-z][a-z0-9-]{0,39}$/,
  connection: ID,
  priority: /^[0-3]$/,
  team: ID,
  tag: /^\d{1,9}$/,
  language: /^[a-z]{2,3}(-[A-Za-z0-9-]{2,20})?$/,
};
