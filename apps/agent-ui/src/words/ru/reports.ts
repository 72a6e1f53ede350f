export const reports = { 'reports.title': 'Отчёты' };
