import type { FastifyInstance } from 'fastify';
import type { Config } from '#platform/config.ts';
import type { JsonSchema } from '#platform/http/input/schema.ts';
import { openApiDocument } from '#platform/http/openapi.ts';
import type { Compiled } from '#platform/http/serve/compile.ts';
import { pageSender } from './web-app.ts';

/** `/api/openapi.json` and the reference page `/api/docs`, made once at start. The page needs no script but for its search. */
export const addDocs = (app: FastifyInstance, routes: readonly Compiled[], config: Config): void => {
  const document = openApiDocument(
    routes.map(({ route }) => route),
    { version: config.version, serverUrl: config.publicUrl ?? `http://localhost:${config.port}` },
  );
  const json = JSON.stringify(document);
  const sendPage = pageSender(docsPage(document));
  app.get('/api/openapi.json', (_request, reply) =>
    reply.header('content-type', 'application/json; charset=utf-8').send(json),
  );
  app.get('/api/docs', (_request, reply) => sendPage(reply));
  app.get('/api/docs/search.js', (_request, reply) =>
    reply.header('content-type', 'text/javascript; charset=utf-8').send(SEARCH_SCRIPT),
  );
};

type Operation = {
  readonly summary: string;
  readonly 'x-access': string;
  readonly parameters: readonly {
    readonly name: string;
    readonly in: string;
    readonly required: boolean;
    readonly schema: object;
  }[];
  readonly requestBody?: { readonly content: { readonly 'application/json': { readonly schema: object } } };
  readonly responses: Readonly<
    Record<string, { readonly content?: Readonly<Record<string, { readonly schema: object }>> }>
  >;
};

const docsPage = (document: JsonSchema): string => {
  const paths = document.paths as Record<string, Record<string, Operation>>;
  const entries = Object.entries(paths)
    .flatMap(([path, own]) => Object.entries(own).map(([method, operation]) => entry(method, path, operation)))
    .join('\n');
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>Madang API</title>
<style nonce="__CSP_NONCE__">${STYLE}</style>
<script src="/api/docs/search.js" defer></script>
</head>
<body>
<main>
<h1>Madang API</h1>
<p>The same as an <a href="/api/openapi.json">OpenAPI 3.1 document</a>. Errors are RFC 9457 problem documents.</p>
<p><label for="search">Search</label> <input id="search" type="search" autocomplete="off"></p>
${entries}
</main>
</body>
</html>`;
};

const entry = (method: string, path: string, operation: Operation): string => `<details>
<summary><code class="method">${method.toUpperCase()}</code> <code>${escapeHtml(path)}</code> ${escapeHtml(operation.summary)}</summary>
<p>Access: <code>${escapeHtml(operation['x-access'])}</code></p>
${parameterTable(operation)}
${schemaBlock('Body', operation.requestBody?.content['application/json'].schema)}
${Object.entries(operation.responses)
  .map(([status, { content }]) => schemaBlock(`Answer ${status}`, Object.values(content ?? {})[0]?.schema))
  .join('\n')}
</details>`;

const parameterTable = ({ parameters }: Operation): string => {
  if (parameters.length === 0) return '';
  const rows = parameters.map(
    ({ name, in: place, required, schema }) =>
      `<tr><td><code>${escapeHtml(name)}</code></td><td>${place}</td><td>${required ? 'required' : ''}</td>` +
      `<td><code>${escapeHtml(JSON.stringify(schema))}</code></td></tr>`,
  );
  return `<table><thead><tr><th>Parameter</th><th>In</th><th></th><th>Schema</th></tr></thead><tbody>${rows.join('')}</tbody></table>`;
};

const schemaBlock = (title: string, schema: object | undefined): string =>
  schema === undefined ? '' : `<h2>${title}</h2><pre tabindex="0">${escapeHtml(JSON.stringify(schema, null, 2))}</pre>`;

const escapeHtml = (text: string): string => text.replace(/[&<>]/g, (character) => `&#${character.charCodeAt(0)};`);

const STYLE = `
:root { color-scheme: light dark; font: 16px/1.5 system-ui, sans-serif; }
body { margin: 0; } main { max-width: 60rem; margin: 0 auto; padding: 1rem; }
details { border-top: 1px solid color-mix(in srgb, currentColor 20%, transparent); padding: .5rem 0; }
summary { cursor: pointer; } .method { font-weight: 600; } h2 { font-size: 1rem; }
pre { overflow: auto; max-height: 24rem; padding: .5rem; background: color-mix(in srgb, currentColor 6%, transparent); }
table { border-collapse: collapse; } td, th { text-align: start; padding: .125rem 1rem .125rem 0; vertical-align: top; }
[hidden] { display: none; }`;

const SEARCH_SCRIPT = `const search = document.getElementById('search');
search.addEventListener('input', () => {
  const words = search.value.toLowerCase().split(/\\s+/);
  for (const entry of document.querySelectorAll('details')) {
    const text = entry.querySelector('summary').textContent.toLowerCase();
    entry.hidden = !words.every((word) => text.includes(word));
  }
});
`;
