import { accessSync, constants } from 'node:fs';
import { delimiter, join } from 'node:path';
import process from 'node:process';
import { run } from './processes.mjs';

const names = ['chromium', 'chromium-browser', 'google-chrome-stable', 'google-chrome', 'chrome'];
const places = ['/Applications/Google Chrome.app/Contents/MacOS/Google Chrome', '/opt/google/chrome/chrome'];

/** What installs a Chromium, by the program that does it. */
const managers = [
  {
    program: 'apt-get',
    steps: [
      ['update', '-qq'],
      ['install', '-y', '-qq', '--no-install-recommends', 'chromium'],
    ],
  },
  { program: 'dnf', steps: [['install', '-y', '-q', 'chromium']] },
  { program: 'apk', steps: [['add', '--quiet', 'chromium']] },
];

/**
 * What a Chromium is started with. Each window of a new one loads three pages of its own for its address bar, also where
 * nobody sees them: more than a second of processor time beside the page that is looked at. A second --disable-features
 * takes the place of the first, so what Playwright turns off is here, too.
 */
export const chromiumSwitches = [
  '--no-sandbox',
  '--disable-gpu',
  `--disable-features=${[
    'WebUIOmniboxPopup',
    'WebUIOmniboxAimPopup',
    'WebUIOmniboxFullPopup',
    'AimEnabled',
    'AvoidUnnecessaryBeforeUnloadCheckSync',
    'DestroyProfileOnBrowserClose',
    'HttpsFirstBalancedModeAutoEnable',
    'HttpsUpgrades',
    'LensOverlay',
    'MediaRouter',
    'NetworkTimeServiceQuerying',
    'OptimizationHints',
    'PaintHolding',
    'PreconnectToSearch',
    'ThirdPartyStoragePartitioning',
  ].join(',')}`,
];

/** @param {string} path */
const isExecutable = (path) => {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
};

/** @param {readonly string[]} wanted @returns {string | undefined} the first of these programs on the PATH */
const onPath = (wanted) =>
  wanted
    .flatMap((name) => (process.env.PATH ?? '').split(delimiter).map((folder) => join(folder, name)))
    .find(isExecutable);

/** The path of a Chromium of this machine: `MADANG_CHROMIUM`, else one that is installed. @returns {string | undefined} */
export const findChromium = () => {
  const given = process.env.MADANG_CHROMIUM;
  if (given) {
    return isExecutable(given) ? given : undefined;
  }
  return onPath(names) ?? places.find(isExecutable);
};

/**
 * Finds a Chromium or, as root, installs one through the system's package manager.
 * @returns {Promise<string | undefined>} undefined when there is none; why was said on stderr
 */
export const ensureChromium = async () => {
  const found = findChromium();
  if (found) {
    return found;
  }
  const manager = managers.find(({ program }) => onPath([program]) !== undefined);
  if (!manager || process.getuid?.() !== 0) {
    console.error('The browser journeys need a Chromium. Install one, or name it in MADANG_CHROMIUM.');
    return undefined;
  }
  console.log(`Installing Chromium with ${manager.program} …`);
  for (const step of manager.steps) {
    const result = await run(manager.program, step, { env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' } });
    if (result.code !== 0) {
      console.error(`${manager.program} ${step.join(' ')} failed:\n${result.output.trimEnd()}`);
      return undefined;
    }
  }
  return findChromium();
};
