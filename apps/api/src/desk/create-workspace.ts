// A new workspace, with its owner and its first working hours; what rooms above add (a survey) the terminal composes.
import { Injectable } from '@nestjs/common';
import { FoundWorkspace, type NewWorkspace } from '../people/found-workspace.js';
import { Database, type Tx } from '../platform/database/database.js';
import { say } from '../platform/words/words.js';
import { officeHours } from './check-calendar.js';
import { CreateCalendar } from './create-calendar.js';

@Injectable()
export class CreateWorkspace {
  constructor(
    private readonly database: Database,
    private readonly foundWorkspace: FoundWorkspace,
    private readonly createCalendar: CreateCalendar,
  ) {}

  /** Monday to Friday, 9 to 18, in the workspace's zone. @throws DomainError name-taken, time-zone-unknown, bad-request (slug) */
  run(order: NewWorkspace, tx?: Tx): Promise<{ workspaceId: string; ownerId: string; calendarId: string }> {
    return tx ? this.create(tx, order) : this.database.transaction((own) => this.create(own, order));
  }

  private async create(
    tx: Tx,
    order: NewWorkspace,
  ): Promise<{ workspaceId: string; ownerId: string; calendarId: string }> {
    const { workspaceId, ownerId } = await this.foundWorkspace.run(tx, order);
    const hours = { name: say(order.locale, 'desk.calendar'), isDefault: true, ...officeHours(order.timeZone) };
    const { id } = await this.createCalendar.run(workspaceId, hours, tx);
    return { workspaceId, ownerId, calendarId: id };
  }
}
