// `otklik replay`: raw input that could not be processed goes through path A again, after whatever was wrong is mended.
import { ReplayRaw } from '../inbound/replay-raw.js';
import { chooseWorkspace, withDesk } from './with-desk.js';

export async function replay({ id, workspace }: { id?: string; workspace?: string }): Promise<void> {
  await withDesk(async (app) => {
    const { id: workspaceId } = await chooseWorkspace(app, workspace);
    const again = app.get(ReplayRaw, { strict: false });
    if (id) await again.run(workspaceId, id);
    const count = id ? 1 : await again.runAll(workspaceId);
    console.log(
      count === 0
        ? 'Nothing is waiting to be replayed.'
        : `${count} will be processed again by the running desk, or at its next start.`,
    );
  });
}
