// "Add public holidays of…": a country and a year become days of the calendar, those that stand already left as they are.
import { Button, Group, Select } from '@mantine/core';
import { queryOptions, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { get } from '../api/request.js';
import type { Holiday, HolidayCountry, HolidaySet } from '../api/shapes.js';
import { tell } from '../shell/notices.js';
import { useWords } from '../words/words.js';
import { addedHolidays } from './calendars.js';
import { useAction } from './parts.js';
import parts from './parts.module.css';

const countriesQuery = (language: string) =>
  queryOptions({
    queryKey: ['holiday-countries', language],
    queryFn: () => get<HolidayCountry[]>(`/api/v1/holidays/countries?language=${language}`),
    staleTime: Number.POSITIVE_INFINITY,
  });

export function HolidaySetPicker(props: { holidays: Holiday[]; onChange: (holidays: Holiday[]) => void }) {
  const { holidays, onChange } = props;
  const { say, locale } = useWords();
  const countries = useQuery(countriesQuery(locale)).data ?? [];
  const thisYear = new Date().getFullYear();
  const [country, setCountry] = useState<string | null>(null);
  const [year, setYear] = useState(String(thisYear));
  const { busy, run } = useAction();
  const add = () =>
    run(async () => {
      const query = new URLSearchParams({ country: country ?? '', year, language: locale });
      const found = await get<HolidaySet>(`/api/v1/holidays?${query}`);
      const next = addedHolidays(holidays, found.holidays);
      onChange(next);
      tell(say('hours.set-added', { count: next.length - holidays.length }));
    }, 'hours.set-save');
  return (
    <div>
      <Group align="flex-end" gap="xs">
        <Select
          size="xs"
          searchable
          label={say('hours.set')}
          placeholder={say('hours.set-country')}
          value={country}
          onChange={setCountry}
          data={countries.map(({ code, name }) => ({ value: code, label: name }))}
        />
        <Select
          size="xs"
          w={90}
          aria-label={say('hours.set-year')}
          allowDeselect={false}
          value={year}
          onChange={(next) => next && setYear(next)}
          data={[0, 1, 2].map((ahead) => String(thisYear + ahead))}
        />
        <Button size="xs" variant="default" loading={busy} disabled={!country} onClick={() => void add()}>
          {say('hours.set-add')}
        </Button>
      </Group>
      <p className={parts.hint}>{say('hours.set-hint')}</p>
    </div>
  );
}
