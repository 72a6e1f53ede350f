// Surveys as the settings edit them: what is asked of the desk, and a fresh question or reason.
import { queryOptions } from '@tanstack/react-query';
import { queryClient } from '../../api/queries.js';
import { get } from '../../api/request.js';
import type { Survey as Stored } from '../../api/shapes.js';
import type { Condition } from '../../conditions/condition-tree.js';
import type { ConditionField } from '../../conditions/field-words.js';

export type Survey = Omit<Stored, 'conditions' | 'delaySeconds' | 'defaultDelaySeconds'> & {
  conditions: Condition;
  delaySeconds: Record<string, number>;
  defaultDelaySeconds: Record<string, number>;
};
/** What of a survey can be changed. */
export type SurveyBody = Omit<Survey, 'id' | 'kind' | 'scales' | 'defaultDelaySeconds' | 'defaultWording'>;
export type Change = (next: Partial<SurveyBody>) => void;

export const surveysQuery = queryOptions({ queryKey: ['surveys'], queryFn: () => get<Survey[]>('/api/v1/surveys') });

export const surveyFieldsQuery = queryOptions({
  queryKey: ['ticket-fields', 'surveys'],
  queryFn: () => get<ConditionField[]>('/api/v1/surveys/fields'),
});

export const renewSurveys = () => queryClient.invalidateQueries({ queryKey: surveysQuery.queryKey });

export function bodyOf(survey: Survey): SurveyBody {
  const { id: _, kind: _kind, scales: _scales, defaultDelaySeconds: _delays, defaultWording: _words, ...body } = survey;
  return body;
}

/** Asks nothing at all of a ticket. */
export const isForAll = (condition: Condition): boolean => 'all' in condition && condition.all.length === 0;

/** An id that its survey does not have yet: answers are kept under it. */
export const freshId = (): string => Math.random().toString(36).slice(2, 10);

export const replaced = <T>(rows: T[], index: number, row: T): T[] => rows.map((each, i) => (i === index ? row : each));
export const without = <T>(rows: T[], index: number): T[] => rows.filter((_, i) => i !== index);
