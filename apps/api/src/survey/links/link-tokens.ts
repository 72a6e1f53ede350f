// Who answers by a link: a visitor by a random word of their browser, or a person by a signed one of ours. Kept as hashes.
import { Injectable } from '@nestjs/common';
import { Secrets } from '../../platform/secrets.js';
import type { SurveyLink } from './link.store.js';

const PURPOSE = 'survey-link';
const VISITOR = /^[\w-]{22}$/;

@Injectable()
export class LinkTokens {
  constructor(private readonly secrets: Secrets) {}

  /** A new one, for a browser that has none. */
  visitor(): string {
    return this.secrets.token(16);
  }

  isVisitor(text: unknown): text is string {
    return typeof text === 'string' && VISITOR.test(text);
  }

  /** What stands in the address that one person gets. */
  person(link: Pick<SurveyLink, 'key'>, contactId: string): string {
    const named = Buffer.from(contactId.replaceAll('-', ''), 'hex').toString('base64url');
    return `${named}.${this.secrets.sign(PURPOSE, `${link.key}.${named}`)}`;
  }

  /** Null: forged, cut short, or made for another link. */
  readPerson(link: Pick<SurveyLink, 'key'>, token: string): string | null {
    const match = /^([\w-]{22})\.([\w-]{22})$/.exec(token);
    if (!match || !this.secrets.verify(PURPOSE, `${link.key}.${match[1]}`, match[2]!)) return null;
    const hex = Buffer.from(match[1]!, 'base64url').toString('hex');
    return hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');
  }

  hash(who: string): Buffer {
    return this.secrets.hash(who);
  }
}
