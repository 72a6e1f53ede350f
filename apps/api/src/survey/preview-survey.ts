// How a survey that is being written will look to a customer: the page, the mail, Telegram and the card of a site's chat.
import { Injectable } from '@nestjs/common';
import { isPoint, type SurveyKind } from '@otklik/survey';
import { PreviewCard } from '../outbound/preview-card.js';
import { ReadWorkspace } from '../people/read-workspace.js';
import { Clock } from '../platform/clock.js';
import { type Locale, say } from '../platform/words/words.js';
import { surveyCard } from '../tickets/survey-card.js';
import { CardMaker } from './card-maker.js';
import { changedSurvey, type SurveyChange } from './change-survey.js';
import { askPage } from './survey-page.js';
import { askedScale, defaultSettings, followUpIn, followUpsIn } from './survey-settings.js';
import type { SurveyPreview } from './surveys.requests.js';

/** Names nobody, and no answer can be given to it. */
const NOBODY = '00000000-0000-0000-0000-000000000000';

@Injectable()
export class PreviewSurvey {
  constructor(
    private readonly clock: Clock,
    private readonly workspaces: ReadWorkspace,
    private readonly cards: CardMaker,
    private readonly outbound: PreviewCard,
  ) {}

  /** `score`: as if this had been answered; null: still asked. @throws DomainError validation-failed */
  async run(
    workspaceId: string,
    kind: SurveyKind,
    change: SurveyChange,
    { locale, score }: { locale: Locale; score: number | null },
  ): Promise<SurveyPreview> {
    const empty = {
      id: NOBODY,
      kind,
      name: '',
      enabled: true,
      conditions: { all: [] },
      settings: defaultSettings(kind),
    };
    // Whom it is for does not show.
    const { settings } = changedSurvey(empty, { ...change, conditions: undefined }, {});
    const scale = askedScale({ kind, settings }, locale);
    const asked = { kind, scaleMax: scale.max, wording: settings.wording };
    const { name: workspace, timeZone } = await this.workspaces.run(workspaceId);
    const about = { number: 1042, subject: say(locale, 'survey.preview-subject') };
    const { text, card } = this.cards.make(
      { workspaceId: NOBODY, id: NOBODY, scale, locale },
      about,
      followUpsIn(asked, locale),
    );
    const given = score !== null && isPoint(kind, scale.max, score) ? score : null;
    const page = askPage({
      locale,
      path: '',
      about: { ...about, solvedAt: this.clock.now(), workspace, timeZone },
      scale,
      chosen: null,
      nothingChosen: false,
      saved:
        given === null
          ? null
          : {
              score: given,
              comment: null,
              followUp: followUpIn(asked, given, locale),
              reasons: [],
              more: {},
              toldMore: false,
            },
    });
    return { page, ...this.outbound.run(text, card, locale), card: { ...surveyCard(card), score: given } };
  }
}
