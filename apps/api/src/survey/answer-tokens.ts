// Path C, "whose answer this is": signed tokens for the survey page and for buttons; each names one invitation and nothing else.
import { Injectable } from '@nestjs/common';
import { Secrets } from '../platform/secrets.js';

export interface NamedInvitation {
  workspaceId: string;
  invitationId: string;
}

const PAGE = 'survey-page';
const BUTTON = 'survey-button';

/** Expiry stands in the invitation's row, so it can be told in words; a signature alone opens nothing for longer. */
@Injectable()
export class AnswerTokens {
  constructor(private readonly secrets: Secrets) {}

  /** For a link or a widget card: 66 URL-safe characters. */
  make({ workspaceId, invitationId }: NamedInvitation): string {
    const named = Buffer.concat([bytesOf(workspaceId), bytesOf(invitationId)]).toString('base64url');
    return `${named}.${this.secrets.sign(PAGE, named)}`;
  }

  /** null: forged, cut short, or made for something else. */
  read(token: string): NamedInvitation | null {
    const match = /^([\w-]{43})\.([\w-]{22})$/.exec(token);
    if (!match || !this.secrets.verify(PAGE, match[1]!, match[2]!)) return null;
    const bytes = Buffer.from(match[1]!, 'base64url');
    return { workspaceId: uuidOf(bytes.subarray(0, 16)), invitationId: uuidOf(bytes.subarray(16, 32)) };
  }

  /** What a pressed button says: ≤ 64 bytes of ASCII. The workspace is known by the connection that carries it. */
  makeButton({ workspaceId, invitationId }: NamedInvitation, score: number): string {
    const named = bytesOf(invitationId).toString('base64url');
    return `s1.${named}.${score}.${this.secrets.sign(BUTTON, `${workspaceId}.${named}.${score}`)}`;
  }

  /** null: not a survey's button, forged, or another workspace's. */
  readButton(workspaceId: string, data: string): { invitationId: string; score: number } | null {
    const match = /^s1\.([\w-]{22})\.(\d{1,2})\.([\w-]{22})$/.exec(data);
    if (!match || !this.secrets.verify(BUTTON, `${workspaceId}.${match[1]}.${match[2]}`, match[3]!)) return null;
    return { invitationId: uuidOf(Buffer.from(match[1]!, 'base64url')), score: Number(match[2]) };
  }
}

const bytesOf = (uuid: string) => Buffer.from(uuid.replaceAll('-', ''), 'hex');

function uuidOf(bytes: Buffer): string {
  return bytes.toString('hex').replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');
}
