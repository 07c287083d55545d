import type { INestApplication } from '@nestjs/common';
import { DocumentBuilder, SwaggerModule } from '@nestjs/swagger';
import { errorCatalogue, STATUS_OF_KIND } from '../errors/domain-error.ts';
import { ProblemWire } from '../errors/problem.wire.ts';
import { describeFields } from './describe-fields.ts';
import { describeOperation } from './describe-operation.ts';
import { eachSchema, operationsOf, type ApiDocument } from './document.ts';
import type { Route } from './route-table.ts';

/** The cookie of a browser's session, set by the accounts room; with http on a developer's machine it has no `__Host-`. */
const SESSION_COOKIE = '__Host-gnvb_session';

const ABOUT = `gnvb sends official documents from one office to its units and proves what became of every copy.

Errors are RFC 9457 problems; \`code\` is stable, \`detail\` is in Vietnamese, or English with \`Accept-Language: en\`.
Lists are pages: give \`next\` back as \`after\`. Edits name the version they were made on in \`If-Match\`.
\`x-access\` says who may call an operation: \`public\`, \`signed-in\`, or holders of one of the roles at the unit concerned.`;

/**
 * The OpenAPI 3.1 document of the application, which may be in preview: nothing is called.
 * @throws when the document and the route table do not name the same operations
 */
export function describeApi(app: INestApplication, routes: readonly Route[]): ApiDocument {
  const document = SwaggerModule.createDocument(app, frame(), {
    operationIdFactory: (controller, method) => operationId(`${controller}.${method}`),
    extraModels: [ProblemWire],
  }) as unknown as ApiDocument;
  mend(document);
  describeFields(document);
  const missing = new Map(operationsOf(document).map((found) => [`${found.method} ${found.path}`, found.operation]));
  for (const route of routes.filter((one) => !one.hidden)) {
    const address = `${route.method} ${templateOf(route.path)}`;
    const operation = missing.get(address);
    if (!operation) throw new Error(`${route.id}: ${address} is not in the API document`);
    if (operation.operationId !== operationId(route.id))
      throw new Error(`${address} belongs to ${route.id} and to ${operation.operationId}`);
    describeOperation(document, operation, route);
    missing.delete(address);
  }
  if (missing.size > 0) throw new Error(`not in the route table: ${[...missing.keys()].join(', ')}`);
  return document;
}

/** `UnitsController.rename` → `units.rename`. */
export function operationId(routeId: string): string {
  const [controller = '', method = ''] = routeId.split('.');
  const room = controller.replace(/Controller$/, '');
  return `${room.charAt(0).toLowerCase()}${room.slice(1)}.${method}`;
}

/** `/units/:id` → `/units/{id}`. */
export const templateOf = (path: string): string => path.replaceAll(/:(\w+)/g, '{$1}');

function frame(): ReturnType<DocumentBuilder['build']> {
  const builder = new DocumentBuilder()
    .setTitle('gnvb')
    .setDescription(ABOUT)
    .setVersion('1')
    .setOpenAPIVersion('3.1.0')
    .addServer('/')
    .addBearerAuth(
      {
        type: 'http',
        scheme: 'bearer',
        bearerFormat: 'JWT',
        description:
          'An access token, or the API key of a program (gnvb_…), which opens the routes of its scopes alone.',
      },
      'bearer',
    )
    .addCookieAuth(SESSION_COOKIE, { type: 'apiKey', in: 'cookie', name: SESSION_COOKIE }, 'cookie')
    .addSecurityRequirements('bearer')
    .addSecurityRequirements('cookie');
  const texts = [...errorCatalogue().values()].toSorted((a, b) => (a.code < b.code ? -1 : 1));
  const catalogue = Object.fromEntries(
    texts.map(({ code, kind, vi, en }) => [code, { status: STATUS_OF_KIND[kind], vi, en }]),
  );
  return { ...builder.build(), 'x-errors': catalogue } as ReturnType<DocumentBuilder['build']>;
}

/** What the swagger plugin cannot read from the classes. */
function mend(document: ApiDocument): void {
  const { schemas } = document.components;
  const params = schemas['ProblemWire']?.properties?.['params'];
  if (params) params.additionalProperties = { type: ['string', 'number', 'boolean', 'null'] };
  for (const [name, schema] of Object.entries(schemas)) {
    eachSchema(schema, name, (part) => {
      if (part.enum && part.type === undefined && part.enum.every((value) => typeof value === 'string'))
        part.type = 'string';
    });
  }
}
