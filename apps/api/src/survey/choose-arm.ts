// Path C, an experiment: which of two ways a customer is asked; always the same one for the same customer.
import { Injectable } from '@nestjs/common';
import { samplePoint } from '@otklik/survey';
import type { Tx } from '../platform/database/database.js';
import { type Arm, type Experiment, experimentOf, type Variant } from './experiment.store.js';
import { mailWayOf, type SolvedEpisode } from './solved-episode.store.js';
import type { Survey } from './survey.store.js';

export interface Armed {
  /** As this customer is asked. */
  survey: Survey | null;
  joined: { experimentId: string; arm: Arm } | null;
  /** Asked by mail, not where they wrote: the ticket whose mailbox and address it takes. */
  via: string | null;
}

type Asked = Pick<SolvedEpisode, 'contactId' | 'connectionId' | 'channel'>;

@Injectable()
export class ChooseArm {
  /** One connection, the caller's. Without a running experiment the survey is as it is. */
  async run(tx: Tx, workspaceId: string, survey: Survey | null, seen: Asked): Promise<Armed> {
    if (!survey) return { survey, joined: null, via: null };
    const last = await experimentOf(tx, workspaceId, survey.id);
    const experiment = last && !last.endedAt ? last : null;
    const byMail = experiment !== null && 'byMail' in experiment.variant;
    const way = byMail || survey.settings.byMail ? await mailWayOf(tx, workspaceId, seen) : null;
    // Where there is but one way to ask, there is nothing to try.
    if (!experiment || (byMail && !way)) return { survey, joined: null, via: survey.settings.byMail ? way : null };
    const arm = armOf(experiment, seen.contactId);
    const asked = arm === 'b' ? varied(survey, experiment.variant, seen.connectionId) : survey;
    return { survey: asked, joined: { experimentId: experiment.id, arm }, via: asked.settings.byMail ? way : null };
  }
}

/** Half of all customers, by a hash of who they are: nobody is asked one way today and the other tomorrow. */
export const armOf = ({ id }: Pick<Experiment, 'id'>, contactId: string): Arm =>
  samplePoint(`${id}:${contactId}`) < 0.5 ? 'a' : 'b';

/** The survey as B asks. `connectionId`: where; a delay of its own there gives way. */
export function varied(survey: Survey, variant: Variant, connectionId: string): Survey {
  const { settings } = survey;
  if ('delaySeconds' in variant)
    return {
      ...survey,
      settings: { ...settings, delaySeconds: { ...settings.delaySeconds, [connectionId]: variant.delaySeconds } },
    };
  if ('byMail' in variant) return { ...survey, settings: { ...settings, byMail: variant.byMail } };
  const wording = { ...settings.wording };
  for (const [locale, question] of Object.entries(variant.question) as [keyof typeof wording, string][])
    if (question) wording[locale] = { ...wording[locale], question };
  return { ...survey, settings: { ...settings, wording } };
}
