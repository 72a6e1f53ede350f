// The reports: every tab, the rows behind a figure, and what can be kept and mailed.
import type { FurnishedDesk } from './furnished-desk.js';
import { after, agent, at, click, opened, type Place } from './place.js';

export function reportPlaces(desk: FurnishedDesk): Place[] {
  return [
    agent('reports', at(desk, '/reports', '[data-testid=report-sentence]')),
    agent('reports-satisfaction', at(desk, '/reports?tab=satisfaction', '[data-testid=satisfaction-sentence]')),
    agent('reports-live', at(desk, '/reports?tab=live', '[data-testid=live-board]')),
    agent('wall', at(desk, '/wall', '[data-testid=wall] dd')),
    agent('reports-breakdown', at(desk, '/reports?tab=breakdown&by=channel', '[data-testid=breakdown]')),
    agent('reports-answers', at(desk, '/reports?tab=answers', '[data-testid=open-answer]')),
    agent('reports-loyalty', at(desk, '/reports?tab=loyalty', '[data-testid=cohorts]')),
    opened(
      'loyalty-rows',
      after(
        at(desk, '/reports?tab=loyalty', '[data-testid=cohorts]'),
        click('[data-testid=cohorts] td[data-some] button'),
        '[data-testid=loyalty-rows] a',
      ),
    ),
    ...boardPlaces(desk),
    ...savedPlaces(desk),
    opened(
      'reports-filters',
      after(
        at(desk, '/reports', '[data-testid=report-sentence]'),
        click('main header search button:has(.tabler-icon-filter)'),
        '[data-testid=more-filters] select >> nth=3',
      ),
    ),
    agent('reports-cards', at(desk, '/reports?tab=cards', '[data-testid=scorecards]')),
    agent('reports-load', at(desk, '/reports?tab=load', '[data-testid=load-hours]')),
    opened(
      'reports-rows',
      after(
        at(desk, '/reports', '[data-testid=report-sentence]'),
        click('[data-testid=report-tiles] button'),
        '[data-testid=report-rows]',
      ),
    ),
  ];
}

function savedPlaces(desk: FurnishedDesk): Place[] {
  const menu = after(
    at(desk, `/reports?saved=${desk.report}`, '[data-testid=report-sentence]'),
    click('[data-testid=saved-menu]'),
    '[role=menu] [role=menuitem]',
  );
  const window = (icon: string) => after(menu, click(`[role=menu] ${icon} >> nth=-1`), '[role=dialog] form');
  return [
    opened('reports-saved', menu),
    opened('reports-save', window('.tabler-icon-device-floppy')),
    opened('reports-mail', window('.tabler-icon-mail')),
  ];
}

function boardPlaces(desk: FurnishedDesk): Place[] {
  const board = at(desk, '/reports?tab=boards', '[data-testid=board-tiles] [data-testid=breakdown]');
  return [
    agent('reports-board', board),
    opened('reports-board-tile', after(board, click('[data-testid=board-add]'), '[role=dialog] form')),
  ];
}
