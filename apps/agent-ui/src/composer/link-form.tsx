// Asks where a link should lead, and puts it on the chosen words.
import { Button, Group, Modal, TextInput } from '@mantine/core';
import type { Editor } from '@tiptap/react';
import { type FormEvent, useState } from 'react';
import { useWords } from '../words/words.js';

export function LinkForm({ editor, onClose }: { editor: Editor; onClose: () => void }) {
  const { say } = useWords();
  const [href, setHref] = useState<string>(editor.getAttributes('link').href ?? '');
  const put = (event: FormEvent) => {
    event.preventDefault();
    event.stopPropagation();
    const address = href.trim();
    const chain = editor.chain().focus().extendMarkRange('link');
    if (!address) chain.unsetLink().run();
    else {
      const whole = /^[a-z]+:/i.test(address) ? address : `https://${address}`;
      if (editor.state.selection.empty && !editor.isActive('link')) {
        chain.insertContent({ type: 'text', text: address, marks: [{ type: 'link', attrs: { href: whole } }] }).run();
      } else chain.setLink({ href: whole }).run();
    }
    onClose();
  };
  return (
    <Modal
      opened
      onClose={onClose}
      title={say('editor.link')}
      size="sm"
      closeButtonProps={{ 'aria-label': say('close') }}
    >
      <form onSubmit={put}>
        <TextInput
          data-autofocus
          label={say('editor.link-to')}
          placeholder="https://"
          value={href}
          onChange={(event) => setHref(event.target.value)}
        />
        <Group justify="flex-end" mt="md">
          <Button type="submit">{say('save')}</Button>
        </Group>
      </form>
    </Modal>
  );
}
