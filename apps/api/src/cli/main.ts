// `otklik …`: the same use cases from a terminal; each command's own file is loaded only when it is asked for.
import 'reflect-metadata';
import { Command } from 'commander';
import { explainFailure } from './explain-failure.js';

const program = new Command('otklik')
  .description('Otklik, the desk that answers people and then asks them how it went.')
  .showHelpAfterError()
  .configureHelp({ sortSubcommands: false });

program
  .command('start')
  .description('start the desk; in the embedded shape its database too')
  .action(async () => (await import('./start.command.js')).start());

program
  .command('migrate')
  .description('bring the database to the shape this build expects (start does it too)')
  .action(async () => (await import('./migrate.command.js')).migrateDesk());

program
  .command('doctor')
  .description('say what is wrong with this set-up and how to mend it')
  .option('--json', 'one JSON object a line')
  .action(async (options: { json?: boolean }) => (await import('./doctor.command.js')).doctor(options));

const agent = program.command('agent').description('the people who answer');
agent
  .command('create')
  .description('let somebody in; the password is printed once unless given')
  .requiredOption('--email <address>', 'their address, with which they sign in')
  .option('--name <name>', 'how customers and colleagues see them (default: the address before the @)')
  .option('--role <role>', 'owner, lead or agent', 'agent')
  .option('--password <password>', 'at least 8 characters (default: a random one)')
  .option('--workspace <slug>', 'which workspace, where there are several')
  .action(async (options) => (await import('./agent.command.js')).createAgent(options));
agent
  .command('reset-password')
  .description('let a person back in; ends their sessions')
  .requiredOption('--email <address>', 'with which they sign in')
  .option('--password <password>', 'at least 8 characters (default: a random one)')
  .option('--workspace <slug>', 'which workspace, where the address is known in several')
  .action(async (options) => (await import('./agent.command.js')).resetPassword(options));

program
  .command('apikey')
  .description('keys for programs')
  .command('create')
  .description('make a key; it stands alone on the last line and is shown only now')
  .requiredOption('--name <name>', 'what it is for')
  .option('--role <role>', 'owner, lead or agent', 'owner')
  .option('--workspace <slug>', 'which workspace, where there are several')
  .action(async (options) => (await import('./api-key.command.js')).createApiKey(options));

const inspect = program.command('inspect').description('what a channel understands of a file, without a desk');
inspect
  .command('mail <files...>')
  .description('raw mails: one JSON object a line')
  .action(async (files: string[]) => (await import('./inspect.command.js')).inspectMails(files));
inspect
  .command('webhook <files...>')
  .requiredOption('--channel <kind>', 'whose webhook, e.g. telegram')
  .description('webhook bodies: one JSON object a line for each event')
  .action(async (files: string[], { channel }: { channel: string }) =>
    (await import('./inspect.command.js')).inspectWebhooks(channel, files),
  );

const reports = program.command('reports').description('the figures leads read');
reports
  .command('verify')
  .description('recompute every figure from the facts and compare')
  .option('--workspace <slug>', 'only this one')
  .action(async (options) => (await import('./reports.command.js')).verify(options));
reports
  .command('rebuild')
  .description('make the report rows anew from the facts')
  .option('--workspace <slug>', 'only this one')
  .action(async (options) => (await import('./reports.command.js')).rebuild(options));

program
  .command('seed')
  .description('fill a workspace')
  .option('--demo', 'with a believable month of tickets in three languages, 300 unless said otherwise')
  .option('--tickets <n>', 'how many; without --demo: a year of so many tickets, to measure with, e.g. 1000000')
  .option('--active <n>', 'of a year: how many are being worked on (default: 2 in 100)')
  .option('--seed <n>', 'the same number makes the same month')
  .option('--workspace <slug>', 'which workspace, where there are several')
  .action(async (options) => (await import('./seed.command.js')).seed(options));

program
  .command('openapi')
  .description('print the description of the HTTP API as JSON')
  .action(async () => (await import('./openapi.command.js')).printOpenApi());

program
  .command('replay')
  .description('give raw input that could not be processed to the desk again')
  .option('--failed', 'everything that failed (the default)')
  .option('--id <id>', 'only this one, also if it was put aside')
  .option('--workspace <slug>', 'which workspace, where there are several')
  .action(async (options) => (await import('./replay.command.js')).replay(options));

try {
  await program.parseAsync();
} catch (error) {
  console.error(explainFailure(error));
  process.exitCode = 1;
}
