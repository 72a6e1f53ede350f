// The fields of a tile, alike where one is added, changed or brought from its page.
import { NativeSelect, SegmentedControl, TextInput } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import type { BoardTile } from '../../api/shapes.js';
import { fieldsQuery, living } from '../../customer/field-queries.js';
import { useWords } from '../../words/words.js';
import { DIMENSIONS, FIGURES, GROUPING } from '../breakdown-tab.js';
import { figureName } from '../figure-words.js';
import { FilterLine } from '../filters.js';
import { PERIODS } from '../period.js';
import type { Filters } from '../report-filters.js';
import { newTile, PAGES, type Page, pageOf, type Shown, shownName, shownOf } from './board-tiles.js';
import styles from './boards.module.css';

interface Props {
  tile: BoardTile;
  onChange: (tile: BoardTile) => void;
  /** What one page alone offers. */
  page?: Page;
}

export function TileFields({ tile, onChange, page }: Props) {
  const { say, locale } = useWords();
  const change = (next: Partial<BoardTile>) => onChange({ ...tile, ...next });
  const option = (shows: Shown) => ({ value: shows, label: shownName(shows, say, locale) });
  const { id, name, period, filters } = tile;
  return (
    <>
      <NativeSelect
        data-autofocus
        label={say('board.shows')}
        value={tile.shows}
        onChange={({ target: { value } }) => onChange({ ...newTile(value as Shown), id, name, period, filters })}
        data={
          page
            ? shownOf(page).map(option)
            : PAGES.map((each) => ({ group: say(`reports.tab.${each}`), items: shownOf(each).map(option) }))
        }
      />
      {tile.shows === 'breakdown.table' && <OfBreakdown tile={tile} onChange={change} />}
      {pageOf(tile.shows) === 'satisfaction' && (
        <SegmentedControl
          size="xs"
          aria-label={say('sat.kind')}
          value={tile.kind ?? 'csat'}
          onChange={(kind) => change({ kind: kind as 'csat' })}
          data={(['csat', 'nps', 'ces'] as const).map((kind) => ({
            value: kind,
            label: figureName(kind === 'nps' ? 'nps.net' : `${kind}.good`, say, locale),
          }))}
        />
      )}
      <TextInput
        label={say('board.name')}
        value={name ?? ''}
        maxLength={80}
        placeholder={shownName(tile.shows, say, locale)}
        onChange={(event) => change({ name: event.target.value || null })}
      />
      <NativeSelect
        label={say('board.days')}
        value={period ?? ''}
        onChange={(event) => change({ period: (event.target.value || null) as BoardTile['period'] })}
        data={[
          { value: '', label: say('board.days-of') },
          ...PERIODS.map((each) => ({ value: each, label: say(`period.${each}`) })),
        ]}
      />
      <div>
        <NativeSelect
          label={say('filter.label')}
          value={filters ? 'own' : ''}
          onChange={(event) => change({ filters: event.target.value ? {} : null })}
          data={[
            { value: '', label: say('board.filters-of') },
            { value: 'own', label: say('board.filters-own') },
          ]}
        />
        {filters && (
          <div className={styles.own}>
            <FilterLine
              filters={filters as Filters}
              days={false}
              csv={false}
              clock
              tickets
              onChange={(next) => change({ filters: known({ ...filters, ...next }) })}
            />
          </div>
        )}
      </div>
    </>
  );
}

const known = (filters: Filters) =>
  Object.fromEntries(Object.entries(filters).filter(([, value]) => value)) as NonNullable<BoardTile['filters']>;

function OfBreakdown({ tile, onChange }: { tile: BoardTile; onChange: (next: Partial<BoardTile>) => void }) {
  const { say, locale } = useWords();
  const fields = living(useQuery(fieldsQuery).data, 'ticket').filter(({ type }) => GROUPING.includes(type));
  return (
    <div className={styles.pair}>
      <NativeSelect
        label={say('breakdown.figure')}
        value={tile.figure}
        onChange={(event) => onChange({ figure: event.target.value as NonNullable<BoardTile['figure']> })}
        data={FIGURES.map((each) => ({ value: each, label: figureName(each, say, locale) }))}
      />
      <NativeSelect
        label={say('breakdown.by')}
        value={tile.by === 'field' ? tile.field : tile.by}
        onChange={({ target: { value } }) =>
          onChange(
            fields.some(({ id }) => id === value)
              ? { by: 'field', field: value }
              : { by: value as NonNullable<BoardTile['by']>, field: undefined as never },
          )
        }
        data={[
          ...DIMENSIONS.map((each) => ({ value: each, label: say(`breakdown.by.${each}`) })),
          ...fields.map(({ id, label }) => ({ value: id, label })),
        ]}
      />
    </div>
  );
}
