// What can be done with the chosen tickets: a bar above the list, and the choosers that its buttons and the keys open.
import { ActionIcon, Button, CloseButton, Tooltip } from '@mantine/core';
import {
  IconAlertTriangle,
  IconArrowMerge,
  IconChevronsUp,
  IconCircleCheck,
  IconForms,
  IconTag,
  IconUser,
  IconZzz,
  type TablerIcon,
} from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { countsQuery, queryClient, ticketQuery } from '../api/queries.js';
import { fieldsQuery, living } from '../customer/field-queries.js';
import { useWords, type Word } from '../words/words.js';
import styles from './bulk-bar.module.css';
import { BulkTools } from './bulk-tools.js';
import type { Rows } from './rows-of.js';
import { nothing, type Selection, take } from './selection.js';
import type { BulkTool } from './tool-state.js';
import { countOf, type Place } from './views.js';

const BUTTONS: [BulkTool, TablerIcon, Word, string][] = [
  ['assign', IconUser, 'command.assign', 'A'],
  ['state', IconCircleCheck, 'bulk.state', 'E'],
  ['priority', IconChevronsUp, 'priority.label', 'P'],
  ['tags', IconTag, 'tags.label', 'T'],
  ['fields', IconForms, 'set-fields.title', ''],
  ['snooze', IconZzz, 'snooze.title', 'S'],
  ['merge', IconArrowMerge, 'bulk.merge', 'M'],
  ['spam', IconAlertTriangle, 'spam.mark', ''],
];

interface Props {
  view: Place;
  rows: Rows;
  /** What a tool acts on: the chosen, or the one that is open (which need not stand in this list), or the one under the cursor. */
  ids: string[];
  selection: Selection;
  select: (change: (before: Selection) => Selection) => void;
  /** The view holds more than is loaded. */
  more: boolean;
  tool: BulkTool | null;
  onTool: (tool: BulkTool | null) => void;
}

export function BulkBar({ view, rows, ids, selection, select, more, tool, onTool }: Props) {
  const { say, locale } = useWords();
  const counts = useQuery(countsQuery).data;
  const chosen = selection.ids.size;
  const hasFields = living(useQuery({ ...fieldsQuery, enabled: chosen > 0 }).data, 'ticket').length > 0;
  const whole = countOf(counts, view);
  const number = (value: number) => new Intl.NumberFormat(locale).format(value);
  const everyLoaded = chosen === rows.count;
  return (
    <>
      {chosen > 0 && (
        <div className={styles.bar} role="toolbar" aria-label={say('bulk.label')} data-testid="bulk-bar">
          <div className={styles.line}>
            <CloseButton
              size="sm"
              aria-label={say('bulk.clear')}
              title={`${say('bulk.clear')} (Esc)`}
              onClick={() => select(() => nothing(view))}
            />
            <strong role="status">
              {selection.all ? say('bulk.all-chosen') : say('bulk.chosen', { count: chosen })}
            </strong>
            {BUTTONS.filter(([one]) => one !== 'fields' || hasFields).map(([one, Icon, word, key]) => {
              const label = one === 'spam' && view === 'spam' ? say('spam.not') : say(word);
              return (
                <Tooltip key={one} label={key ? `${label} (${key})` : label}>
                  <ActionIcon size="md" aria-label={label} onClick={() => onTool(one)}>
                    <Icon size={17} stroke={1.75} />
                  </ActionIcon>
                </Tooltip>
              );
            })}
          </div>
          {!selection.all && (!everyLoaded || more) && (
            <Button
              size="compact-xs"
              variant="subtle"
              onClick={() =>
                select((before) =>
                  everyLoaded
                    ? { ...before, all: true }
                    : take(
                        before,
                        rows.slice(0, rows.count).map((row) => row.id),
                      ),
                )
              }
            >
              {everyLoaded
                ? whole === null
                  ? say('bulk.choose-all')
                  : say('bulk.choose-all-of', { number: number(whole) })
                : say('bulk.choose-loaded', { number: number(rows.count) })}
            </Button>
          )}
        </div>
      )}
      {tool && (
        <BulkTools
          tool={tool}
          view={view}
          rows={ids.flatMap(
            (id) => rows.at(rows.indexOf(id)) ?? queryClient.getQueryData(ticketQuery(id).queryKey) ?? [],
          )}
          ids={ids}
          all={selection.all}
          onClose={() => onTool(null)}
          onDone={() => select(() => nothing(view))}
        />
      )}
    </>
  );
}
