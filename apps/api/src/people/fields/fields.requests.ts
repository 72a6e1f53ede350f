// Field definitions as the settings page makes them and as every form reads them.
import { Choice, Flag, Nested, Num, Text, Uuid } from '../../platform/http/fields.js';
import { FIELD_OWNERS, FIELD_TYPES, type FieldOwner, type FieldType, LIMITS } from './field-definition.js';

/** What a key looks like: it stands in API bodies and in conditions. */
export const KEY = /^[a-z][a-z0-9_]{0,39}$/;

export class FieldChoiceView {
  @Text({ description: 'What is stored.' }) id!: string;
  @Text() label!: string;
}

export class FieldChoiceRequest {
  @Text({ optional: true, nullable: true, max: 40, description: 'Absent: a new choice.' }) id?: string | null;
  @Text({ min: 1, max: 100 }) label!: string;
}

export class FieldView {
  @Uuid() id!: string;
  @Choice(FIELD_OWNERS) of!: FieldOwner;
  @Text({ description: 'Its name in `fields` and, as `field.<key>`, in conditions.' }) key!: string;
  @Text() label!: string;
  @Choice(FIELD_TYPES) type!: FieldType;
  @Flag({ description: 'Of tickets: nobody solves one without it.' }) required!: boolean;
  @Nested(() => FieldChoiceView, { list: true }) choices!: FieldChoiceView[];
  @Num({ nullable: true, description: 'The least number, or how many characters a text has at least.' })
  min!: number | null;
  @Num({ nullable: true }) max!: number | null;
  @Text({ nullable: true, description: 'Of texts: 9 a digit, A a letter, * either, anything else itself.' })
  pattern!: string | null;
  @Flag() archived!: boolean;
}

export class FieldsQuery {
  @Choice(FIELD_OWNERS, { optional: true, description: 'Absent: all of them.' }) of?: FieldOwner;
}

export class CreateFieldRequest {
  @Choice(FIELD_OWNERS) of!: FieldOwner;
  @Text({ optional: true, max: 40, description: 'Absent: made of the label.' }) key?: string;
  @Text({ min: 1, max: 100 }) label!: string;
  @Choice(FIELD_TYPES) type!: FieldType;
  @Flag({ optional: true }) required?: boolean;
  @Nested(() => FieldChoiceRequest, { list: true, optional: true, maxItems: LIMITS.choices })
  choices?: FieldChoiceRequest[];
  @Num({ optional: true, nullable: true }) min?: number | null;
  @Num({ optional: true, nullable: true }) max?: number | null;
  @Text({ optional: true, nullable: true, max: LIMITS.pattern }) pattern?: string | null;
}

export class ChangeFieldRequest {
  @Text({ optional: true, min: 1, max: 100 }) label?: string;
  @Flag({ optional: true }) required?: boolean;
  @Nested(() => FieldChoiceRequest, {
    list: true,
    optional: true,
    maxItems: LIMITS.choices,
    description: 'All of them; one that is left out can no longer be chosen.',
  })
  choices?: FieldChoiceRequest[];
  @Num({ optional: true, nullable: true }) min?: number | null;
  @Num({ optional: true, nullable: true }) max?: number | null;
  @Text({ optional: true, nullable: true, max: LIMITS.pattern }) pattern?: string | null;
  @Flag({ optional: true, description: 'Shown and asked for no more; what stands in it is kept.' }) archived?: boolean;
}

export class PlaceFieldsRequest {
  @Choice(FIELD_OWNERS) of!: FieldOwner;
  @Uuid({ list: true, maxItems: 500 }) ids!: string[];
}
