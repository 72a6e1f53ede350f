// The way back from a mail into its chat: a signed word that opens one visitor's conversation for some days.
import { Injectable } from '@nestjs/common';
import { Clock } from '../../platform/clock.js';
import { Secrets } from '../../platform/secrets.js';

export interface NamedChat {
  workspaceId: string;
  visitorId: string;
}

const PURPOSE = 'chat-return';
const LIFE_SECONDS = 14 * 86_400;

@Injectable()
export class ReturnPass {
  constructor(
    private readonly secrets: Secrets,
    private readonly clock: Clock,
  ) {}

  /** 72 URL-safe characters. It may be used more than once: mail scanners open links before people do. */
  make({ workspaceId, visitorId }: NamedChat): string {
    const end = Buffer.alloc(4);
    end.writeUInt32BE(Math.floor(this.clock.now().getTime() / 1000) + LIFE_SECONDS);
    const named = Buffer.concat([bytesOf(workspaceId), bytesOf(visitorId), end]).toString('base64url');
    return `${named}.${this.secrets.sign(PURPOSE, named)}`;
  }

  /** null: forged or cut short. `expired`: it was good once. `madeAt`: to the second. */
  read(pass: string): (NamedChat & { expired: boolean; madeAt: Date }) | null {
    const match = /^([\w-]{48})\.([\w-]{22})$/.exec(pass);
    if (!match || !this.secrets.verify(PURPOSE, match[1]!, match[2]!)) return null;
    const bytes = Buffer.from(match[1]!, 'base64url');
    return {
      workspaceId: uuidOf(bytes.subarray(0, 16)),
      visitorId: uuidOf(bytes.subarray(16, 32)),
      expired: bytes.readUInt32BE(32) * 1000 < this.clock.now().getTime(),
      madeAt: new Date((bytes.readUInt32BE(32) - LIFE_SECONDS) * 1000),
    };
  }
}

const bytesOf = (uuid: string) => Buffer.from(uuid.replaceAll('-', ''), 'hex');
const uuidOf = (bytes: Buffer): string =>
  bytes.toString('hex').replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');
