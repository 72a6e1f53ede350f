// The first stone of a workspace: its row, its ticket numbers and its owner. desk/create-workspace furnishes it.
import { Injectable } from '@nestjs/common';
import { Clock } from '../platform/clock.js';
import type { Tx } from '../platform/database/database.js';
import { violates } from '../platform/database/violations.js';
import { DomainError } from '../platform/errors.js';
import { newId } from '../platform/ids.js';
import { CreateAgent } from './create-agent.js';
import { checkTimeZone } from './time-zone.js';
import { insertWorkspace } from './workspaces.store.js';

export interface NewWorkspace {
  name: string;
  /** Lower-case letters, digits and dashes; unique on this desk. */
  slug: string;
  locale: string;
  timeZone: string;
  owner: { email: string; name: string; password: string };
}

@Injectable()
export class FoundWorkspace {
  constructor(
    private readonly clock: Clock,
    private readonly createAgent: CreateAgent,
  ) {}

  /** @throws DomainError name-taken, time-zone-unknown, bad-request (slug) */
  async run(tx: Tx, order: NewWorkspace): Promise<{ workspaceId: string; ownerId: string }> {
    checkTimeZone(order.timeZone);
    if (!/^[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?$/.test(order.slug))
      throw new DomainError('bad-request', { field: 'slug' });
    const { name, slug, locale, timeZone, owner } = order;
    const id = newId();
    try {
      await insertWorkspace(tx, { id, name, slug, locale, timeZone, settings: {}, createdAt: this.clock.now() });
    } catch (error) {
      if (violates(error, 'workspace_slug_key')) throw new DomainError('name-taken', { name: slug });
      throw error;
    }
    const agent = await this.createAgent.run({ workspaceId: id, role: 'owner', locale, ...owner }, tx);
    return { workspaceId: id, ownerId: agent.id };
  }
}
