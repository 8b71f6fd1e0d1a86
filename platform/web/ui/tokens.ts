import { palette } from './palette.ts';

const { accent, gray, dark, blue, amber, green, red } = palette;

/** A meaning has three faces: its text and icon, its soft ground, and the line around that ground. */
const meaning = (name: string, text: string, soft: string, line: string): Record<string, string> => ({
  [`--m-${name}`]: text,
  [`--m-${name}-soft`]: soft,
  [`--m-${name}-line`]: line,
});

/** The only place that says which colour means what. Components name these words and never a colour. */
export const tokens = {
  light: {
    '--m-canvas': gray[1],
    '--m-surface': '#ffffff',
    '--m-raised': '#ffffff',
    '--m-sunken': gray[0],
    '--m-hover': 'rgb(28 28 32 / 4%)',
    '--m-pressed': 'rgb(28 28 32 / 8%)',
    '--m-line': gray[2],
    '--m-line-strong': gray[4],
    '--m-control-line': '#8a8a93',
    '--m-text': gray[9],
    '--m-dim': '#5f5f68',
    '--m-faint': gray[6],
    '--m-accent': accent[7],
    '--m-accent-solid': accent[7],
    '--m-accent-strong': accent[8],
    '--m-on-accent': '#ffffff',
    '--m-shadow': '0 0 0 1px rgb(28 28 32 / 8%), 0 8px 24px -6px rgb(28 28 32 / 18%)',
    ...meaning('accent', accent[7], accent[0], accent[2]),
    ...meaning('open', blue[6], blue[0], blue[2]),
    ...meaning('waiting', amber[6], amber[0], amber[2]),
    ...meaning('done', green[6], green[0], green[2]),
    ...meaning('danger', red[6], red[0], red[2]),
    ...meaning('closed', '#5f5f68', gray[1], gray[3]),
    '--m-note-solid': amber[7],
  },
  dark: {
    '--m-canvas': dark[9],
    '--m-surface': dark[8],
    '--m-raised': dark[7],
    '--m-sunken': '#131316',
    '--m-hover': 'rgb(255 255 255 / 5%)',
    '--m-pressed': 'rgb(255 255 255 / 9%)',
    '--m-line': dark[6],
    '--m-line-strong': dark[4],
    '--m-control-line': '#75757f',
    '--m-text': dark[0],
    '--m-dim': dark[2],
    '--m-faint': '#90909a',
    '--m-accent': accent[3],
    '--m-accent-solid': accent[6],
    '--m-accent-strong': accent[5],
    '--m-on-accent': '#ffffff',
    '--m-shadow': '0 0 0 1px rgb(255 255 255 / 9%), 0 8px 24px -4px rgb(0 0 0 / 60%)',
    ...meaning('accent', accent[3], 'rgb(67 175 164 / 14%)', 'rgb(67 175 164 / 34%)'),
    ...meaning('open', blue[3], 'rgb(92 149 240 / 14%)', 'rgb(92 149 240 / 34%)'),
    ...meaning('waiting', amber[3], 'rgb(230 164 31 / 12%)', 'rgb(230 164 31 / 32%)'),
    ...meaning('done', green[3], 'rgb(68 179 101 / 14%)', 'rgb(68 179 101 / 34%)'),
    ...meaning('danger', red[3], 'rgb(236 106 98 / 14%)', 'rgb(236 106 98 / 38%)'),
    ...meaning('closed', dark[2], 'rgb(255 255 255 / 6%)', 'rgb(255 255 255 / 14%)'),
    '--m-note-solid': amber[6],
  },
} as const;
