// What the live board answers: who waits, what is in danger, who is there, and what today has come to so far.
import { Choice, Day, Instant, Nested, Text, Uuid, Whole } from '../platform/http/fields.js';
import { DurationFigure, ShareFigure, WaitingFigure } from '../reports/reports.requests.js';

export class LiveQuery {
  @Choice(['news', 'anything'], {
    optional: true,
    description:
      '`news`: something has changed, so no look taken before this moment will do; it may take a second. Absent: `anything`.',
  })
  after?: 'news' | 'anything';
}

export class LiveAgent {
  @Uuid()
  agentId: string;
  @Text()
  name: string;
  @Choice(['online', 'away'])
  state: 'online' | 'away';
  @Instant({ description: 'Since when the state is what it is.' })
  since: string;
  @Whole({ description: 'New and open tickets they hold.' })
  open: number;
}

/** So far today, in the workspace’s time zone: the same figures as the overview of this one day. */
export class LiveToday {
  @Whole()
  opened: number;
  @Whole()
  solved: number;
  @Nested(() => DurationFigure)
  firstResponse: DurationFigure;
  @Nested(() => ShareFigure, { description: 'Of the surveys sent today.' })
  csat: ShareFigure;
}

export class LiveReport {
  @Instant()
  madeAt: string;
  @Day()
  day: string;
  @Text()
  timeZone: string;
  @Nested(() => WaitingFigure)
  waiting: WaitingFigure;
  @Whole({ description: 'New and open tickets, asleep ones left out.' })
  open: number;
  @Whole({ description: 'Of those, without a holder.' })
  unassigned: number;
  @Whole({ description: 'Whose promise is near or was broken.' })
  atRisk: number;
  @Nested(() => LiveAgent, { list: true, description: 'Who is there or away, the most loaded first; 200 at most.' })
  agents: LiveAgent[];
  @Whole()
  online: number;
  @Nested(() => LiveToday)
  today: LiveToday;
}
