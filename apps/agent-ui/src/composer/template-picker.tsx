// Choosing an approved template when the time to answer freely is over: find it, fill its gaps, see what will be read, send.
import { Button, Modal, TextInput } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { get } from '../api/request.js';
import type { TemplateChoice } from '../api/shapes.js';
import { Failed, Waiting } from '../shell/edges.js';
import { useWords } from '../words/words.js';
import type { SentTemplate } from './outgoing.js';
import styles from './reply-limits.module.css';
import { filled, isFilled, piecesOf } from './template-words.js';

interface Props {
  connectionId: string;
  onClose: () => void;
  onSend: (text: string, template: SentTemplate) => void;
}

export function TemplatePicker({ connectionId, onClose, onSend }: Props) {
  const { say } = useWords();
  const [words, setWords] = useState('');
  const [chosen, setChosen] = useState<TemplateChoice | null>(null);
  const query = useQuery({
    queryKey: ['templates', connectionId],
    queryFn: () => get<TemplateChoice[]>(`/api/v1/connections/${connectionId}/templates`),
  });
  const found = (query.data ?? []).filter((one) =>
    `${one.name} ${one.language} ${one.text}`.toLowerCase().includes(words.trim().toLowerCase()),
  );
  return (
    <Modal
      opened
      onClose={onClose}
      size={520}
      title={say('template.choose')}
      closeButtonProps={{ 'aria-label': say('close') }}
    >
      {query.isPending && <Waiting />}
      {query.isError && <Failed error={query.error} reset={() => void query.refetch()} />}
      {query.data?.length === 0 && <p>{say('template.none')}</p>}
      {query.data && query.data.length > 0 && (
        <div className={styles.picker}>
          <TextInput
            data-autofocus
            aria-label={say('template.find')}
            placeholder={say('template.find')}
            value={words}
            onChange={(event) => setWords(event.target.value)}
          />
          <ul className={styles.choices}>
            {found.map((one) => (
              <li key={`${one.name} ${one.language}`}>
                <button type="button" aria-pressed={one === chosen} onClick={() => setChosen(one)}>
                  <span>{one.language}</span>
                  {one.name.replaceAll('_', ' ')}
                  <small>{one.text}</small>
                </button>
              </li>
            ))}
          </ul>
          {chosen && <Fill key={`${chosen.name} ${chosen.language}`} template={chosen} onSend={onSend} />}
        </div>
      )}
    </Modal>
  );
}

function Fill({ template, onSend }: { template: TemplateChoice; onSend: Props['onSend'] }) {
  const { say } = useWords();
  const { name, language, text, variables } = template;
  const [params, setParams] = useState<string[]>(() => Array.from({ length: variables }, () => ''));
  const put = (index: number, value: string) => setParams(params.map((old, n) => (n === index ? value : old)));
  return (
    <form
      className={styles.picker}
      onSubmit={(event) => {
        event.preventDefault();
        onSend(filled(text, params), { name, language, params: params.map((one) => one.trim()) });
      }}
    >
      {params.map((value, index) => (
        <TextInput
          // biome-ignore lint/suspicious/noArrayIndexKey: a variable is known by its number
          key={index}
          label={say('template.variable', { number: index + 1 })}
          value={value}
          onChange={(event) => put(index, event.target.value)}
        />
      ))}
      <section aria-label={say('template.preview')}>
        <p className={styles.preview}>
          {piecesOf(text, params).map((piece, index) =>
            piece.missing === null ? (
              piece.text
            ) : (
              // biome-ignore lint/suspicious/noArrayIndexKey: pieces of one text, in its order
              <mark key={index}>{say('template.variable', { number: piece.missing })}</mark>
            ),
          )}
        </p>
      </section>
      <div>
        <Button type="submit" disabled={!isFilled(text, variables, params)}>
          {say('send')}
        </Button>
      </div>
    </form>
  );
}
