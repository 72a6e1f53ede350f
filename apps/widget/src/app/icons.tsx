// The few signs of the widget, drawn after Tabler's (MIT), so that no icon library is loaded.
import type { ComponentChildren } from 'preact';

const Icon = ({ children }: { children: ComponentChildren }) => (
  <svg
    viewBox="0 0 24 24"
    width="22"
    height="22"
    fill="none"
    stroke="currentColor"
    stroke-width="2"
    stroke-linecap="round"
    stroke-linejoin="round"
    aria-hidden="true"
  >
    {children}
  </svg>
);

export const CloseIcon = () => (
  <Icon>
    <path d="M18 6 6 18M6 6l12 12" />
  </Icon>
);
export const BackIcon = () => (
  <Icon>
    <path d="M5 12h14M5 12l6 6M5 12l6-6" />
  </Icon>
);
export const DotsIcon = () => (
  <Icon>
    <path d="M12 5h.01M12 12h.01M12 19h.01" stroke-width="3.2" />
  </Icon>
);
export const PastIcon = () => (
  <Icon>
    <path d="M12 8v4l2 2M3 11a9 9 0 1 1 .5 4m-.5 5v-5h5" />
  </Icon>
);
export const SendIcon = () => (
  <Icon>
    <path d="M10 14 21 3m0 0-6.5 18a.55.55 0 0 1-1 0L10 14l-7-3.5a.55.55 0 0 1 0-1z" />
  </Icon>
);
export const ClipIcon = () => (
  <Icon>
    <path d="m15 7-6.5 6.5a1.5 1.5 0 0 0 3 3L18 10a3 3 0 0 0-6-6l-6.5 6.5a4.5 4.5 0 0 0 9 9L21 13" />
  </Icon>
);
export const SmileIcon = () => (
  <Icon>
    <circle cx="12" cy="12" r="9" />
    <path d="M9 10h.01M15 10h.01M9.5 15a3.5 3.5 0 0 0 5 0" />
  </Icon>
);
export const FileIcon = () => (
  <Icon>
    <path d="M14 3v4a1 1 0 0 0 1 1h4M17 21H7a2 2 0 0 1-2-2V5a2 2 0 0 1 2-2h7l5 5v11a2 2 0 0 1-2 2z" />
  </Icon>
);
export const ClockIcon = () => (
  <Icon>
    <circle cx="12" cy="12" r="9" />
    <path d="M12 7v5l3 2" />
  </Icon>
);
export const SentIcon = () => (
  <Icon>
    <path d="m5 12 5 5L20 7" />
  </Icon>
);
export const ReadIcon = () => (
  <Icon>
    <path d="m2 12 5 5L17 7M12 17 22 7" />
  </Icon>
);

/** A face from very bad (0) to very good (1): mouth and brows change, so that the shape alone says it. */
export function FaceIcon({ mood }: { mood: number }) {
  const bend = (mood - 0.5) * 8;
  return (
    <svg
      viewBox="0 0 24 24"
      width="34"
      height="34"
      fill="none"
      stroke="currentColor"
      stroke-width="1.6"
      stroke-linecap="round"
      stroke-linejoin="round"
      aria-hidden="true"
    >
      <circle cx="12" cy="12" r="9.2" />
      {mood > 0.9 ? (
        <path d="M7.5 13.2h9a4.5 4.5 0 0 1-9 0z" fill="currentColor" />
      ) : (
        <path d={`M8 ${15.5 - bend / 4} Q12 ${15.5 + bend} 16 ${15.5 - bend / 4}`} />
      )}
      <path d="M9 9.6v.4M15 9.6v.4" stroke-width="2.2" />
      {mood < 0.2 && <path d="m7.2 7 2.6 1.2M16.8 7l-2.6 1.2" />}
    </svg>
  );
}
