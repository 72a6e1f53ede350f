// Links to a survey: one for a table, a parcel, a letter; each with its own count, as an address and as a QR code.
import { ActionIcon, Button, Group, Menu, Modal, Switch, TextInput } from '@mantine/core';
import { IconPlus, IconQrcode, IconTrash } from '@tabler/icons-react';
import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { Link as PageLink } from '@tanstack/react-router';
import { lazy, Suspense, useState } from 'react';
import { queryClient } from '../../api/queries.js';
import { get, patch, post, remove } from '../../api/request.js';
import type { components } from '../../api/schema.js';
import { fullTime } from '../../words/moments.js';
import { useWords } from '../../words/words.js';
import { Form, Mark, Table, ToCopy, useAction } from '../parts.js';
import { useNamedLink } from './named-link.js';
import type { Survey } from './surveys.js';
import styles from './surveys.module.css';

const QrCode = lazy(() => import('./qr-code.js').then((m) => ({ default: m.QrCode })));

type Link = components['schemas']['SurveyLinkView'];
type Answers = components['schemas']['LinkAnswersPage'];
const WHO = ['anybody', 'named'] as const;

export function SurveyLinks({ survey }: { survey: Survey }) {
  const { say, locale } = useWords();
  const path = `/api/v1/surveys/${survey.id}/links`;
  const links = useQuery({ queryKey: ['survey-links', survey.id], queryFn: () => get<Link[]>(path) }).data ?? [];
  const renew = () => queryClient.invalidateQueries({ queryKey: ['survey-links', survey.id] });
  const [open, setOpen] = useState<string | null>(null);
  const forget = useNamedLink(({ linkId }) => setOpen(linkId));
  const close = () => {
    forget();
    setOpen(null);
  };
  const [adding, setAdding] = useState<Link['who'] | null>(null);
  const shown = links.find(({ id }) => id === open);
  const scoreOf = ({ score }: Link) =>
    score === null
      ? '—'
      : survey.kind === 'nps'
        ? new Intl.NumberFormat(locale, { signDisplay: 'exceptZero', maximumFractionDigits: 0 }).format(score)
        : new Intl.NumberFormat(locale, { style: 'percent', maximumFractionDigits: 0 }).format(score);
  return (
    <section className={styles.links} data-testid="survey-links">
      <header>
        <div>
          <h2>{say('links.title')}</h2>
          <p className={styles.hint}>{say('links.hint')}</p>
        </div>
        <Menu position="bottom-end">
          <Menu.Target>
            <Button variant="default" size="xs" leftSection={<IconPlus size={14} />}>
              {say('links.add')}
            </Button>
          </Menu.Target>
          <Menu.Dropdown>
            {WHO.map((who) => (
              <Menu.Item key={who} onClick={() => setAdding(who)}>
                {say(`links.who.${who}`)}
              </Menu.Item>
            ))}
          </Menu.Dropdown>
        </Menu>
      </header>
      {links.length > 0 && (
        <Table label="links.title" heads={['links.name', 'links.answers', 'links.score', 'links.state', null]}>
          {links.map((link) => (
            <tr key={link.id}>
              <td>{link.name}</td>
              <td>{link.answered.toLocaleString(locale)}</td>
              <td data-few={!link.enough || undefined}>
                {scoreOf(link)} {!link.enough && <small>{say('surveys.few')}</small>}
              </td>
              <td>
                <Mark tone={link.enabled ? 'good' : 'quiet'}>{say(link.enabled ? 'hooks.on' : 'hooks.off')}</Mark>
              </td>
              <td>
                <Button
                  size="xs"
                  variant="default"
                  leftSection={<IconQrcode size={14} stroke={1.75} />}
                  aria-label={`${say('links.open')}: ${link.name}`}
                  onClick={() => setOpen(link.id)}
                >
                  {say('links.open')}
                </Button>
              </td>
            </tr>
          ))}
        </Table>
      )}
      {adding && (
        <AddLink
          who={adding}
          onClose={() => setAdding(null)}
          add={async (name) => {
            const made = await post<Link>(path, { name, who: adding });
            await renew();
            setOpen(made.id);
          }}
        />
      )}
      {shown && <OpenLink link={shown} max={survey.scaleMax} renew={renew} onClose={close} />}
    </section>
  );
}

