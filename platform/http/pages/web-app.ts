import { randomBytes } from 'node:crypto';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { extname, join, relative, sep } from 'node:path';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { Config } from '#platform/config.ts';
import { notFound } from '#platform/http/door/failure.ts';
import { pageHeaders } from '#platform/http/door/headers.ts';
import { buildIdOf } from './build-id.ts';

type Encoded = { readonly plain: Buffer; readonly br?: Buffer; readonly gzip?: Buffer };
type Asset = Encoded & { readonly type: string; readonly cacheControl: string };

const types: Readonly<Record<string, string>> = {
  '.css': 'text/css; charset=utf-8',
  '.html': 'text/html; charset=utf-8',
  '.ico': 'image/x-icon',
  '.js': 'text/javascript; charset=utf-8',
  '.json': 'application/json; charset=utf-8',
  '.map': 'application/json; charset=utf-8',
  '.png': 'image/png',
  '.svg': 'image/svg+xml',
  '.txt': 'text/plain; charset=utf-8',
  '.webmanifest': 'application/manifest+json; charset=utf-8',
  '.webp': 'image/webp',
  '.woff': 'font/woff',
  '.woff2': 'font/woff2',
};

const NOT_BUILT = `<!doctype html><html lang="en"><head><meta charset="utf-8"><title>Madang</title></head><body>
<div id="root"><p>The web app has not been built yet: npm run build makes it. The API answers at /api.</p></div>
</body></html>`;

/**
 * The web app from memory: its files as they were when the process started, and index.html, with the nonce of this answer
 * in it, for every address that a browser may navigate to. What is below /api/ is never a page.
 */
export const addWebApp = (app: FastifyInstance, config: Config): void => {
  const assets = loadAssets(config.webDir);
  const index = join(config.webDir, 'index.html');
  const html = existsSync(index) ? readFileSync(index, 'utf8') : NOT_BUILT;
  const sendPage = pageSender(html.replace('__MADANG_BUILD__', buildIdOf(config.webDir) ?? ''));
  app.get('/', (_request, reply) => sendPage(reply));
  for (const [path, asset] of assets) app.get(path, (request, reply) => sendAsset(request, reply, asset));
  app.setNotFoundHandler((request, reply) => {
    if (!isNavigation(request)) throw notFound();
    return sendPage(reply);
  });
};

/** Answers an HTML page; `__CSP_NONCE__` in it becomes the nonce of this answer. */
export const pageSender = (html: string): ((reply: FastifyReply) => FastifyReply) => {
  const parts = html.split('__CSP_NONCE__');
  return (reply) => {
    const nonce = randomBytes(16).toString('base64');
    return reply.headers(pageHeaders(nonce)).send(parts.join(nonce));
  };
};

const isNavigation = ({ method, url, headers }: FastifyRequest): boolean => {
  if (method !== 'GET' && method !== 'HEAD') return false;
  const path = url.split('?', 1)[0] ?? '';
  if (/^\/(api|\.well-known)(\/|$)/.test(path) || extname(path) !== '') return false;
  return /text\/html|\*\/\*/.test(headers.accept ?? '*/*');
};

const loadAssets = (folder: string): Map<string, Asset> => {
  const assets = new Map<string, Asset>();
  if (!existsSync(folder)) return assets;
  for (const entry of readdirSync(folder, { recursive: true, withFileTypes: true })) {
    const file = join(entry.parentPath, entry.name);
    const type = types[extname(entry.name)];
    const path = `/${relative(folder, file).split(sep).join('/')}`;
    if (!entry.isFile() || type === undefined || path === '/index.html') continue;
    assets.set(path, { ...readEncoded(file), type, cacheControl: cacheControlOf(path) });
  }
  return assets;
};

const readEncoded = (file: string): Encoded => ({
  plain: readFileSync(file),
  ...(existsSync(`${file}.br`) ? { br: readFileSync(`${file}.br`) } : {}),
  ...(existsSync(`${file}.gz`) ? { gzip: readFileSync(`${file}.gz`) } : {}),
});

/** Vite puts a hash of the content into the names below /assets/. */
const cacheControlOf = (path: string): string =>
  path.startsWith('/assets/') ? 'public, max-age=31536000, immutable' : 'public, max-age=300';

const sendAsset = (request: FastifyRequest, reply: FastifyReply, asset: Asset): FastifyReply => {
  const accepted = request.headers['accept-encoding'] ?? '';
  const encoding = asset.br && /\bbr\b/.test(accepted) ? 'br' : asset.gzip && /\bgzip\b/.test(accepted) ? 'gzip' : null;
  reply.headers({ 'content-type': asset.type, 'cache-control': asset.cacheControl, vary: 'accept-encoding' });
  if (encoding === null) return reply.send(asset.plain);
  return reply.header('content-encoding', encoding).send(asset[encoding] ?? asset.plain);
};
