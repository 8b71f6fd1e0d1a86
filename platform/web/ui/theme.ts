import { type CSSVariablesResolver, createTheme, type MantineThemeOverride } from '@mantine/core';
import { palette } from './palette.ts';
import { tokens } from './tokens.ts';

const sans = "'Pretendard Variable', Pretendard, -apple-system, 'Apple SD Gothic Neo', 'Malgun Gothic', sans-serif";
const mono = "ui-monospace, SFMono-Regular, 'Cascadia Mono', Menlo, Consolas, 'D2Coding', monospace";

/** Mantine's theme. Defaults are plain objects: `Component.extend` would pull every component into the first load. */
export const theme: MantineThemeOverride = createTheme({
  colors: palette,
  primaryColor: 'accent',
  primaryShade: { light: 7, dark: 6 },
  autoContrast: false,
  black: palette.gray[9],
  fontFamily: sans,
  fontFamilyMonospace: mono,
  fontSizes: { xs: '0.75rem', sm: '0.875rem', md: '0.875rem', lg: '1rem', xl: '1.25rem' },
  lineHeights: { xs: '1.35', sm: '1.43', md: '1.43', lg: '1.5', xl: '1.4' },
  fontWeights: { regular: '400', medium: '600', bold: '600' },
  radius: { xs: '3px', sm: '4px', md: '6px', lg: '8px', xl: '12px' },
  defaultRadius: 'md',
  spacing: { xs: '4px', sm: '8px', md: '12px', lg: '16px', xl: '24px' },
  shadows: { xs: 'none', sm: 'none', md: 'var(--m-shadow)', lg: 'var(--m-shadow)', xl: 'var(--m-shadow)' },
  headings: {
    fontFamily: sans,
    fontWeight: '600',
    sizes: { h1: { fontSize: '1.25rem', lineHeight: '1.4' }, h2: { fontSize: '1rem', lineHeight: '1.5' } },
  },
  respectReducedMotion: true,
  cursorType: 'pointer',
  components: {
    Button: { defaultProps: { size: 'xs', fz: 'sm' } },
    ActionIcon: { defaultProps: { variant: 'subtle', color: 'gray', size: 30 } },
    Menu: {
      defaultProps: { shadow: 'md', withInitialFocusPlaceholder: false, transitionProps: { duration: 80 }, offset: 4 },
    },
    Modal: { defaultProps: { centered: false, transitionProps: { duration: 100 }, radius: 'lg', yOffset: '10vh' } },
    Drawer: { defaultProps: { transitionProps: { duration: 120 } } },
    ScrollArea: { defaultProps: { tabIndex: 0 } },
    Select: { defaultProps: { allowDeselect: false, checkIconPosition: 'right', comboboxProps: { shadow: 'md' } } },
    Skeleton: { defaultProps: { radius: 'sm' } },
  },
});

const mantine = {
  '--mantine-color-body': 'var(--m-surface)',
  '--mantine-color-text': 'var(--m-text)',
  '--mantine-color-bright': 'var(--m-text)',
  '--mantine-color-dimmed': 'var(--m-dim)',
  '--mantine-color-placeholder': 'var(--m-faint)',
  '--mantine-color-error': 'var(--m-danger)',
  '--mantine-color-success': 'var(--m-done)',
  '--mantine-color-anchor': 'var(--m-accent)',
  '--mantine-color-default': 'var(--m-surface)',
  '--mantine-color-default-hover': 'var(--m-hover)',
  '--mantine-color-default-color': 'var(--m-text)',
  '--mantine-color-default-border': 'var(--m-line-strong)',
  '--mantine-color-disabled': 'var(--m-hover)',
  '--mantine-color-disabled-color': 'var(--m-faint)',
};

/** Hands our tokens to the page, and Mantine's own variables to our tokens. */
export const cssVariablesResolver: CSSVariablesResolver = () => ({
  variables: {},
  light: { ...tokens.light, ...mantine },
  dark: { ...tokens.dark, ...mantine },
});
