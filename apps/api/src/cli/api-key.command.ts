// `otklik apikey create`: a key for a program, alone on the last line so that scripts can take it from there.
import { CreateApiKey } from '../people/create-api-key.js';
import type { AgentRole } from '../platform/http/access.js';
import { checkRole } from './agent.command.js';
import { chooseWorkspace, withDesk } from './with-desk.js';

export async function createApiKey(options: { name: string; role: string; workspace?: string }): Promise<void> {
  checkRole(options.role);
  await withDesk(async (app) => {
    const workspace = await chooseWorkspace(app, options.workspace);
    const order = { workspaceId: workspace.id, name: options.name, role: options.role as AgentRole };
    const { key } = await app.get(CreateApiKey, { strict: false }).run(order);
    console.error(
      `Key "${options.name}" of ${workspace.name}, role ${options.role}; only its hash is kept. Send it as: Authorization: Bearer KEY`,
    );
    console.log(key);
  });
}
