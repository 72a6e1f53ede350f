// One decorator a field: it validates what comes in (class-validator) and documents it (OpenAPI), so nothing is written twice.
import { applyDecorators } from '@nestjs/common';
import { ApiProperty, type ApiPropertyOptions } from '@nestjs/swagger';
import { Transform, Type } from 'class-transformer';
import * as v from 'class-validator';

interface Common {
  optional?: boolean;
  nullable?: boolean;
  description?: string;
  /** An array of this field. */
  list?: boolean;
  maxItems?: number;
}

type Decorators = (PropertyDecorator | MethodDecorator)[];

function field(
  common: Common,
  api: ApiPropertyOptions,
  checks: Decorators,
  transform?: PropertyDecorator,
): PropertyDecorator {
  const presence: Decorators = [];
  if (common.nullable)
    presence.push(v.ValidateIf((_, value) => value !== null && !(common.optional && value === undefined)));
  else if (common.optional) presence.push(v.ValidateIf((_, value) => value !== undefined));
  if (common.list) presence.push(v.IsArray(), v.ArrayMaxSize(common.maxItems ?? 1000));
  return applyDecorators(
    ApiProperty({
      ...api,
      required: !common.optional,
      nullable: common.nullable ?? false,
      isArray: common.list ?? false,
      ...(common.description ? { description: common.description } : {}),
    } as ApiPropertyOptions),
    ...(presence as PropertyDecorator[]),
    ...(checks as PropertyDecorator[]),
    ...(transform ? [transform] : []),
  ) as PropertyDecorator;
}

/**
 * A string without NUL bytes, trimmed of nothing. Lengths in UTF-16 units. Where something must be there, spaces alone are nothing;
 * in a list whoever reads it passes them over.
 */
export const Text = (o: Common & { min?: number; max?: number } = {}) =>
  field(o, { type: String, minLength: o.min ?? 0, maxLength: o.max ?? 100_000 }, [
    v.IsString({ each: o.list ?? false }),
    v.Length(o.min ?? 0, o.max ?? 100_000, { each: o.list ?? false }),
    v.Matches(/^[^\0]*$/, { each: o.list ?? false, message: '$property must not contain NUL characters' }),
    ...(o.min && !o.list ? [v.Matches(/\S/, { message: '$property must not be blank' })] : []),
  ]);
export const Uuid = (o: Common = {}) =>
  field(o, { type: String, format: 'uuid' }, [v.IsUUID('all', { each: o.list ?? false })]);
export const Email = (o: Common = {}) =>
  field(o, { type: String, format: 'email' }, [v.IsEmail({ allow_utf8_local_part: true }, { each: o.list ?? false })]);
/** An ISO 8601 instant, carried as a string. */
export const Instant = (o: Common = {}) =>
  field(o, { type: String, format: 'date-time' }, [v.IsISO8601({ strict: true }, { each: o.list ?? false })]);
/** A calendar day, YYYY-MM-DD. */
export const Day = (o: Common = {}) =>
  field(o, { type: String, format: 'date' }, [v.Matches(/^\d{4}-\d{2}-\d{2}$/, { each: o.list ?? false })]);
export const Whole = (o: Common & { min?: number; max?: number } = {}) =>
  field(
    o,
    {
      type: 'integer',
      ...(o.min === undefined ? {} : { minimum: o.min }),
      ...(o.max === undefined ? {} : { maximum: o.max }),
    },
    [
      v.IsInt({ each: o.list ?? false }),
      ...(o.min === undefined ? [] : [v.Min(o.min, { each: o.list ?? false })]),
      ...(o.max === undefined ? [] : [v.Max(o.max, { each: o.list ?? false })]),
    ],
    o.list ? undefined : (Type(() => Number) as PropertyDecorator),
  );
export const Num = (o: Common = {}) => field(o, { type: Number }, [v.IsNumber({}, { each: o.list ?? false })]);
export const Flag = (o: Common = {}) =>
  field(
    o,
    { type: Boolean },
    [v.IsBoolean({ each: o.list ?? false })],
    Transform(({ value }) => (value === 'true' ? true : value === 'false' ? false : value)) as PropertyDecorator,
  );
export const Choice = (values: readonly string[], o: Common = {}) =>
  field(o, { type: String, enum: [...values] }, [v.IsIn([...values], { each: o.list ?? false })]);
/** Another class of fields, nested. */
export const Nested = (type: () => new () => object, o: Common = {}) =>
  // The function must be called `type`: by that name the document tells a lazy type from a class.
  field(o, { type: () => type() }, [v.ValidateNested({ each: o.list ?? false })], Type(type) as PropertyDecorator);
/** A JSON object whose shape the receiver checks itself. */
export const Json = (o: Common = {}) =>
  field(o, { type: 'object', additionalProperties: true }, [v.IsObject({ each: o.list ?? false })]);
