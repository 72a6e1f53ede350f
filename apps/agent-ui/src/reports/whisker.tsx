// A value within its interval on a scale from 0 to 1 that all rows share; the words beside it say the same.
import styles from './breakdown.module.css';

export function Whisker({ low, high, at }: { low: number; high: number; at: number | null }) {
  const percent = (share: number) => `${Math.min(100, Math.max(0, share * 100))}%`;
  return (
    <span className={styles.whisker} aria-hidden="true">
      <i style={{ insetInlineStart: percent(low), width: percent(high - low) }} />
      {at !== null && <b style={{ insetInlineStart: percent(at) }} />}
    </span>
  );
}