function AddLink({
  who,
  add,
  onClose,
}: {
  who: Link['who'];
  add: (name: string) => Promise<void>;
  onClose: () => void;
}) {
  const { say } = useWords();
  const [name, setName] = useState('');
  const { busy, run } = useAction();
  const save = async () => {
    if (await run(() => add(name.trim()))) onClose();
  };
  return (
    <Modal opened onClose={onClose} title={say(`links.who.${who}`)} closeButtonProps={{ 'aria-label': say('close') }}>
      <Form busy={busy} onSave={() => void save()} disabled={!name.trim()}>
        <TextInput
          label={say('links.name')}
          description={say('links.name-hint')}
          required
          maxLength={100}
          value={name}
          onChange={(event) => setName(event.target.value)}
        />
      </Form>
    </Modal>
  );
}

interface OpenProps {
  link: Link;
  max: number;
  renew: () => Promise<unknown>;
  onClose: () => void;
}
function OpenLink({ link, max, renew, onClose }: OpenProps) {
  const { say } = useWords();
  const { busy, run } = useAction();
  const erase = async () => {
    if (!window.confirm(say('links.delete-sure', { name: link.name }))) return;
    const done = await run(async () => {
      await remove(`/api/v1/survey-links/${link.id}`);
      await renew();
    }, 'deleted');
    if (done) onClose();
  };
  return (
    <Modal opened onClose={onClose} title={link.name} closeButtonProps={{ 'aria-label': say('close') }} size="lg">
      <Group justify="space-between" mb="md">
        <Switch
          label={say('links.enabled')}
          checked={link.enabled}
          disabled={busy}
          onChange={(event) => {
            const enabled = event.target.checked;
            void run(async () => {
              await patch(`/api/v1/survey-links/${link.id}`, { enabled });
              await renew();
            });
          }}
        />
        <ActionIcon
          aria-label={say('surveys.remove', { what: link.name })}
          disabled={busy}
          onClick={() => void erase()}
        >
          <IconTrash size={16} stroke={1.75} />
        </ActionIcon>
      </Group>
      {link.who === 'anybody' ? (
        <>
          <ToCopy label={say('links.address')} value={link.url} />
          <Suspense>
            <QrCode url={link.url} name={link.name} />
          </Suspense>
        </>
      ) : (
        <>
          <p className={styles.hint}>{say('links.named-hint')}</p>
          <ToCopy
            label={say('links.named-door')}
            value={`POST /api/v1/survey-links/${link.id}/people {"contactId": "…"}`}
          />
        </>
      )}
      <LinkAnswers link={link} max={max} />
    </Modal>
  );
}

function LinkAnswers({ link, max }: { link: Link; max: number }) {
  const { say, locale } = useWords();
  const query = useInfiniteQuery({
    queryKey: ['survey-links', 'answers', link.id],
    queryFn: ({ pageParam, signal }) =>
      get<Answers>(`/api/v1/survey-links/${link.id}/answers${pageParam ? `?before=${pageParam}` : ''}`, signal),
    initialPageParam: '',
    getNextPageParam: (page) => page.next ?? undefined,
  });
  const items = query.data?.pages.flatMap((page) => page.items) ?? [];
  if (items.length === 0) return null;
  return (
    <>
      <h3>{say('links.answers')}</h3>
      <ul className={styles.list}>
        {items.map((one) => (
          <li key={one.id} className={styles.said}>
            <div>
              <strong>{say('case.rated', { score: one.score, max })}</strong>
              {one.comment && <small style={{ whiteSpace: 'pre-line' }}>{one.comment}</small>}
            </div>
            <small>
              {one.contactId && (
                <>
                  <PageLink to="/people/$contactId" params={{ contactId: one.contactId }}>
                    {one.contactName ?? say('answers.nameless')}
                  </PageLink>
                  {' · '}
                </>
              )}
              {fullTime(one.at, locale)}
            </small>
          </li>
        ))}
      </ul>
      {query.hasNextPage && (
        <Button
          variant="default"
          size="xs"
          loading={query.isFetchingNextPage}
          onClick={() => void query.fetchNextPage()}
        >
          {say('people.more')}
        </Button>
      )}
    </>
  );
}
