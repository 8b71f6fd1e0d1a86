import { describe, expect, it } from 'vitest';
import { palette } from './palette.ts';
import { tokens } from './tokens.ts';

const channel = (hex: string, at: number): number => {
  const value = Number.parseInt(hex.slice(at, at + 2), 16) / 255;
  return value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4;
};
const luminance = (hex: string): number =>
  0.2126 * channel(hex, 1) + 0.7152 * channel(hex, 3) + 0.0722 * channel(hex, 5);
const contrast = (a: string, b: string): number => {
  const [light, dark] = [luminance(a), luminance(b)].sort((x, y) => y - x) as [number, number];
  return (light + 0.05) / (dark + 0.05);
};
/** A see-through ground over a surface, as the eye gets it. */
const over = (ground: string, surface: string): string => {
  const [, r, g, b, share] = /^rgb\((\d+) (\d+) (\d+) \/ (\d+)%\)$/.exec(ground) ?? [];
  if (share === undefined) {
    return ground;
  }
  const mix = [r, g, b].map((value, index) => {
    const below = Number.parseInt(surface.slice(1 + index * 2, 3 + index * 2), 16);
    return Math.round(Number(value) * (Number(share) / 100) + below * (1 - Number(share) / 100));
  });
  return `#${mix.map((value) => value.toString(16).padStart(2, '0')).join('')}`;
};

const surfaces = ['--m-surface', '--m-canvas', '--m-raised', '--m-sunken'];
const texts = ['--m-text', '--m-dim', '--m-faint', '--m-accent'];
const meanings = ['accent', 'open', 'waiting', 'done', 'danger', 'closed'];
const plainPairs = surfaces.flatMap((ground) => texts.map((text) => ({ text, ground, surface: ground })));
const softPairs = meanings.flatMap((meaning) =>
  surfaces
    .slice(0, 2)
    .flatMap((surface) =>
      [`--m-${meaning}`, '--m-text', '--m-dim'].map((text) => ({ text, ground: `--m-${meaning}-soft`, surface })),
    ),
);

describe('the palette', () => {
  it.each(['accent', 'blue', 'amber', 'green', 'red'] as const)('carries white text on %s 6 and darker', (name) => {
    for (const shade of palette[name].slice(6)) {
      expect(contrast('#ffffff', shade)).toBeGreaterThanOrEqual(4.5);
    }
  });

  it.each(['light', 'dark'] as const)('reads at 4.5:1 on every ground of the %s scheme', (scheme) => {
    const colours: Readonly<Record<string, string>> = tokens[scheme];
    const of = (name: string): string => colours[name] ?? '#000000';
    for (const { text, ground, surface } of [...plainPairs, ...softPairs]) {
      const seen = over(of(ground), of(surface));
      expect(contrast(of(text), seen), `${text} on ${ground}`).toBeGreaterThanOrEqual(4.5);
    }
  });
});
