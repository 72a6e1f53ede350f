// A lead names a kind of people: a segment is made, changed or removed, and whoever fits it is in it at once.
import { Injectable } from '@nestjs/common';
import { Clock } from '../../platform/clock.js';
import { type Condition, checkCondition } from '../../platform/conditions/condition.js';
import { Database } from '../../platform/database/database.js';
import { DomainError } from '../../platform/errors.js';
import { newId } from '../../platform/ids.js';
import { ReadSegments } from './read-segments.js';
import { deleteSegment, insertSegment, listSegments, type Segment, updateSegment } from './segments.store.js';

@Injectable()
export class KeepSegment {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly segments: ReadSegments,
  ) {}

  /** @throws DomainError name-taken, validation-failed (with the paths of the condition) */
  async create(workspaceId: string, body: { name: string; condition: unknown }): Promise<Segment> {
    const segment = {
      id: newId(),
      name: nameOf(body.name),
      condition: await this.check(workspaceId, body.condition),
      changedAt: this.clock.now(),
    };
    if (!(await insertSegment(this.database, workspaceId, segment)))
      throw new DomainError('name-taken', { name: segment.name });
    return segment;
  }

  /** @throws DomainError not-found, name-taken, validation-failed */
  async change(workspaceId: string, id: string, body: { name?: string; condition?: unknown }): Promise<Segment> {
    const all = await listSegments(this.database, workspaceId);
    const known = all.find((one) => one.id === id);
    if (!known) throw new DomainError('not-found');
    const name = body.name === undefined ? known.name : nameOf(body.name);
    if (all.some((one) => one.id !== id && one.name.toLowerCase() === name.toLowerCase()))
      throw new DomainError('name-taken', { name });
    const condition = body.condition === undefined ? known.condition : await this.check(workspaceId, body.condition);
    const segment = { id, name, condition, changedAt: this.clock.now() };
    await updateSegment(this.database, workspaceId, segment);
    return segment;
  }

  /** Views and rules that speak of it find nobody in it any more. @throws DomainError not-found */
  async remove(workspaceId: string, id: string): Promise<void> {
    if (!(await deleteSegment(this.database, workspaceId, id))) throw new DomainError('not-found');
  }

  /** @throws DomainError validation-failed */
  async check(workspaceId: string, condition: unknown): Promise<Condition> {
    const faults = checkCondition(condition, await this.segments.fields(workspaceId));
    if (faults.length > 0)
      throw new DomainError('validation-failed', {
        fields: faults.map((path) => (path === 'condition' ? path : `condition.${path}`)),
      });
    return condition as Condition;
  }
}

function nameOf(said: string): string {
  const name = said.trim();
  if (name === '') throw new DomainError('validation-failed', { fields: ['name'] });
  return name;
}
