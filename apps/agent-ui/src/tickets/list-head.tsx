// The head of the list: which view it is, the way to the rail and to the search, and how the list stands: order, density, its address.
import { ActionIcon, Menu, Tooltip } from '@mantine/core';
import { IconAdjustmentsHorizontal, IconCheck, IconLink, IconMenu2, IconSearch } from '@tabler/icons-react';
import { memo } from 'react';
import { Bell } from '../notify/bell.js';
import { openPalette, openRail } from '../shell/overlays.js';
import { MOD } from '../shell/shortcuts.js';
import { useWords } from '../words/words.js';
import { copyLink } from './copy-link.js';
import { chooseDensity, DENSITIES, useDensity } from './density.js';
import styles from './ticket-list.module.css';
import { ViewItems } from './view-menu.js';
import { type Place, SORTS, type Sort } from './views.js';

interface Props {
  view: Place;
  title: string;
  sort: Sort;
  onSort: (sort: Sort) => void;
  /** It looks back: always newest first. */
  past: boolean;
}

export const ListHead = memo(function ListHead({ view, title, sort, past, onSort }: Props) {
  const { say } = useWords();
  return (
    <header className={styles.head}>
      <ActionIcon data-tour="views" className={styles.burger} aria-label={say('rail.open')} onClick={openRail}>
        <IconMenu2 size={20} stroke={1.75} />
      </ActionIcon>
      <div className={styles.title}>
        <h1>{title}</h1>
        {!past && <small>{say(`sort.${sort}`)}</small>}
      </div>
      <Bell compact />
      <Tooltip label={`${say('palette.open')} ${MOD} K`}>
        <ActionIcon data-tour="help" aria-label={say('palette.open')} onClick={openPalette}>
          <IconSearch size={18} stroke={1.75} />
        </ActionIcon>
      </Tooltip>
      <StandMenu view={view} sort={sort} past={past} onSort={onSort} />
    </header>
  );
});

function StandMenu({ view, sort, past: back, onSort }: Omit<Props, 'title'>) {
  const { say } = useWords();
  const density = useDensity();
  return (
    <Menu position="bottom-end" width={250}>
      <Menu.Target>
        <ActionIcon
          aria-label={back ? say('list.stand') : `${say('list.stand')}. ${say('sort.label')}: ${say(`sort.${sort}`)}`}
          data-testid="list-menu"
        >
          <IconAdjustmentsHorizontal size={18} stroke={1.75} />
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown>
        {!back && <Menu.Label>{say('sort.label')}</Menu.Label>}
        {!back &&
          SORTS.map((each) => (
            <Menu.Item
              key={each}
              rightSection={each === sort && <IconCheck size={16} />}
              aria-current={each === sort ? 'true' : undefined}
              onClick={() => onSort(each)}
            >
              {say(`sort.${each}`)}
            </Menu.Item>
          ))}
        <Menu.Label>{say('density.label')}</Menu.Label>
        {DENSITIES.map((each) => (
          <Menu.Item
            key={each}
            rightSection={each === density && <IconCheck size={16} />}
            aria-current={each === density ? 'true' : undefined}
            onClick={() => chooseDensity(each)}
          >
            {say(`density.${each}`)}
          </Menu.Item>
        ))}
        <Menu.Divider />
        <Menu.Item
          leftSection={<IconLink size={16} stroke={1.75} />}
          onClick={() => void copyLink(`/inbox/${view}${back ? '' : `?sort=${sort}`}`)}
        >
          {say('list.copy-link')}
        </Menu.Item>
        <ViewItems view={view} sort={sort} />
      </Menu.Dropdown>
    </Menu>
  );
}
