// One open answer: the score, the words without what identifies a person, and the ticket behind them.
import { TagsInput } from '@mantine/core';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { Fragment, useState } from 'react';
import { tagsQuery } from '../api/queries.js';
import { put } from '../api/request.js';
import type { OpenAnswer } from '../api/shapes.js';
import { ChannelMark } from '../shell/channel-mark.js';
import { tellRefusal } from '../shell/notices.js';
import { useNames } from '../shell/people-names.js';
import { fullTime } from '../words/moments.js';
import { type Say, useWords, type Word } from '../words/words.js';
import styles from './answers.module.css';
import { languageWords } from './language-words.js';

export function AnswerLine({ answer, tagged }: { answer: OpenAnswer; tagged: boolean }) {
  const { say, locale } = useWords();
  const names = useNames();
  return (
    <li className={styles.answer} data-testid="open-answer">
      <div className={styles.head}>
        <span className={styles.score} data-standing={answer.standing}>
          {say('row.rated', { score: answer.score, max: answer.scaleMax })}
        </span>
        <span className={styles.feeling} data-feeling={answer.feeling}>
          {say(`feeling.${answer.feeling}`)}
        </span>
        <span>{languageWords(answer.language, say, locale)}</span>
        <Link to="/inbox/$view/$ticketId" params={{ view: 'solved', ticketId: answer.ticketId }}>
          <ChannelMark kind={answer.channel} size={15} /> {say('number.of', { number: answer.number })}
        </Link>
        <time dateTime={answer.at}>{fullTime(answer.at, locale)}</time>
      </div>
      <blockquote className={styles.words} dir="auto">
        <Redacted text={answer.text} say={say} />
      </blockquote>
      <div className={styles.foot}>
        <span>{answer.contact ?? say('answers.nameless')}</span>
        <span>{answer.survey}</span>
        {answer.agentId && <span>{names.agent(answer.agentId)}</span>}
        {answer.teamId && <span>{names.team(answer.teamId)}</span>}
        {answer.reasons.map((reason) => (
          <span key={reason} className={styles.reason}>
            {reason}
          </span>
        ))}
      </div>
      {tagged && <Tags answer={answer} />}
    </li>
  );
}

const MARKED = /(⟨(?:email|phone|card|iban|document|link)⟩)/;

/** The words; what was taken out of them is named. */
export function Redacted({ text, say }: { text: string; say: Say }) {
  return (
    <>
      {text.split(MARKED).map((part, i) =>
        MARKED.test(part) ? (
          // biome-ignore lint/suspicious/noArrayIndexKey: the parts of one text never change places
          <span key={i} className={styles.taken}>
            {say(`taken.${part.slice(1, -1)}` as Word)}
          </span>
        ) : (
          // biome-ignore lint/suspicious/noArrayIndexKey: the parts of one text never change places
          <Fragment key={i}>{part}</Fragment>
        ),
      )}
    </>
  );
}

function Tags({ answer }: { answer: OpenAnswer }) {
  const { say } = useWords();
  const client = useQueryClient();
  const known = useQuery(tagsQuery).data ?? [];
  const [names, setNames] = useState(answer.tags.map((tag) => tag.name));
  const [open, setOpen] = useState(false);
  const save = async (next: string[]) => {
    const before = names;
    setNames(next);
    try {
      await put(`/api/v1/answers/${answer.id}/tags`, { names: next });
      void client.invalidateQueries({ queryKey: ['answers-summary'] });
      void client.invalidateQueries({ queryKey: ['tags'] });
    } catch (fault) {
      setNames(before);
      tellRefusal(fault);
    }
  };
  if (!open && names.length === 0)
    return (
      <button type="button" className={styles.addTag} onClick={() => setOpen(true)}>
        {say('answers.add-tag')}
      </button>
    );
  return (
    <TagsInput
      size="xs"
      className={styles.tags}
      aria-label={say('answers.tags')}
      autoFocus={open}
      data={known.map((tag) => tag.name)}
      value={names}
      maxTags={20}
      maxDropdownHeight={200}
      onChange={(next) => void save(next)}
    />
  );
}
