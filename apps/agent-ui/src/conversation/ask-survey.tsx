// "Ask how it went": which survey, if there are several; then whether the customer is asked, or why not.
import { Button, Modal, Stack } from '@mantine/core';
import { reasonWords } from '@otklik/survey';
import { useQuery } from '@tanstack/react-query';
import { post } from '../api/request.js';
import type { components } from '../api/schema.js';
import { tell, tellRefusal } from '../shell/notices.js';
import { useWords } from '../words/words.js';
import { surveyNamesQuery } from './survey-names.js';

export function AskSurvey({ ticketId, onClose }: { ticketId: string; onClose: () => void }) {
  const { say, locale } = useWords();
  const names = useQuery(surveyNamesQuery);
  const ask = async (surveyId: string | null) => {
    onClose();
    try {
      const path = `/api/v1/tickets/${ticketId}/survey`;
      const { asked, reason } = await post<components['schemas']['AskedView']>(path, { surveyId });
      tell(reason ? say('ask-survey.no', { reason: reasonWords(reason, locale) }) : say('ask-survey.done'));
      return asked;
    } catch (error) {
      tellRefusal(error);
    }
  };
  return (
    <Modal
      opened
      onClose={onClose}
      size={420}
      title={say('command.ask-survey')}
      closeButtonProps={{ 'aria-label': say('close') }}
    >
      <Stack gap={8}>
        <Button data-autofocus variant="default" onClick={() => void ask(null)}>
          {say('ask-survey.meant')}
        </Button>
        {(names.data ?? []).map(({ id, name }) => (
          <Button key={id} variant="default" onClick={() => void ask(id)}>
            {name}
          </Button>
        ))}
      </Stack>
    </Modal>
  );
}
