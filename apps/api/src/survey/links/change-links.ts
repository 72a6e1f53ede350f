// What a lead does about the links of a survey: makes, names, switches off; and reads what they have brought.
import { Inject, Injectable } from '@nestjs/common';
import { normalInterval, npsEstimate, tally, wilson } from '@otklik/survey';
import type { Env } from '../../env.js';
import { ReadContact } from '../../people/read-contact.js';
import { Clock } from '../../platform/clock.js';
import { Database } from '../../platform/database/database.js';
import { ENV } from '../../platform/env.token.js';
import { DomainError } from '../../platform/errors.js';
import { newId } from '../../platform/ids.js';
import { Secrets } from '../../platform/secrets.js';
import { type Survey, surveyById } from '../survey.store.js';
import {
  dropLink,
  findLink,
  insertLink,
  type LinkScores,
  linksOf,
  type SurveyLink,
  scoresOfLinks,
  updateLink,
} from './link.store.js';
import { LinkTokens } from './link-tokens.js';
import type { SurveyLinkView } from './links.requests.js';

const MOST = 100;
/** Below it a score is greyed and not ranked. */
const ENOUGH = 10;

@Injectable()
export class ChangeLinks {
  constructor(
    @Inject(ENV) private readonly env: Pick<Env, 'publicUrl'>,
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly secrets: Secrets,
    private readonly tokens: LinkTokens,
    private readonly contacts: ReadContact,
  ) {}

  /** @throws DomainError not-found */
  async list(workspaceId: string, surveyId: string): Promise<SurveyLinkView[]> {
    const survey = await this.survey(workspaceId, surveyId);
    const links = await linksOf(this.database, workspaceId, surveyId);
    const ids = links.map(({ id }) => id);
    const scores = ids.length === 0 ? [] : await scoresOfLinks(this.database, workspaceId, ids);
    return links.map((link) =>
      this.view(
        link,
        survey,
        scores.filter(({ linkId }) => linkId === link.id),
      ),
    );
  }

  /** @throws DomainError not-found, validation-failed (too many) */
  async create(workspaceId: string, surveyId: string, { name, who }: Pick<SurveyLink, 'name' | 'who'>) {
    const survey = await this.survey(workspaceId, surveyId);
    if ((await linksOf(this.database, workspaceId, surveyId)).length >= MOST)
      throw new DomainError('validation-failed', { fields: ['name'] });
    const createdAt = this.clock.now();
    const key = this.secrets.token(12);
    const link: SurveyLink = { workspaceId, id: newId(createdAt), surveyId, key, name, who, enabled: true, createdAt };
    await insertLink(this.database, link);
    return this.view(link, survey, []);
  }

  /** @throws DomainError not-found */
  async change(workspaceId: string, id: string, change: { name?: string; enabled?: boolean }): Promise<void> {
    const link = await this.link(workspaceId, id);
    await updateLink(this.database, {
      ...link,
      name: change.name ?? link.name,
      enabled: change.enabled ?? link.enabled,
    });
  }

  /** @throws DomainError not-found */
  async drop(workspaceId: string, id: string): Promise<void> {
    if (!(await dropLink(this.database, workspaceId, id, this.clock.now()))) throw new DomainError('not-found');
  }

  /** The address by which one person answers. @throws DomainError not-found, conflict (the link is for anybody) */
  async forPerson(workspaceId: string, id: string, contactId: string): Promise<string> {
    const link = await this.link(workspaceId, id);
    if (link.who !== 'named') throw new DomainError('conflict');
    const person = await this.contacts.run(workspaceId, contactId);
    return `${this.urlOf(link)}/${this.tokens.person(link, person.id)}`;
  }

  private urlOf = ({ key }: SurveyLink): string => `${this.env.publicUrl}/q/${key}`;

  private async survey(workspaceId: string, id: string): Promise<Survey> {
    const survey = await surveyById(this.database, workspaceId, id);
    if (!survey) throw new DomainError('not-found');
    return survey;
  }

  private async link(workspaceId: string, id: string): Promise<SurveyLink> {
    const link = await findLink(this.database, workspaceId, id);
    if (!link) throw new DomainError('not-found');
    return link;
  }

  /** On the scale as it is now; a score that is not on it any more is left out. */
  private view(link: SurveyLink, { kind, settings }: Survey, scores: LinkScores[]): SurveyLinkView {
    const counts = new Map(scores.map(({ score, n }) => [score, n]));
    const { n: answered, good } = tally(kind, settings.scaleMax, counts);
    const nps = kind === 'nps' ? npsEstimate(counts) : null;
    const { id, name, who, enabled } = link;
    return {
      ...{ id, name, who, enabled, url: this.urlOf(link), answered, enough: answered >= ENOUGH },
      score: nps ? nps.value : answered === 0 ? null : good / answered,
      interval: nps ? normalInterval(nps, -100, 100) : wilson(good, answered),
    };
  }
}
