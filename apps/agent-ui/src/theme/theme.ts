// The look of the desk: Mantine's tokens in our greys, one accent, one radius, small type.
import { createTheme, type MantineColorsTuple } from '@mantine/core';

const teal: MantineColorsTuple = [
  '#eaf7f5',
  '#d3eeea',
  '#a6dcd4',
  '#76c9bd',
  '#4db5a8',
  '#2aa093',
  '#14897e',
  '#0f766e',
  '#0c625b',
  '#094e49',
];
const gray: MantineColorsTuple = [
  '#f8f9fa',
  '#f1f3f4',
  '#e6e8eb',
  '#d6dade',
  '#bcc2c8',
  '#959ca5',
  '#666d77',
  '#4b525b',
  '#31373e',
  '#16191d',
];
const dark: MantineColorsTuple = [
  '#e3e6e9',
  '#aeb4bc',
  '#8f969f',
  '#5d646d',
  '#3b4148',
  '#2b3036',
  '#212529',
  '#17191c',
  '#111315',
  '#0b0c0e',
];

export const theme = createTheme({
  primaryColor: 'teal',
  primaryShade: { light: 7, dark: 7 },
  colors: { teal, gray, dark },
  fontFamily: "'Inter Variable', system-ui, -apple-system, 'Segoe UI', sans-serif",
  fontFamilyMonospace: "ui-monospace, 'SF Mono', Menlo, Consolas, monospace",
  fontSizes: { xs: '12px', sm: '13px', md: '14px', lg: '16px', xl: '20px' },
  lineHeights: { xs: '1.35', sm: '1.45', md: '1.5', lg: '1.5', xl: '1.4' },
  headings: { fontWeight: '600' },
  radius: { xs: '4px', sm: '6px', md: '8px', lg: '12px', xl: '16px' },
  defaultRadius: 'md',
  spacing: { xs: '8px', sm: '12px', md: '16px', lg: '24px', xl: '32px' },
  cursorType: 'pointer',
  respectReducedMotion: true,
  components: {
    Tooltip: {
      defaultProps: {
        events: { hover: true, focus: true, touch: false },
        openDelay: 350,
        withArrow: false,
        fz: 12,
        px: 8,
        py: 4,
        radius: 'sm',
      },
    },
    Menu: {
      defaultProps: {
        shadow: 'md',
        radius: 'md',
        transitionProps: { duration: 100 },
        // The first command has the focus at once: a menu may hold nothing else that can have it.
        withInitialFocusPlaceholder: false,
      },
    },
    Popover: { defaultProps: { shadow: 'md', transitionProps: { duration: 100 } } },
    Modal: {
      styles: { title: { fontSize: 15, fontWeight: 600 } },
      defaultProps: { transitionProps: { duration: 120 }, overlayProps: { backgroundOpacity: 0.35 } },
    },
    Drawer: {
      styles: { title: { fontSize: 15, fontWeight: 600 } },
      defaultProps: { transitionProps: { duration: 120 }, overlayProps: { backgroundOpacity: 0.35 } },
    },
    Button: { defaultProps: { size: 'sm' } },
    // What may stay empty says so: a star beside everything else would be a mark without a meaning.
    InputWrapper: { defaultProps: { withAsterisk: false } },
    InputDescription: { defaultProps: { size: 'md' } },
    ActionIcon: { defaultProps: { variant: 'subtle', color: 'gray', size: 'lg' } },
  },
});
