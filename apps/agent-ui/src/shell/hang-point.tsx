// Where a menu or a window hangs when its button stands beside it: only a place, it says nothing to those who listen.
import type { Ref } from 'react';

interface Props {
  className?: string | undefined;
  ref?: Ref<HTMLSpanElement>;
}

/** What Mantine gives to a button (that it opens something, and what) is left out: a place with such words would be a button that is none. */
export const HangPoint = ({ className, ref }: Props) => <span className={className} ref={ref} />;
