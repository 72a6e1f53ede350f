// Leads see and set the automatic acknowledgement of each connection; off until they do.
import { Injectable } from '@nestjs/common';
import { nextOpening } from '../desk/business-time.js';
import { CalendarInForce } from '../desk/calendar-in-force.js';
import { type Connection, Connections } from '../desk/read-connections.js';
import { ReadWorkspace } from '../people/read-workspace.js';
import { Clock } from '../platform/clock.js';
import { Database } from '../platform/database/database.js';
import { DomainError } from '../platform/errors.js';
import { LOCALES, type Locale } from '../platform/words/words.js';
import { UsualAnswer } from '../tickets/usual-answer.js';
import { ourWords, promiseSentence, type Wording } from './acknowledgement.js';
import { type AcknowledgementSettings, listAcknowledgements, writeAcknowledgement } from './acknowledgement.store.js';
import type { AcknowledgementRequest, AcknowledgementView } from './acknowledgements.requests.js';

const DAY_MS = 86_400_000;
const USUAL_QUIET_MINUTES = 60;

@Injectable()
export class ChangeAcknowledgement {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly connections: Connections,
    private readonly workspaces: ReadWorkspace,
    private readonly calendars: CalendarInForce,
    private readonly usual: UsualAnswer,
  ) {}

  async list(workspaceId: string): Promise<AcknowledgementView[]> {
    const settings = await listAcknowledgements(this.database, workspaceId);
    const views: AcknowledgementView[] = [];
    for (const connection of await this.connections.all(workspaceId))
      views.push(await this.view(connection, settings.find((one) => one.connectionId === connection.id) ?? null));
    return views;
  }

  /** @throws DomainError not-found */
  async run(workspaceId: string, connectionId: string, order: AcknowledgementRequest): Promise<AcknowledgementView> {
    const connection = await this.connections.byId(workspaceId, connectionId);
    if (!connection) throw new DomainError('not-found');
    const settings = { connectionId, ...order, wording: trimmed(order.wording), since: this.clock.now() };
    await writeAcknowledgement(this.database, workspaceId, settings);
    return this.view(connection, settings);
  }

  private async view(connection: Connection, settings: AcknowledgementSettings | null): Promise<AcknowledgementView> {
    const { workspaceId, id, name, kind } = connection;
    const [workspace, hours, usualSeconds] = await Promise.all([
      this.workspaces.run(workspaceId),
      this.calendars.run(this.database, workspaceId, null),
      this.usual.run(workspaceId, kind),
    ]);
    const now = this.clock.now();
    const timeZone = hours?.timeZone ?? workspace.timeZone;
    // While somebody is there, "out of hours" is shown with the opening of tomorrow.
    const opening = hours && nextOpening(hours, now);
    const opensAt = opening && opening <= now ? nextOpening(hours, new Date(now.getTime() + DAY_MS)) : opening;
    const promises = (locale: Locale) => ({
      open: promiseSentence(locale, { usualSeconds, opensAt: null, timeZone }, now),
      closed: promiseSentence(locale, { usualSeconds: null, opensAt, timeZone }, now),
    });
    return {
      connectionId: id,
      name,
      kind,
      enabled: settings?.enabled ?? false,
      wording: settings?.wording ?? {},
      quietMinutes: settings?.quietMinutes ?? USUAL_QUIET_MINUTES,
      defaults: inEach(ourWords),
      promises: inEach(promises),
    };
  }
}

const inEach = <T>(words: (locale: Locale) => T) =>
  Object.fromEntries(LOCALES.map((locale) => [locale, words(locale)])) as Record<Locale, T>;

/** Empty words are ours. */
function trimmed(wording: AcknowledgementRequest['wording']): Wording {
  const kept: Wording = {};
  for (const locale of LOCALES) {
    const { open, closed } = wording[locale] ?? {};
    const words = { ...(open?.trim() ? { open } : {}), ...(closed?.trim() ? { closed } : {}) };
    if (Object.keys(words).length > 0) kept[locale] = words;
  }
  return kept;
}
