// `otklik replay`: raw input that could not be processed goes through path A again, after whatever was wrong is mended.
import { ReplayFailed } from '../inbound/replay-failed.js';
import { ReplayRaw } from '../inbound/replay-raw.js';
import { chooseWorkspace, withDesk } from './with-desk.js';

export async function replay({ id, workspace }: { id?: string; failed?: boolean; workspace?: string }): Promise<void> {
  await withDesk(async (app) => {
    const { id: workspaceId } = await chooseWorkspace(app, workspace);
    if (id) await app.get(ReplayRaw, { strict: false }).run(workspaceId, id);
    const count = id ? 1 : (await app.get(ReplayFailed, { strict: false }).start(workspaceId, null)).total;
    console.log(
      count === 0
        ? 'Nothing is waiting to be replayed.'
        : `${count} will be processed again by the running desk, or at its next start.`,
    );
  });
}
