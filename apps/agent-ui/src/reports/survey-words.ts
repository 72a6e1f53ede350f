// What surveys and the reasons of customers are called, asked once beside the figures.
import { queryOptions } from '@tanstack/react-query';
import { get } from '../api/request.js';
import type { Satisfaction, SurveyWords } from '../api/shapes.js';

export const surveyWordsQuery = (locale: string) =>
  queryOptions({
    queryKey: ['surveys', 'words', locale],
    queryFn: ({ signal }) => get<SurveyWords>('/api/v1/surveys/words', signal),
  });

type Reason = Satisfaction['reasons'][number] & { name?: string | undefined };
export type NamedSatisfaction = Omit<Satisfaction, 'reasons'> & { reasons: Reason[] };
