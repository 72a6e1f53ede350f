// By which keys push services know this desk: made when the first browser asks, sealed at rest, the same on every machine.
import { Injectable } from '@nestjs/common';
import { Clock } from '../platform/clock.js';
import { Database } from '../platform/database/database.js';
import { Log } from '../platform/log.js';
import { Secrets } from '../platform/secrets.js';
import { readPushKey, writePushKey } from './push.store.js';
import { makeVapidKeys, type VapidKeys } from './web-push.js';

@Injectable()
export class PushKeys {
  constructor(
    private readonly database: Database,
    private readonly secrets: Secrets,
    private readonly clock: Clock,
    private readonly log: Log,
  ) {}

  async run(): Promise<VapidKeys> {
    const row = await readPushKey(this.database);
    const known = row && this.open(row.publicKey, row.privateKey);
    if (known) return known;
    if (row) this.log.warn('the keys for pushes were sealed with another secret: new ones are made, browsers ask anew');
    const { publicKey, privateKey } = makeVapidKeys();
    const sealed = { publicKey, privateKey: this.secrets.seal(privateKey) };
    await writePushKey(this.database, sealed, row?.publicKey ?? null, this.clock.now());
    const written = (await readPushKey(this.database))!;
    return this.open(written.publicKey, written.privateKey)!;
  }

  private open(publicKey: string, sealed: string): VapidKeys | null {
    try {
      return { publicKey, privateKey: this.secrets.open(sealed) };
    } catch {
      return null;
    }
  }
}
