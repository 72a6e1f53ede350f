// Chooses a time zone by its IANA name.
import { Select } from '@mantine/core';
import { useWords } from '../words/words.js';

const ZONES = ['UTC', ...Intl.supportedValuesOf('timeZone').filter((zone) => zone !== 'UTC')];

interface Props {
  value: string;
  onChange: (zone: string) => void;
  description?: string;
}
export function ZoneSelect({ value, onChange, description }: Props) {
  const { say } = useWords();
  const known = ZONES.includes(value) ? ZONES : [value, ...ZONES];
  return (
    <Select
      label={say('zone.label')}
      description={description}
      searchable
      allowDeselect={false}
      limit={60}
      value={value}
      data={known}
      nothingFoundMessage={say('zone.none')}
      onChange={(zone) => zone && onChange(zone)}
    />
  );
}
