export const reports = { 'reports.title': 'Отчети' };
