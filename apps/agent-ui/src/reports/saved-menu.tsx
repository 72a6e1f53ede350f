// Saved reports and what can be taken along: opened from the head of the page.
import { Button, Menu } from '@mantine/core';
import {
  IconBookmark,
  IconDeviceFloppy,
  IconFileTypePdf,
  IconLayoutDashboard,
  IconMail,
  IconPrinter,
  IconTable,
} from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { lazy, Suspense, useEffect, useState } from 'react';
import { useMe } from '../shell/people-names.js';
import { useWords } from '../words/words.js';
import { PAGES } from './boards/board-tiles.js';
import { todayIn } from './period.js';
import { fileQuery, savedReportsQuery, shownAgain } from './saved-reports.js';

const SaveWindow = lazy(() => import('./save-window.js').then((m) => ({ default: m.SaveWindow })));
const AddToBoard = lazy(() => import('./boards/add-to-board.js').then((m) => ({ default: m.AddToBoard })));
const MailWindow = lazy(() => import('./mail-window.js').then((m) => ({ default: m.MailWindow })));

export function SavedMenu({ search }: { search: Record<string, string | undefined> }) {
  const { say, locale } = useWords();
  const me = useMe();
  const navigate = useNavigate();
  const reports = useQuery(savedReportsQuery).data;
  const [open, setOpen] = useState<'save' | 'mail' | 'board' | null>(null);
  const today = todayIn(me.workspace.timeZone);
  const lead = me.agent.role !== 'agent';
  // Pages whose parts can stand on a dashboard.
  const page = PAGES.find((each) => each === (search.tab ?? 'overview'));
  const here = reports?.find(({ id }) => id === search.saved) ?? null;
  const go = (to: Record<string, string>, replace = false) => void navigate({ to: '/reports', search: to, replace });

  // A link that names nothing but a saved report shows it as of today.
  const bare = here !== null && Object.keys(search).length === 1;
  // biome-ignore lint/correctness/useExhaustiveDependencies: once, when the address names it
  useEffect(() => {
    if (bare && here) go(shownAgain(here, today), true);
  }, [bare, here?.id]);

  const file = (as: 'pdf' | 'xlsx') => {
    const query = fileQuery(search, as, lead ? null : me.agent.id);
    return query && `/api/v1/reports/file?${query}`;
  };
  const [pdf, sheets] = [file('pdf'), file('xlsx')];
  return (
    <>
      <Menu position="bottom-end" width={280} returnFocus>
        <Menu.Target>
          <Button
            variant="default"
            size="xs"
            leftSection={<IconBookmark size={15} stroke={1.75} />}
            data-testid="saved-menu"
          >
            {here?.name ?? say('saved.menu')}
          </Button>
        </Menu.Target>
        <Menu.Dropdown>
          {(reports ?? []).map((report) => (
            <Menu.Item
              key={report.id}
              onClick={() => go(shownAgain(report, today))}
              rightSection={report.mailing && <IconMail size={14} stroke={1.75} />}
            >
              {report.name}
            </Menu.Item>
          ))}
          {(reports ?? []).length > 0 && <Menu.Divider />}
          <Menu.Item leftSection={<IconDeviceFloppy size={15} stroke={1.75} />} onClick={() => setOpen('save')}>
            {say(here?.mayChange ? 'saved.change' : 'saved.save')}
          </Menu.Item>
          {lead && page && (
            <Menu.Item leftSection={<IconLayoutDashboard size={15} stroke={1.75} />} onClick={() => setOpen('board')}>
              {say('board.bring')}
            </Menu.Item>
          )}
          {lead && here?.mayChange && (
            <Menu.Item leftSection={<IconMail size={15} stroke={1.75} />} onClick={() => setOpen('mail')}>
              {say('saved.mail')}
            </Menu.Item>
          )}
          <Menu.Divider />
          {pdf && (
            <Menu.Item component="a" href={pdf} download leftSection={<IconFileTypePdf size={15} stroke={1.75} />}>
              {say('saved.pdf')}
            </Menu.Item>
          )}
          {sheets && (
            <Menu.Item component="a" href={sheets} download leftSection={<IconTable size={15} stroke={1.75} />}>
              {say('saved.xlsx')}
            </Menu.Item>
          )}
          {lead && (
            <Menu.Item
              component="a"
              href={`/api/v1/reports/file?tab=monthly&as=pdf&locale=${locale}`}
              download
              leftSection={<IconFileTypePdf size={15} stroke={1.75} />}
            >
              {say('saved.monthly')}
            </Menu.Item>
          )}
          <Menu.Item
            leftSection={<IconPrinter size={15} stroke={1.75} />}
            onClick={() => setTimeout(() => window.print(), 250)}
          >
            {say('saved.print')}
          </Menu.Item>
        </Menu.Dropdown>
      </Menu>
      <Suspense>
        {open === 'save' && (
          <SaveWindow
            search={search}
            here={here}
            onClose={() => setOpen(null)}
            onSaved={(id) => go({ ...known(search), saved: id }, true)}
          />
        )}
        {open === 'board' && page && <AddToBoard page={page} search={search} onClose={() => setOpen(null)} />}
        {open === 'mail' && here && <MailWindow report={here} onClose={() => setOpen(null)} />}
      </Suspense>
    </>
  );
}

const known = (search: Record<string, string | undefined>) =>
  Object.fromEntries(Object.entries(search).filter((one): one is [string, string] => one[1] !== undefined));
