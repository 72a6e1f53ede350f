// What the first screen needs to know: who I am, where, and the token that proves my own page is asking.
import { Inject, Injectable } from '@nestjs/common';
import type { Env } from '../env.js';
import { Database } from '../platform/database/database.js';
import { ENV } from '../platform/env.token.js';
import { DomainError } from '../platform/errors.js';
import { findAgent } from './agents.store.js';
import { ReadWorkspace } from './read-workspace.js';
import type { Me } from './sign-in.requests.js';

@Injectable()
export class ReadMe {
  constructor(
    private readonly database: Database,
    private readonly readWorkspace: ReadWorkspace,
    @Inject(ENV) private readonly env: Env,
  ) {}

  async run(workspaceId: string, agentId: string, csrf: string): Promise<Me> {
    const [agent, workspace] = await Promise.all([
      findAgent(this.database, workspaceId, agentId),
      this.readWorkspace.run(workspaceId),
    ]);
    if (!agent) throw new DomainError('sign-in-needed');
    const { id, name, email, role, locale, preferences } = agent;
    return {
      agent: { id, name, email, role, locale, preferences },
      workspace: {
        id: workspace.id,
        name: workspace.name,
        slug: workspace.slug,
        locale: workspace.locale,
        timeZone: workspace.timeZone,
        agentsMayDelete: workspace.settings.agentsMayDelete === true,
      },
      csrf,
      undoSeconds: this.env.undoSeconds,
    };
  }
}
