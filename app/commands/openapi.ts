import { defineCommand } from '#app/command.ts';
import { modules } from '#app/modules.ts';
import { openApiDocument } from '#platform/http/openapi.ts';

export const command = defineCommand({
  help: `Usage: main.ts openapi

Prints the OpenAPI 3.1 document of the API. It needs neither a server nor a database.`,
  options: {},
  run: async (_given, { config, json, say }) => {
    const routes = modules.flatMap((module) => module.routes ?? []);
    const serverUrl = config.publicUrl ?? `http://localhost:${config.port}`;
    const document = openApiDocument(routes, { version: config.version, serverUrl });
    if (!json) say(JSON.stringify(document, null, 2));
    return document;
  },
});
