// The workspace's own fields: what is defined, asked once in a while and renewed when the settings change it.
import { queryOptions } from '@tanstack/react-query';
import { get } from '../api/request.js';
import type { components } from '../api/schema.js';

export type FieldDefinition = components['schemas']['FieldView'];
export type FieldOwner = FieldDefinition['of'];
export type FieldValues = Record<string, unknown>;

export const fieldsQuery = queryOptions({
  queryKey: ['fields'],
  queryFn: () => get<FieldDefinition[]>('/api/v1/fields'),
  staleTime: 5 * 60_000,
});

export const living = (all: FieldDefinition[] | undefined, of: FieldOwner) =>
  (all ?? []).filter((one) => one.of === of && !one.archived);
