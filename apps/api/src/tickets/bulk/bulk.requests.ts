// Bulk work as screens and programs order it, and what became of it.
import { ERROR_STATUS } from '../../platform/errors.js';
import { Choice, Flag, Json, Nested, Text, Uuid, Whole } from '../../platform/http/fields.js';
import { SORTS, type Sort } from '../list-tickets.js';

const ACTION =
  '{do: assign, agentId?, teamId?} | {do: state, state} | {do: priority, priority} | {do: add-tags, names} | {do: remove-tags, names} | {do: snooze, until} | {do: snooze, seconds} | {do: snooze, day: tomorrow | workday | monday…, time} | {do: set-fields, values} | {do: spam, spam} | {do: note, text} | {do: reply, text, html?}';

export class BulkRequest {
  @Uuid({ list: true, optional: true, maxItems: 500, description: 'Which tickets; or `view`.' }) ticketIds?: string[];
  @Text({ optional: true, max: 40, description: 'All that stand in this view, the first 500 at most.' }) view?: string;
  @Choice(SORTS, { optional: true, description: 'With `view`: which are the first.' }) sort?: Sort;
  @Json({ optional: true, description: ACTION }) action?: object;
  @Json({
    optional: true,
    list: true,
    maxItems: 20,
    description: 'Several, one after the other; all or none on each ticket.',
  })
  actions?: object[];
}

export class BulkFailure {
  @Uuid() ticketId!: string;
  @Whole({ nullable: true }) number!: number | null;
  @Choice(Object.keys(ERROR_STATUS)) code!: string;
  @Text({ description: 'Why, for the person who asked.' }) words!: string;
  @Text({
    list: true,
    description:
      'Taking back: what stays as it is (holder, state, priority, tags, snooze, spam, fields, replies, noted).',
  })
  left!: string[];
}

export class BulkOutcome {
  @Uuid() ticketId!: string;
  @Choice(['done', 'skipped', 'refused']) outcome!: 'done' | 'skipped' | 'refused';
  @Text({ nullable: true, description: 'Of a refusal: its code.' }) code!: string | null;
}

export class BulkDone {
  @Uuid({ nullable: true, description: 'For /undo, within a day; null: there is nothing to take back.' })
  undoId!: string | null;
  @Whole({ description: 'So many tickets were changed.' }) done!: number;
  @Whole({ description: 'On so many nothing was to be done.' }) skipped!: number;
  @Nested(() => BulkFailure, { list: true }) failed!: BulkFailure[];
  @Nested(() => BulkOutcome, { list: true }) outcomes!: BulkOutcome[];
  @Flag({ description: 'The view holds more tickets than were taken.' }) more!: boolean;
}

export class BulkMergeRequest {
  @Uuid({ description: 'The one that stays.' }) intoId!: string;
  @Uuid({ list: true, maxItems: 19, description: 'Those that go into it, each wholly or not at all.' })
  ticketIds!: string[];
}

export class BulkMerged {
  @Uuid({
    list: true,
    description: 'Went into it, in this order. To take it back: /unmerge of each, the last one first.',
  })
  merged!: string[];
  @Nested(() => BulkFailure, { list: true }) failed!: BulkFailure[];
}
