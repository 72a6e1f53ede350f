// `otklik reports …`: proves that the figures leads read follow from the facts, or makes their rows anew.
import { KeepOrderCells } from '../people/orders/keep-order-cells.js';
import { Database } from '../platform/database/database.js';
import { RebuildReports } from '../reports/rebuild-reports.js';
import { VerifyReports } from '../reports/verify-reports.js';
import { ReadOpenAnswers } from '../survey/answers/read-answers.js';
import { VerifyAnswers } from '../survey/answers/verify-answers.js';
import { KeepReturns } from '../survey/loyalty/keep-returns.js';
import { VerifyLoyalty } from '../survey/loyalty/verify-loyalty.js';
import { analyzeReports } from './analyze-reports.js';
import { chooseWorkspace, withDesk } from './with-desk.js';

/** Ends with 1 when a figure disagrees. */
export async function verify({ workspace }: { workspace?: string }): Promise<void> {
  await withDesk(async (app) => {
    const only = workspace === undefined ? undefined : (await chooseWorkspace(app, workspace)).id;
    const found = await app.get(VerifyReports, { strict: false }).run(only);
    for (const { overview, figure, shown, recounted } of found.disagreements) {
      console.log(
        `${figure} (${overview}): the report shows ${shown ?? 'nothing'}, the facts say ${recounted ?? 'nothing'}`,
      );
    }
    const answers = await app.get(VerifyAnswers, { strict: false }).run(only);
    for (const { what, shown, recounted } of answers.disagreements)
      console.log(`${what}: the page shows ${shown ?? 'nothing'}, the answers say ${recounted ?? 'nothing'}`);
    const loyalty = await app.get(VerifyLoyalty, { strict: false }).run(only);
    for (const { what, shown, recounted } of loyalty.disagreements)
      console.log(`loyalty, ${what}: the page shows ${shown}, the orders say ${recounted}`);
    const waiting =
      found.pending > 0 ? `; ${found.pending} facts are still on their way and were left out on both sides` : '';
    console.log(
      `${found.figures} figures of ${found.workspaces} workspaces recomputed from ${found.facts} facts: ${found.disagreements.length} disagree${waiting}.`,
    );
    const unread = answers.waiting > 0 ? `; ${answers.waiting} wait to be read` : '';
    console.log(
      `${answers.figures} figures of ${answers.answers} answers read once more: ${answers.disagreements.length} disagree${unread}.`,
    );
    const coming =
      loyalty.waiting > 0 ? `; ${loyalty.waiting} changes are still on their way: who came back was left out` : '';
    console.log(
      `${loyalty.figures} figures of loyalty counted by orders: ${loyalty.disagreements.length} disagree${coming}.`,
    );
    if (found.disagreements.length + answers.disagreements.length + loyalty.disagreements.length > 0) {
      console.log('Mend the rows with: npx otklik reports rebuild');
      process.exitCode = 1;
    }
  });
}

export async function rebuild({ workspace }: { workspace?: string }): Promise<void> {
  await withDesk(async (app) => {
    const { id, name } = await chooseWorkspace(app, workspace);
    const say = sayNowAndThen();
    const { tickets, facts } = await app
      .get(RebuildReports, { strict: false })
      .run(id, (at) =>
        say(
          'day' in at
            ? `days made, back to ${at.day}; the first is ${at.first}`
            : `${at.tickets} tickets folded, of about ${at.of}`,
        ),
      );
    say('', true);
    const cells = app.get(KeepOrderCells, { strict: false });
    const returns = app.get(KeepReturns, { strict: false });
    await app.get(Database, { strict: false }).transaction(async (tx) => {
      await cells.anew(tx, id);
      await returns.anew(tx, id);
    });
    await analyzeReports(app.get(Database, { strict: false }));
    const answers = await app.get(ReadOpenAnswers, { strict: false }).again(id);
    console.log(`${answers} answers of ${name} were read anew.`);
    console.log(`The reports of ${name} were made anew from ${facts} facts of ${tickets} tickets.`);
  });
}

/** One line that changes on a terminal; elsewhere a line every ten seconds. */
function sayNowAndThen(): (line: string, end?: boolean) => void {
  const { stderr } = process;
  let last = 0;
  return (line, end = false) => {
    if (end && stderr.isTTY) stderr.write('\r\u001b[K');
    if (end || Date.now() - last < (stderr.isTTY ? 200 : 10_000)) return;
    last = Date.now();
    stderr.write(stderr.isTTY ? `\r\u001b[K${line}` : `${line}\n`);
  };
}
