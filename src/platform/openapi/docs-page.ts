import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';

/** The page that shows the API document: Swagger UI from our own disk, without inline scripts and without any third party. */
export const DOCS_PAGE = `<!doctype html>
<html lang="vi">
  <head>
    <meta charset="utf-8">
    <meta name="viewport" content="width=device-width, initial-scale=1">
    <title>gnvb: tài liệu API</title>
    <link rel="icon" href="/api/docs/favicon-32x32.png">
    <link rel="stylesheet" href="/api/docs/swagger-ui.css">
  </head>
  <body>
    <main id="api"></main>
    <script src="/api/docs/swagger-ui-bundle.js"></script>
    <script src="/api/docs/start.js"></script>
  </body>
</html>
`;

/** `validatorUrl: null`: otherwise the page would send the document to somebody else's validator. */
export const DOCS_START = `SwaggerUIBundle({
  url: '/api/openapi.json',
  dom_id: '#api',
  deepLinking: true,
  displayOperationId: true,
  docExpansion: 'none',
  filter: true,
  showExtensions: true,
  validatorUrl: null,
});
`;

const TYPES: Readonly<Record<string, string>> = {
  'swagger-ui.css': 'text/css; charset=utf-8',
  'swagger-ui-bundle.js': 'text/javascript; charset=utf-8',
  'favicon-32x32.png': 'image/png',
};

export interface DocsAsset {
  readonly file: string;
  readonly type: string;
}

/** A file of the page; null for any name that is not one of its few. */
export function docsAsset(name: string): DocsAsset | null {
  const type = Object.hasOwn(TYPES, name) ? TYPES[name] : undefined;
  return type ? { file: join(assets(), name), type } : null;
}

/** Swagger UI as @nestjs/swagger brings it along. */
function assets(): string {
  const require = createRequire(import.meta.url);
  return dirname(require.resolve('swagger-ui-dist/package.json', { paths: [require.resolve('@nestjs/swagger')] }));
}
