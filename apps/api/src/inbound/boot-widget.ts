// The widget opens: what it is called, looks like, and promises, before anybody has written a word.
import { Injectable } from '@nestjs/common';
import { channelOf } from '@otklik/channels';
import type { WidgetBoot } from '@otklik/contract';
import { nextOpening } from '../desk/business-time.js';
import { CalendarInForce } from '../desk/calendar-in-force.js';
import type { Connection } from '../desk/read-connections.js';
import { AgentNames } from '../people/agent-names.js';
import { ReadPresence } from '../people/presence/read-presence.js';
import { ReadWorkspace } from '../people/read-workspace.js';
import { Clock } from '../platform/clock.js';
import { Database } from '../platform/database/database.js';
import { Files, MAX_FILE_BYTES } from '../platform/files.js';
import { type Locale, say } from '../platform/words/words.js';
import { UsualAnswer } from '../tickets/usual-answer.js';
import { firstName } from './read-widget-lines.js';
import { VisitorFiles } from './visitor-files.js';
import { askOf, colourOf, faceOf } from './widget-look.js';

const FACES = 3;

@Injectable()
export class BootWidget {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly workspaces: ReadWorkspace,
    private readonly agents: AgentNames,
    private readonly calendars: CalendarInForce,
    private readonly usual: UsualAnswer,
    private readonly presence: ReadPresence,
    private readonly files: Files,
    private readonly visitorFiles: VisitorFiles,
  ) {}

  async run(connection: Connection, locale: Locale): Promise<WidgetBoot> {
    const { workspaceId, config } = connection;
    const [workspace, agents, hours, usualAnswerSeconds, presence] = await Promise.all([
      this.workspaces.run(workspaceId),
      this.agents.run(this.database, workspaceId),
      this.calendars.run(this.database, workspaceId, null),
      this.usual.run(workspaceId, connection.kind),
      this.presence.run(workspaceId),
    ]);
    const now = this.clock.now();
    const opening = hours && nextOpening(hours, now);
    const there = [...agents.values()].filter((agent) => !agent.disabled && firstName(agent.name) !== '');
    return {
      name: textOf(config.title) || workspace.name,
      greeting: textOf(config.greeting) || say(locale, 'inbound.greeting'),
      usualAnswerSeconds,
      nobody: !presence.some((one) => one.state === 'online'),
      backAt: opening && opening > now ? opening.toISOString() : null,
      colour: colourOf(config.colour) ?? '#1f6f5c',
      locale,
      agents: there.slice(0, FACES).map((agent) => ({
        name: firstName(agent.name),
        picture: this.visitorFiles.picture(workspaceId, agent.picture),
      })),
      face: faceOf(config),
      logo: await this.logo(workspaceId, config.logo),
      ask: askOf(config),
      maxFileBytes: Math.min(channelOf(connection.kind)?.abilities.maxFile ?? MAX_FILE_BYTES, MAX_FILE_BYTES),
    };
  }

  /** A file that is no picture is not given away, whatever the settings name. */
  private async logo(workspaceId: string, fileId: unknown): Promise<string | null> {
    if (typeof fileId !== 'string') return null;
    const [file] = await this.files.find(this.database, workspaceId, [fileId]);
    return file && /^image\/(png|jpeg|webp)$/.test(file.contentType)
      ? this.visitorFiles.picture(workspaceId, file.id)
      : null;
  }
}

const textOf = (value: unknown): string => (typeof value === 'string' ? value.trim() : '');
