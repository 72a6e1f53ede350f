// The surveys that can be asked by hand or by a rule: those that are switched on.
import { queryOptions } from '@tanstack/react-query';
import { get } from '../api/request.js';
import type { components } from '../api/schema.js';

export const surveyNamesQuery = queryOptions({
  queryKey: ['surveys', 'names'],
  queryFn: () => get<components['schemas']['SurveyName'][]>('/api/v1/surveys/names'),
});
