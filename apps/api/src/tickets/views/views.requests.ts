// Saved views, and what can be asked of a ticket, as screens send and read them.
import { FIELD_TYPES_OF_CONDITIONS, OPS } from '../../platform/conditions/condition.js';
import { Choice, Flag, Json, Nested, Text, Uuid, Whole } from '../../platform/http/fields.js';
import { SORTS, type Sort } from '../list-tickets.js';
import { SCOPES, type Scope } from './saved-view.js';

const CONDITION =
  '`{all: […]}`, `{any: […]}`, `{not: …}` or `{field, op, value}`; see /api/v1/ticket-fields. `me` stands for whoever looks, `mine` for their teams.';

export class CreateViewRequest {
  @Choice(SCOPES, { description: 'For oneself, for a team, or for everybody (leads only).' }) scope!: Scope;
  @Uuid({ optional: true, nullable: true, description: 'Whose, when it is a team’s.' }) teamId?: string | null;
  @Text({ min: 1, max: 80 }) name!: string;
  @Text({ optional: true, nullable: true, max: 40, description: 'An emoji, or the name of an icon.' })
  icon?: string | null;
  @Json({ description: CONDITION }) condition!: object;
  @Choice(SORTS, { optional: true, description: 'Views that reach into the past are always newest first.' })
  sort?: Sort;
  @Json({ optional: true, description: 'Columns and density, as the screen understands them.' })
  look?: Record<string, unknown>;
}

export class ChangeViewRequest {
  @Choice(SCOPES, { optional: true }) scope?: Scope;
  @Uuid({ optional: true, nullable: true }) teamId?: string | null;
  @Text({ optional: true, min: 1, max: 80 }) name?: string;
  @Text({ optional: true, nullable: true, max: 40 }) icon?: string | null;
  @Json({ optional: true, description: CONDITION }) condition?: object;
  @Choice(SORTS, { optional: true }) sort?: Sort;
  @Json({ optional: true }) look?: Record<string, unknown>;
}

export class PlaceViewsRequest {
  @Uuid({ list: true, maxItems: 200, description: 'First to last.' }) ids!: string[];
}

export class CheckViewRequest {
  @Json({ description: CONDITION }) condition!: object;
}

export class GoneView {
  @Text() field!: string;
  @Text({
    nullable: true,
    description: 'Null: the field itself is gone, and nothing meets the view until it is mended.',
  })
  value!: string | null;
}

export class SavedViewView {
  @Uuid() id!: string;
  @Choice(SCOPES) scope!: Scope;
  @Uuid({ nullable: true, description: 'Who made it.' }) agentId!: string | null;
  @Uuid({ nullable: true }) teamId!: string | null;
  @Text() name!: string;
  @Text({ nullable: true }) icon!: string | null;
  @Json() condition!: object;
  @Choice(SORTS) sort!: Sort;
  @Json() look!: Record<string, unknown>;
  @Whole() place!: number;
  @Flag({ description: 'Whoever asks may change it.' }) mayChange!: boolean;
  @Flag({ description: 'It reaches into the past: newest first, counted to 1,000.' }) past!: boolean;
  @Nested(() => GoneView, { list: true, description: 'What its condition names and is not there any more.' })
  gone!: GoneView[];
}

export class ViewCountView {
  @Whole() count!: number;
  @Flag({ description: 'So many, or more.' }) more!: boolean;
}

export class FieldValueView {
  @Text({ description: 'As a condition writes it; numbers as digits.' }) value!: string;
  @Text({ nullable: true, description: 'Null: a word of the desk’s own, which the screen translates.' })
  label!: string | null;
}

export class TicketFieldView {
  @Text() name!: string;
  @Text({ nullable: true, description: 'Of a custom field; else the screen has words for the name.' })
  label!: string | null;
  @Choice(FIELD_TYPES_OF_CONDITIONS) type!: (typeof FIELD_TYPES_OF_CONDITIONS)[number];
  @Choice(OPS, { list: true }) ops!: (typeof OPS)[number][];
  @Flag({ description: 'Values are numbers.' }) numeric!: boolean;
  @Nested(() => FieldValueView, { list: true, nullable: true, description: 'Null: anything of its type.' })
  values!: FieldValueView[] | null;
}
