// The logo in a chat's settings: the form keeps the id of its file.
import { useMe } from '../shell/people-names.js';
import { PictureField } from './picture-field.js';

interface Props {
  label: string;
  hint: string | undefined;
  value: string;
  onChange: (fileId: string) => void;
}

export function LogoField({ label, hint, value, onChange }: Props) {
  const me = useMe();
  const shown = value && (
    <img
      src={`/files/${me.workspace.id}/${value}/logo`}
      alt=""
      width={48}
      height={48}
      style={{ borderRadius: '50%', objectFit: 'cover', border: '1px solid var(--line-strong)' }}
    />
  );
  return (
    <PictureField
      label={label}
      hint={hint}
      shown={shown}
      has={value !== ''}
      path="/api/v1/pictures"
      onStored={(file) => onChange(file.id)}
      onClear={() => onChange('')}
    />
  );
}
