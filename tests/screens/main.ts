import { mkdir, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import process from 'node:process';
import { parseArgs } from 'node:util';
import { chromium } from 'playwright-core';
import { chromiumSwitches, findChromium } from '../../setup/chromium.mjs';
import { ensureWeb } from '../../setup/web.mjs';
import { type Server, signIn, startServer } from '../peers/server.ts';
import { openGallery } from './gallery-server.ts';
import { shootGuide } from './guide.ts';
import { indexPage } from './index-page.ts';
import { pages, type ScreenPage } from './pages.ts';
import { type Picture, type Scene, type Studio, scenesOf, shoot } from './shoot.ts';
import { findThings, type Things } from './things.ts';

// npm run screens -- --out DIR [--only PART]: a picture of every page in every state, in both languages, light and dark,
// at three widths, and an index.html that shows them side by side. PART is a part or a page of pages.ts. --quick leaves out
// what differs only in the mixture of language, scheme and width.
// npm run screens -- --guide: the pictures of README.md and of docs/guide, anew.

const root = resolve(import.meta.dirname, '../..');
const atOnce = 2;

const main = async (): Promise<number> => {
  const { values } = parseArgs({
    options: {
      out: { type: 'string' },
      only: { type: 'string' },
      quick: { type: 'boolean', default: false },
      guide: { type: 'boolean', default: false },
    },
  });
  const scenes = values.guide ? [] : scenesOf(values.only);
  const out = values.guide ? join(root, 'docs/images/guide') : values.out;
  const executablePath = findChromium();
  if (out === undefined || (scenes.length === 0 && !values.guide)) {
    const parts = [...new Set(pages.map(({ part }) => part))].join(', ');
    console.error(
      `Usage: npm run screens -- --out DIR [--only PART] [--quick], or -- --guide; the parts are ${parts}.`,
    );
    return 2;
  }
  if (executablePath === undefined) {
    console.error('There is no Chromium on this machine; MADANG_CHROMIUM says where one is.');
    return 1;
  }
  if (!(await ensureWeb(process.execPath))) {
    return 1;
  }
  const began = performance.now();
  const folder = resolve(out);
  await mkdir(folder, { recursive: true });
  const server = await startServer(root);
  const gallery = scenes.some(({ page }) => page.place === 'gallery') ? await openGallery(root) : null;
  const browser = await chromium.launch({ executablePath, args: chromiumSwitches });
  try {
    const things = await findThings(server);
    const addressOf = ({ path, place }: ScreenPage): string =>
      `${place === 'gallery' ? gallery?.address : server.address}${withThings(path, things)}`;
    const studio = { browser, folder, quick: values.quick, addressOf, cookieOf: cookies(server) };
    return values.guide ? await makeGuide(studio, server) : await makeIndex(studio, scenes, began);
  } finally {
    await browser.close();
    await gallery?.close();
    await server.stop();
  }
};

const makeIndex = async (studio: Studio, scenes: readonly Scene[], began: number): Promise<number> => {
  const pictures = await shootAll(studio, scenes);
  const index = join(studio.folder, 'index.html');
  await writeFile(index, indexPage(pictures));
  const seconds = Math.round((performance.now() - began) / 1000);
  console.log(`${pictures.length} pictures in ${seconds} s: ${index}`);
  return 0;
};

const makeGuide = async (studio: Studio, server: Server): Promise<number> => {
  const tooLarge = await shootGuide(studio, server);
  if (tooLarge.length > 0) {
    console.error(`Larger than a guide may carry: ${tooLarge.join(', ')}`);
  }
  return tooLarge.length > 0 ? 1 : 0;
};

/** Two pages at a time; the order of the pictures is that of the table. */
const shootAll = async (studio: Studio, scenes: readonly Scene[]): Promise<Picture[]> => {
  const found: Picture[][] = scenes.map(() => []);
  const left = scenes.map((scene, index) => ({ scene, index }));
  const work = async (): Promise<void> => {
    for (let next = left.shift(); next !== undefined; next = left.shift()) {
      const { scene, index } = next;
      const { pictures, lost } = await shoot(studio, scene);
      found[index] = pictures;
      console.log(`${scene.page.part} / ${scene.page.name} / ${scene.state}${lost ? ': there is no such page' : ''}`);
    }
  };
  await Promise.all(Array.from({ length: atOnce }, work));
  return found.flat();
};

/** Signs everybody in once; staff of the provider act where the page wants it, each pair with a session of its own. */
const cookies = (server: Server): Studio['cookieOf'] => {
  const known = new Map<string, Promise<string>>();
  return async ({ as, actingIn }) => {
    if (as === null) {
      return null;
    }
    const key = `${as} ${actingIn}`;
    const found = known.get(key) ?? enter(server, as, actingIn);
    known.set(key, found);
    return await found;
  };
};

const enter = async ({ address }: Server, login: string, actingIn: string | undefined): Promise<string> => {
  const cookie = await signIn(address, login);
  if (actingIn === undefined) {
    return cookie;
  }
  const answer = await fetch(`${address}/api/session/acting-tenant`, {
    method: 'PUT',
    headers: { cookie, origin: address, 'content-type': 'application/json' },
    body: JSON.stringify({ code: actingIn }),
  });
  return answer.headers.getSetCookie()[0]?.split(';')[0] ?? cookie;
};

const withThings = (path: string, things: Things): string =>
  path.replace(/\{([a-z]+)\}/g, (_, name: string) => things[name] ?? '1');

process.exitCode = await main();
