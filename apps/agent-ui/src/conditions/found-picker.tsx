// Which people, or which companies, a question asks for: found as one types, kept by id, shown by name.
import { MultiSelect, Select } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { useQueries, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { get } from '../api/request.js';
import type { components } from '../api/schema.js';
import { useWords } from '../words/words.js';
import styles from './condition-builder.module.css';

export type Findable = 'contact' | 'company';
interface Found {
  id: string;
  name: string | null;
  address?: string | null;
}

interface Props {
  of: Findable;
  many: boolean;
  held: string[];
  onChange: (held: string[]) => void;
}

const MOST = 20;

async function find(of: Findable, q: string): Promise<Found[]> {
  const query = new URLSearchParams({ limit: String(MOST), ...(q ? { q } : {}) });
  if (of === 'company') return (await get<components['schemas']['CompanyPage']>(`/api/v1/companies?${query}`)).items;
  const people = await get<components['schemas']['ShortCard'][]>(`/api/v1/contacts?${query}`);
  return people.map(({ id, name, identities }) => ({ id, name, address: addressOf(identities) }));
}

async function named(of: Findable, id: string): Promise<Found> {
  if (of === 'company') return get<components['schemas']['CompanyCard']>(`/api/v1/companies/${id}`);
  const { name, identities } = await get<components['schemas']['ContactCard']>(`/api/v1/contacts/${id}`);
  return { id, name, address: addressOf(identities) };
}

/** What a person would recognise somebody by: an e-mail or a user name, not the id of a browser. */
const addressOf = (identities: { kind: string; address: string; username: string | null }[]): string | null =>
  identities.find((one) => one.kind === 'email')?.address ?? identities.find((one) => one.username)?.username ?? null;

export function FoundPicker({ of, many, held, onChange }: Props) {
  const { say } = useWords();
  const [typed, setTyped] = useState('');
  const [asked] = useDebouncedValue(typed.trim(), 200);
  const found = useQuery({
    queryKey: ['found', of, asked],
    queryFn: () => find(of, asked),
    // People are found by at least two letters; companies are few enough to be listed.
    enabled: of === 'company' || asked.length >= 2,
    staleTime: 30_000,
  }).data;
  const chosen = useQueries({
    queries: held.map((id) => ({
      queryKey: ['named', of, id],
      queryFn: () => named(of, id),
      staleTime: 5 * 60_000,
      retry: false,
    })),
  });
  const words = ({ name, address }: Found) => {
    const known = name?.trim() || address || say('customer.visitor');
    return name && address ? `${known} · ${address}` : known;
  };
  const gone = (id: string) => say('condition.gone-value', { value: id.slice(0, 8) });
  const own = held.map((id, index) => {
    const one = chosen[index];
    return { value: id, label: one?.data ? words(one.data) : one?.isError ? gone(id) : '…' };
  });
  const offered = (found ?? [])
    .filter((one) => !held.includes(one.id))
    .map((one) => ({ value: one.id, label: words(one) }));
  const shared = {
    size: 'xs' as const,
    className: styles.value,
    'aria-label': say('condition.value'),
    data: [...own, ...offered],
    searchable: true,
    // The desk has looked already, by more than the name.
    filter: ({ options }: { options: unknown[] }) => options as never,
    nothingFoundMessage:
      of === 'contact' && asked.length < 2 ? say('condition.type-name') : found ? say('chooser.nothing') : undefined,
    onSearchChange: setTyped,
  };
  return many ? (
    <MultiSelect
      {...shared}
      value={held}
      hidePickedOptions
      classNames={{ inputField: styles.search }}
      placeholder={held.length === 0 ? say('condition.find') : undefined}
      onChange={onChange}
    />
  ) : (
    <Select
      {...shared}
      value={held[0] ?? null}
      placeholder={say('condition.find')}
      onChange={(id) => onChange(id === null ? [] : [id])}
    />
  );
}
