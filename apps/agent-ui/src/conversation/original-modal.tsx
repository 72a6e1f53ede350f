// A mail as it came: its headers to read, the whole of it to save.
import { Anchor, Loader, Modal } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { get, Refusal } from '../api/request.js';
import { refusalWords } from '../shell/notices.js';
import { useWords } from '../words/words.js';
import styles from './original-modal.module.css';

export function OriginalModal({ messageId, onClose }: { messageId: string; onClose: () => void }) {
  const { say } = useWords();
  const path = `/api/v1/messages/${messageId}/original`;
  const query = useQuery({
    queryKey: ['original', messageId],
    queryFn: () => get<{ headers: string; size: number }>(path),
    retry: false,
  });
  const gone = query.error instanceof Refusal && [404, 410].includes(query.error.status);
  return (
    <Modal
      opened
      onClose={onClose}
      size={720}
      title={say('original.title')}
      closeButtonProps={{ 'aria-label': say('close') }}
    >
      {query.isPending && <Loader size="sm" color="gray" />}
      {query.isError && <p className={styles.none}>{gone ? say('original.none') : refusalWords(query.error)}</p>}
      {query.data && (
        <>
          <h3 className={styles.title}>{say('original.headers')}</h3>
          {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a scroll area must be reachable by keyboard */}
          <pre className={styles.headers} tabIndex={0}>
            {query.data.headers}
          </pre>
          <Anchor href={`${path}.eml`} download size="sm">
            {say('original.save')} · {Math.max(1, Math.round(query.data.size / 1024))} KB
          </Anchor>
        </>
      )}
    </Modal>
  );
}
