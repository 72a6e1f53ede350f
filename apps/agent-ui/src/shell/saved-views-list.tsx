// Saved views in the rail: one's own, those of teams, shared ones; with counts, and put in order by dragging or by Alt and an arrow.
import { ActionIcon, Tooltip } from '@mantine/core';
import { IconAlertCircle, IconFilter, IconPlus } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useNavigate, useParams } from '@tanstack/react-router';
import { type KeyboardEvent, lazy, Suspense, useState } from 'react';
import type { Counts, SavedView } from '../api/shapes.js';
import { draftFrom, placeView, sectionsOf, viewsQuery } from '../tickets/saved-views.js';
import { editView, useEditing } from '../tickets/view-editor-state.js';
import { useWords } from '../words/words.js';
import styles from './rail.module.css';
import { Entry } from './rail-entry.js';
import { useShortcuts } from './shortcuts.js';

const ViewEditor = lazy(() => import('../tickets/view-editor.js').then((m) => ({ default: m.ViewEditor })));

export function SavedViews({ narrow, counts }: { narrow: boolean; counts: Counts | undefined }) {
  const { say, locale } = useWords();
  const views = useQuery(viewsQuery).data ?? [];
  const here = useParams({ strict: false, select: ({ view = 'open' }) => view });
  const navigate = useNavigate();
  const editing = useEditing();
  const [held, setHeld] = useState<string | null>(null);
  const [over, setOver] = useState<string | null>(null);
  const sections = sectionsOf(views);
  const inOrder = sections.flatMap((section) => section.views);
  useShortcuts(
    Object.fromEntries(
      inOrder
        .slice(0, 9)
        .map((view, at) => [
          `g ${at + 1}`,
          () => void navigate({ to: '/inbox/$view', params: { view: view.id }, search: {} }),
        ]),
    ),
  );
  const add = () => editView({ id: null, draft: draftFrom(here, 'waiting') });
  const keys = (event: KeyboardEvent, list: SavedView[], at: number) => {
    if (!event.altKey || (event.key !== 'ArrowUp' && event.key !== 'ArrowDown')) return;
    event.preventDefault();
    const before = event.key === 'ArrowUp' ? list[at - 1] : list[at + 2];
    if (event.key === 'ArrowUp' ? at > 0 : at < list.length - 1)
      void placeView((list[at] as SavedView).id, before?.id ?? null);
  };
  return (
    <>
      {sections.map(({ scope, views: list }, index) => (
        <section key={scope} className={styles.section}>
          <h2>
            <span>{say(`views.section.${scope}`)}</span>
            {index === 0 && !narrow && <Add onAdd={add} />}
          </h2>
          <ul>
            {list.map((view, at) => {
              const count = counts?.views.find((one) => one.id === view.id);
              return (
                <li
                  key={view.id}
                  draggable
                  data-over={over === view.id || undefined}
                  onKeyDown={(event) => keys(event, list, at)}
                  onDragStart={(event) => {
                    event.dataTransfer.effectAllowed = 'move';
                    setHeld(view.id);
                  }}
                  onDragOver={(event) => {
                    if (!held || !list.some((one) => one.id === held)) return;
                    event.preventDefault();
                    setOver(view.id);
                  }}
                  onDragEnd={() => {
                    setHeld(null);
                    setOver(null);
                  }}
                  onDrop={(event) => {
                    event.preventDefault();
                    if (held && held !== view.id) void placeView(held, view.id);
                  }}
                >
                  <Entry
                    narrow={narrow}
                    link={{ to: '/inbox/$view', params: { view: view.id }, search: {} }}
                    icon={<Mark view={view} />}
                    name={view.name}
                    count={count?.count ?? null}
                    more={count?.more}
                    locale={locale}
                    keys="Alt+ArrowUp Alt+ArrowDown"
                    hint={view.gone.length > 0 ? say('views.gone') : undefined}
                  />
                </li>
              );
            })}
          </ul>
        </section>
      ))}
      {(sections.length === 0 || narrow) && (
        <div className={styles.section}>
          {narrow ? (
            <Add onAdd={add} />
          ) : (
            <button type="button" className={styles.entry} onClick={add}>
              <IconPlus size={18} stroke={1.75} />
              <span className={styles.word}>{say('views.new')}</span>
            </button>
          )}
        </div>
      )}
      <Suspense>{editing && <ViewEditor key={editing.id ?? 'new'} editing={editing} />}</Suspense>
    </>
  );
}

function Mark({ view }: { view: SavedView }) {
  if (view.gone.length > 0) return <IconAlertCircle size={18} stroke={1.75} />;
  if (view.icon) {
    return (
      <span className={styles.emoji} aria-hidden="true">
        {view.icon}
      </span>
    );
  }
  return <IconFilter size={18} stroke={1.75} />;
}

function Add({ onAdd }: { onAdd: () => void }) {
  const { say } = useWords();
  return (
    <Tooltip label={say('views.new')} position="right">
      <ActionIcon size="sm" aria-label={say('views.new')} onClick={onAdd}>
        <IconPlus size={15} stroke={1.75} />
      </ActionIcon>
    </Tooltip>
  );
}
