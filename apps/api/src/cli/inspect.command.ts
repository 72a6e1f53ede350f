// `otklik inspect …`: what a channel understands of a file, one JSON object a line; needs no desk and never throws.
import { readFile } from 'node:fs/promises';
import { inspectMail, inspectWebhook } from '@otklik/channels';

export async function inspectMails(files: string[]): Promise<void> {
  for (const file of files) {
    const { body, fault } = await read(file);
    print(body ? inspectMail(body, file) : { file, verdict: 'quarantine', reason: fault });
  }
}

export async function inspectWebhooks(channel: string, files: string[]): Promise<void> {
  for (const file of files) {
    const { body, fault } = await read(file);
    const events = body ? await inspectWebhook(channel, body, file) : [{ file, kind: 'ignored', reason: fault }];
    for (const event of events) print(event);
  }
}

async function read(file: string): Promise<{ body: Uint8Array | null; fault: string | null }> {
  try {
    return { body: await readFile(file), fault: null };
  } catch (error) {
    return { body: null, fault: `The file cannot be read: ${(error as Error).message}` };
  }
}

const print = (object: object) => process.stdout.write(`${JSON.stringify(object)}\n`);
