// Days of reports: the same for every room that reports.
export * from '../platform/report-period.js';
