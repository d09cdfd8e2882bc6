import { type CSSVariablesResolver, createTheme, rem } from '@mantine/core';
import { amber, dark, gray, green, petrol, red } from './theme-colors.ts';

const SANS = "'Inter Variable', system-ui, -apple-system, 'Segoe UI', sans-serif";
const ICON_STROKE = 1.5;

/** How an icon of Tabler stands beside text. */
export const ICON = { size: 18, stroke: ICON_STROKE, 'aria-hidden': true } as const;
export const SMALL_ICON = { size: 16, stroke: ICON_STROKE, 'aria-hidden': true } as const;

const FLOATING = { transitionProps: { duration: 140 } };

const OVERLAY = { color: '#0b1419', backgroundOpacity: 0.45 };

export const theme = createTheme({
  fontFamily: SANS,
  fontFamilyMonospace: "ui-monospace, SFMono-Regular, Menlo, Consolas, 'Liberation Mono', monospace",
  fontSizes: { xs: rem(12), sm: rem(14), md: rem(14), lg: rem(16), xl: rem(20) },
  lineHeights: { xs: '1.35', sm: '1.45', md: '1.5', lg: '1.5', xl: '1.3' },
  headings: {
    fontFamily: SANS,
    fontWeight: '600',
    sizes: {
      h1: { fontSize: rem(20), lineHeight: '1.4' },
      h2: { fontSize: rem(16), lineHeight: '1.5' },
      h3: { fontSize: rem(14), lineHeight: '1.5' },
    },
  },
  spacing: { xs: rem(8), sm: rem(12), md: rem(16), lg: rem(24), xl: rem(32) },
  radius: { xs: rem(3), sm: rem(4), md: rem(6), lg: rem(8), xl: rem(12) },
  defaultRadius: 'md',
  colors: { petrol, gray, dark, red, green, amber },
  primaryColor: 'petrol',
  primaryShade: 6,
  black: gray[9],
  cursorType: 'pointer',
  respectReducedMotion: true,
  shadows: {
    sm: '0 1px 2px rgb(15 30 40 / 8%)',
    md: '0 4px 16px rgb(15 30 40 / 12%), 0 1px 3px rgb(15 30 40 / 8%)',
    lg: '0 8px 28px rgb(15 30 40 / 16%), 0 2px 6px rgb(15 30 40 / 8%)',
    xl: '0 16px 48px rgb(15 30 40 / 22%), 0 4px 12px rgb(15 30 40 / 10%)',
  },
  components: {
    Drawer: { defaultProps: { ...FLOATING, overlayProps: OVERLAY } },
    Modal: { defaultProps: { ...FLOATING, overlayProps: OVERLAY, centered: true, radius: 'lg' } },
    Menu: { defaultProps: { ...FLOATING, shadow: 'md', withInitialFocusPlaceholder: false } },
    Popover: { defaultProps: { ...FLOATING, shadow: 'md' } },
    Tooltip: {
      defaultProps: { ...FLOATING, openDelay: 250, multiline: true, events: { hover: true, focus: true, touch: true } },
    },
    InputWrapper: { defaultProps: { inputWrapperOrder: ['label', 'input', 'description', 'error'] } },
    PasswordInput: { defaultProps: { visibilityToggleFocusable: true } },
    // Words that stand in a list instead of its options: without an option no listbox is whole.
    ComboboxEmpty: { defaultProps: { role: 'option', 'aria-disabled': true } },
    Anchor: { defaultProps: { underline: 'hover' } },
  },
});

/** What Mantine derives too faintly for WCAG AA, and the surfaces of the product's own. */
export const cssVariables: CSSVariablesResolver = ({ colors }) => ({
  variables: {},
  light: {
    '--mantine-color-dimmed': gray[7],
    '--mantine-color-placeholder': gray[6],
    '--mantine-color-error': red[6],
    '--mantine-color-default-border': gray[3],
    '--rc-field-border': gray[5],
    '--rc-bad-soft': red[0],
    '--rc-bad-border': red[1],
    '--mantine-color-disabled': gray[1],
    '--mantine-color-disabled-color': gray[6],
    '--rc-hairline': gray[2],
    '--rc-pane': gray[0],
    '--rc-hover': gray[1],
    '--rc-selected': petrol[0],
    '--rc-selected-text': petrol[7],
    '--rc-good': green[6],
    '--rc-good-text': green[6],
    '--rc-warn': amber[6],
    '--rc-bad': red[6],
    '--rc-quiet': gray[6],
  },
  dark: {
    '--mantine-color-dimmed': dark[2],
    '--mantine-color-placeholder': dark[2],
    '--mantine-color-error': red[3],
    '--mantine-color-anchor': petrol[3],
    '--mantine-color-default-border': dark[4],
    '--rc-field-border': dark[3],
    '--rc-bad-soft': '#2b1a1b',
    '--rc-bad-border': '#52292a',
    '--mantine-color-default-color': dark[0],
    '--mantine-color-bright': dark[0],
    '--mantine-color-disabled': dark[6],
    '--mantine-color-disabled-color': dark[2],
    '--mantine-color-petrol-filled': petrol[6],
    '--rc-hairline': colors.dark[5],
    '--rc-pane': dark[8],
    '--rc-hover': dark[6],
    '--rc-selected': '#14323a',
    '--rc-selected-text': petrol[2],
    '--rc-good': green[4],
    '--rc-good-text': green[3],
    '--rc-warn': amber[4],
    '--rc-bad': red[4],
    '--rc-quiet': dark[2],
  },
});
