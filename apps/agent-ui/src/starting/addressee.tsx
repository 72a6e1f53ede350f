// To whom: somebody we know, found by a few letters, or an address nobody has yet.
import { Combobox, Pill, PillsInput, useCombobox } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { readable, suggestQuery } from '../search/search-queries.js';
import { ChannelMark } from '../shell/channel-mark.js';
import { contactName } from '../tickets/ticket-row.js';
import { useWords } from '../words/words.js';
import { addressIn, type StartDraft } from './start.js';
import styles from './start-window.module.css';

interface Props {
  draft: Pick<StartDraft, 'contact' | 'email'>;
  onChange: (next: Pick<StartDraft, 'contact' | 'email'>) => void;
}

export function Addressee({ draft, onChange }: Props) {
  const { say } = useWords();
  const [typed, setTyped] = useState('');
  const [asked] = useDebouncedValue(typed.trim(), 150);
  const people = useQuery(suggestQuery(asked)).data?.people ?? [];
  const box = useCombobox({ onDropdownClose: () => box.resetSelectedOption() });
  const address = addressIn(typed);
  const chosen = draft.contact?.words ?? draft.email;
  const take = (value: string) => {
    const person = people.find((one) => one.id === value);
    if (person) onChange({ contact: { id: person.id, words: contactName(person) }, email: null });
    else onChange({ contact: null, email: value });
    setTyped('');
    box.closeDropdown();
  };
  return (
    <Combobox store={box} onOptionSubmit={take}>
      <Combobox.Target>
        <PillsInput label={say('start.to')} size="sm" onClick={() => box.openDropdown()}>
          <Pill.Group>
            {chosen && (
              <Pill
                withRemoveButton
                onRemove={() => onChange({ contact: null, email: null })}
                removeButtonProps={{ 'aria-label': say('start.to-nobody') }}
              >
                {chosen}
              </Pill>
            )}
            <Combobox.EventsTarget>
              <PillsInput.Field
                data-autofocus={chosen ? undefined : true}
                aria-label={say('start.to')}
                placeholder={chosen ? '' : say('start.to-hint')}
                value={typed}
                disabled={Boolean(chosen)}
                type={chosen ? 'hidden' : 'visible'}
                onFocus={() => box.openDropdown()}
                onBlur={() => {
                  if (address) take(address);
                  box.closeDropdown();
                }}
                onChange={(event) => {
                  setTyped(event.currentTarget.value);
                  box.openDropdown();
                  box.resetSelectedOption();
                }}
                onKeyDown={(event) => {
                  const first = address ?? people[0]?.id;
                  if ((event.key !== 'Enter' && event.key !== ',') || !first || box.getSelectedOptionIndex() >= 0)
                    return;
                  event.preventDefault();
                  take(first);
                }}
              />
            </Combobox.EventsTarget>
          </Pill.Group>
        </PillsInput>
      </Combobox.Target>
      <Combobox.Dropdown hidden={typed.trim() === ''}>
        <Combobox.Options>
          {people.slice(0, 8).map((person) => (
            <Combobox.Option value={person.id} key={person.id} className={styles.person}>
              <ChannelMark kind={person.kind} />
              <span>{contactName(person)}</span>
              {readable(person) && <small>{person.address}</small>}
            </Combobox.Option>
          ))}
          {address && !people.some((one) => one.address === address.toLowerCase()) && (
            <Combobox.Option value={address}>{say('start.to-new', { address })}</Combobox.Option>
          )}
          {!address && people.length === 0 && <Combobox.Empty>{say('start.to-none')}</Combobox.Empty>}
        </Combobox.Options>
      </Combobox.Dropdown>
    </Combobox>
  );
}
