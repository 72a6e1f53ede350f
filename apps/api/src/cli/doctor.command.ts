// `otklik doctor`: what is wrong with this set-up and how to mend it; changes nothing, ends with 1 when something is wrong.
import { type Env, EnvError, readEnv, unsupportedSettings } from '../env.js';
import { lookAtDatabase } from './doctor-database.js';
import { lookAtMachine } from './doctor-machine.js';
import { lookOutside } from './doctor-outside.js';
import type { Finding } from './finding.js';

export async function doctor(options: { json?: boolean }): Promise<void> {
  const findings: Finding[] = [];
  const env = settings(findings);
  if (env) {
    for (const look of [lookAtMachine, lookAtDatabase, lookOutside]) {
      try {
        findings.push(...(await look(env)));
      } catch (error) {
        findings.push({ level: 'wrong', what: `This could not be looked at: ${(error as Error).message}`, mend: null });
      }
    }
  }
  for (const finding of findings) console.log(options.json ? JSON.stringify(finding) : inWords(finding));
  const wrong = findings.filter(({ level }) => level === 'wrong').length;
  const doubtful = findings.filter(({ level }) => level === 'doubtful').length;
  if (!options.json)
    console.log(`\n${wrong} wrong, ${doubtful} to think about, ${findings.length - wrong - doubtful} fine.`);
  process.exitCode = wrong > 0 ? 1 : 0;
}

function settings(findings: Finding[]): Env | null {
  for (const name of unsupportedSettings()) {
    findings.push({
      level: 'doubtful',
      what: `${name} is set, but this build does not read it.`,
      mend: 'Check its spelling against the table in README.md.',
    });
  }
  try {
    const env = readEnv();
    const shape =
      env.shape === 'embedded' ? 'embedded: database and jobs inside this process' : `standard, role ${env.role}`;
    findings.push({ level: 'fine', what: `The settings are valid (${shape}).`, mend: null });
    return env;
  } catch (error) {
    if (!(error instanceof EnvError)) throw error;
    findings.push({ level: 'wrong', what: error.message, mend: 'The settings are described in README.md.' });
    return null;
  }
}

function inWords({ level, what, mend }: Finding): string {
  const mark = { fine: '✓', doubtful: '!', wrong: '✗' }[level];
  return `${mark} ${what}${mend ? `\n    → ${mend}` : ''}`;
}
