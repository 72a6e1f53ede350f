// The drawings of a row as lines for its shapes: drawn once, out of sight, by the icons that all screens use, and read from there.
import {
  IconAlertOctagonFilled,
  IconAlertTriangle,
  IconBell,
  IconCheck,
  IconChevronsUp,
  IconHourglass,
  IconMoodSad,
  IconPencil,
  IconThumbDown,
  IconThumbUp,
  IconZzz,
} from '@tabler/icons-react';
import { memo, type RefObject } from 'react';
import { CHANNEL_ICONS } from '../shell/channel-mark.js';

const ICONS = {
  ...CHANNEL_ICONS,
  picked: IconCheck,
  priority: IconChevronsUp,
  asleep: IconZzz,
  hourglass: IconHourglass,
  bell: IconBell,
  overdue: IconAlertOctagonFilled,
  draft: IconPencil,
  risk: IconMoodSad,
  good: IconThumbUp,
  bad: IconThumbDown,
  spam: IconAlertTriangle,
};

/** By the name of a drawing: where its pen goes. */
export type Lines = Record<string, string>;

export const RowLines = memo(function RowLines({ box }: { box: RefObject<HTMLDivElement | null> }) {
  return (
    <div ref={box} hidden>
      {Object.entries(ICONS).map(([name, Icon]) => (
        <Icon key={name} data-line={name} />
      ))}
    </div>
  );
});

export function linesOf(box: Element): Lines {
  const lines: Lines = {};
  for (const icon of box.querySelectorAll<SVGElement>('[data-line]'))
    lines[icon.dataset.line!] = [...icon.querySelectorAll('path')].map((path) => path.getAttribute('d')).join(' ');
  return lines;
}
