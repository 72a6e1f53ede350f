// Which company somebody belongs to: by their mail domain, or because a colleague said so.
import { ActionIcon, Button, Combobox, Loader, TextInput, useCombobox } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { IconBuilding, IconPencil, IconX } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { get, post } from '../api/request.js';
import type { components } from '../api/schema.js';
import type { ContactCard } from '../api/shapes.js';
import { Hint } from '../shell/hints.js';
import { tellRefusal } from '../shell/notices.js';
import { useWords } from '../words/words.js';
import { changePerson, quietly } from './change-person.js';
import styles from './customer-card.module.css';

type CompanyPage = components['schemas']['CompanyPage'];
type Company = { id: string; name: string };

export function Belongs({ card }: { card: ContactCard }) {
  const { say } = useWords();
  const [choosing, setChoosing] = useState(false);
  const choose = (company: Company | null) => {
    setChoosing(false);
    quietly(changePerson(card, { companyId: company?.id ?? null }, { company, companyByDomain: false }));
  };
  return (
    <section>
      <h3>{say('customer.company')}</h3>
      {choosing ? (
        <CompanyPicker onChoose={choose} onClose={() => setChoosing(false)} />
      ) : card.company ? (
        <p className={styles.company} data-testid="company">
          <IconBuilding size={16} stroke={1.75} aria-hidden="true" />
          <Link to="/companies/$companyId" params={{ companyId: card.company.id }}>
            {card.company.name}
          </Link>
          {card.companyByDomain && <small className={styles.also}>{say('customer.by-domain')}</small>}
          <Hint label={say('customer.other-company')}>
            <ActionIcon
              size="sm"
              className={styles.rowMenu}
              aria-label={say('customer.other-company')}
              onClick={() => setChoosing(true)}
            >
              <IconPencil size={15} stroke={1.75} />
            </ActionIcon>
          </Hint>
          <Hint label={say('customer.no-company')}>
            <ActionIcon size="sm" aria-label={say('customer.no-company')} onClick={() => choose(null)}>
              <IconX size={15} stroke={1.75} />
            </ActionIcon>
          </Hint>
        </p>
      ) : (
        <Button size="compact-xs" variant="subtle" className={styles.quietButton} onClick={() => setChoosing(true)}>
          {say('customer.choose-company')}
        </Button>
      )}
    </section>
  );
}

/** Finds a company as one types, or makes the one that is not there yet. */
function CompanyPicker({ onChoose, onClose }: { onChoose: (company: Company) => void; onClose: () => void }) {
  const { say } = useWords();
  const box = useCombobox({ onDropdownClose: () => box.resetSelectedOption() });
  const [typed, setTyped] = useState('');
  const [q] = useDebouncedValue(typed.trim(), 200);
  const found = useQuery({
    queryKey: ['companies', 'pick', q],
    queryFn: () => get<CompanyPage>(`/api/v1/companies?${new URLSearchParams({ ...(q ? { q } : {}), limit: '8' })}`),
  });
  const items = found.data?.items ?? [];
  const fresh = q !== '' && found.isSuccess && !items.some((one) => one.name.toLowerCase() === q.toLowerCase());
  const take = async (value: string) => {
    const known = items.find((one) => one.id === value);
    if (known) return onChoose(known);
    try {
      onChoose(await post<Company>('/api/v1/companies', { name: typed.trim() }));
    } catch (error) {
      tellRefusal(error);
    }
  };
  return (
    <Combobox store={box} onOptionSubmit={(value) => void take(value)}>
      <Combobox.Target>
        <TextInput
          size="xs"
          autoFocus
          aria-label={say('customer.choose-company')}
          placeholder={say('customer.find-company')}
          value={typed}
          rightSection={found.isFetching ? <Loader size={14} color="gray" /> : null}
          onChange={(event) => {
            setTyped(event.target.value);
            box.openDropdown();
            box.selectFirstOption();
          }}
          onFocus={() => box.openDropdown()}
          onBlur={onClose}
          onKeyDown={(event) => {
            if (event.key !== 'Escape') return;
            event.stopPropagation();
            onClose();
          }}
        />
      </Combobox.Target>
      <Combobox.Dropdown>
        <Combobox.Options>
          {items.map((one) => (
            <Combobox.Option key={one.id} value={one.id}>
              {one.name}
            </Combobox.Option>
          ))}
          {fresh && <Combobox.Option value="new">{say('customer.make-company', { name: q })}</Combobox.Option>}
          {items.length === 0 && !fresh && <Combobox.Empty>{say('customer.no-companies')}</Combobox.Empty>}
        </Combobox.Options>
      </Combobox.Dropdown>
    </Combobox>
  );
}
