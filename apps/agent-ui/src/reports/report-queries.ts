// What the pages of the reports ask, and the boards that show parts of them: one question where both ask the same.
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { get } from '../api/request.js';
import type { Breakdown, Load, Overview, Promises, Satisfaction, SurveyWords, Work } from '../api/shapes.js';
import { useWords } from '../words/words.js';
import { type Filters, filterQuery } from './report-filters.js';
import { type NamedSatisfaction, surveyWordsQuery } from './survey-words.js';

export function useOverview(filters: Filters) {
  const asked = filterQuery(filters);
  return useQuery({
    queryKey: ['report', asked],
    queryFn: ({ signal }) => get<Overview>(`/api/v1/reports/overview?${asked}`, signal),
    placeholderData: keepPreviousData,
    refetchInterval: 60_000,
  });
}

export function useLoad(filters: Filters) {
  const asked = filterQuery(filters);
  return useQuery({
    queryKey: ['report-load', asked],
    queryFn: ({ signal }) => get<Load>(`/api/v1/reports/load?${asked}`, signal),
    placeholderData: keepPreviousData,
    refetchInterval: 60_000,
  });
}

export function usePromises(filters: Filters) {
  const asked = filterQuery(filters);
  return useQuery({
    queryKey: ['report-promises', asked],
    queryFn: ({ signal }) => get<Promises>(`/api/v1/reports/promises?${asked}`, signal),
    placeholderData: keepPreviousData,
    refetchInterval: 60_000,
  });
}

export function useWork(filters: Filters) {
  const asked = filterQuery(filters);
  return useQuery({
    queryKey: ['report-work', asked],
    queryFn: ({ signal }) => get<Work>(`/api/v1/reports/work?${asked}`, signal),
    placeholderData: keepPreviousData,
    refetchInterval: 60_000,
  });
}

export interface BreakdownAsked {
  figure: string;
  by: string;
  field: string | undefined;
}
export function useBreakdown(filters: Filters, { figure, by, field }: BreakdownAsked) {
  const asked = filterQuery(filters, { figure, by, ...(field ? { field } : {}) });
  return useQuery({
    queryKey: ['report-breakdown', asked],
    queryFn: ({ signal }) => get<Breakdown>(`/api/v1/reports/breakdown?${asked}`, signal),
    placeholderData: keepPreviousData,
    refetchInterval: 120_000,
  });
}

/** Absent kind: CSAT, or the kind most sent. */
export function useSatisfaction(filters: Filters, kind: string | undefined) {
  const { locale } = useWords();
  const asked = filterQuery(filters, kind ? { kind } : {});
  const report = useQuery({
    queryKey: ['report-satisfaction', asked, locale],
    queryFn: ({ signal }) => get<Satisfaction>(`/api/v1/reports/satisfaction?${asked}`, signal),
    placeholderData: keepPreviousData,
    refetchInterval: 120_000,
  });
  const words = useQuery(surveyWordsQuery(locale)).data;
  const data: NamedSatisfaction | undefined = report.data && words ? named(report.data, words) : report.data;
  return { ...report, data };
}

/** What surveys and reasons are called, surveys say. */
function named(report: Satisfaction, words: SurveyWords): NamedSatisfaction {
  const surveys = new Map(words.surveys.map(({ id, name }) => [id, name]));
  const reasons = new Map(words.reasons.map(({ id, name }) => [id, name]));
  const bySurvey = <Line extends { group: string | null; name: string | null }>(by: string, line: Line) =>
    by === 'survey' ? { ...line, name: surveys.get(line.group ?? '') ?? null } : line;
  return {
    ...report,
    groups: report.groups.map((one) => ({ ...one, items: one.items.map((item) => bySurvey(one.by, item)) })),
    drivers: report.drivers.map((driver) => bySurvey(driver.by, driver)),
    reasons: report.reasons.map((line) => ({ ...line, name: reasons.get(line.reason) })),
  };
}
