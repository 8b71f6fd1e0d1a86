import type { Translate } from '#platform/web/i18n/i18n.ts';

type Known = readonly (readonly [RegExp, string])[];

// The order counts: every browser says that it is also the ones before it.
const browsers: Known = [
  [/\bEdgA?\//, 'Edge'],
  [/\bOPR\//, 'Opera'],
  [/\bWhale\//, 'Whale'],
  [/\bSamsungBrowser\//, 'Samsung Internet'],
  [/\bFirefox\//, 'Firefox'],
  [/\b(?:Headless)?Chrome\//, 'Chrome'],
  [/\bCriOS\//, 'Chrome'],
  [/\bSafari\//, 'Safari'],
];
const systems: Known = [
  [/\biPhone\b/, 'iPhone'],
  [/\biPad\b/, 'iPad'],
  [/\bAndroid\b/, 'Android'],
  [/\bWindows\b/, 'Windows'],
  [/\bMac OS X\b/, 'Mac'],
  [/\bCrOS\b/, 'ChromeOS'],
  [/\bLinux\b/, 'Linux'],
];
const find = (known: Known, agent: string): string | undefined => known.find(([sign]) => sign.test(agent))?.[1];

/** What a browser says of itself, in words: `Windows의 Chrome`. A program that says something else is quoted. */
export const clientOf = (t: Translate, agent: string | null): string => {
  if (agent === null || agent === '') {
    return t('Unknown program');
  }
  const browser = find(browsers, agent);
  const system = find(systems, agent);
  if (browser === undefined) {
    return agent.slice(0, 40);
  }
  return system === undefined ? browser : t('{{browser}} on {{system}}', { browser, system });
};
